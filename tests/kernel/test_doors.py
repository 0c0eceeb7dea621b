"""Every view declares its door and policy, and every response carries what guards it (promise I4)."""

import datetime
import io
import json
import os
import subprocess
import sys

import pytest
from celery.signals import worker_ready
from django.conf import settings as django_settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse
from django.utils import timezone

from tests.kernel.zygote import ROOT
from zorgzaam import health
from zorgzaam.checks import demo_stays_home, production_is_whole, secrets_are_there
from zorgzaam.house import House
from zorgzaam.routes import _walk, routes

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------- doors and policies
def test_every_address_has_a_door_and_a_policy():
    assert [route for route in routes() if not (route.door and route.policy)] == []


def test_control_a_view_without_an_entrance_is_seen():
    bare = path("kaal/", lambda request: HttpResponse(), name="bare")
    [route] = _walk([bare], "/", "")
    assert (route.door, route.policy) == ("", "")


def test_the_routes_command_gives_every_route_as_json():
    out = io.StringIO()
    call_command("routes", json=True, stdout=out)
    listed = json.loads(out.getvalue())
    assert len(listed) == len(routes())
    assert {
        "pattern": "/werkbank/post/",
        "name": "outbox",
        "door": "werkbank",
        "policy": "netwerkbureau",
    }.items() <= (next(each for each in listed if each["name"] == "outbox").items())


def test_a_visitor_is_sent_to_the_login_whether_the_thing_exists_or_not(world):
    answers = [
        Client().get(address)
        for address in (
            "/werkbank/post/",
            "/werkbank/post/00000000-0000-0000-0000-000000000000/",
            "/werkbank/",
        )
    ]
    assert [answer.status_code for answer in answers] == [302] * 3
    assert all(answer.url.startswith("/account/inloggen/?next=/werkbank/") for answer in answers)


def test_the_address_of_a_button_opened_by_itself_says_what_it_is(world, as_):
    url = reverse("post_release")
    page = as_(world.bureau).get(url)
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert "Dit adres hoort bij een knop" in page.text
    assert as_(world.bureau).put(url).content == b"", "machines get no page"


def test_a_fragment_asked_for_by_a_visitor_sends_the_whole_page_to_the_login(world):
    answer = Client().get("/werkbank/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/account/inloggen/")
    assert not answer.content


# ---------------------------------------------------------------- headers
@pytest.fixture
def responses(world, as_):
    """One of every kind: page, 404, 403, 405, redirect, stylesheet, text, JSON, beheer, login."""
    visitor, member, admin = as_(None), as_(world.member), as_(world.admin)
    return {
        "page": visitor.get("/"),
        "404": visitor.get("/bestaat-niet/"),
        "403": member.get("/werkbank/post/"),
        "405": visitor.post("/"),
        "redirect": visitor.get("/werkbank/"),
        "css": visitor.get("/huisstijl.css"),
        "text": visitor.get("/robots.txt"),
        "json": visitor.get("/healthz"),
        "login": visitor.get("/account/inloggen/"),
        "private": member.get("/werkbank/"),
        "beheer": admin.get("/beheer/"),
    }


def test_every_kind_of_response_carries_the_headers_that_guard_it(responses):
    for kind, response in responses.items():
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "unsafe-inline" not in policy, kind
        assert "unsafe-eval" not in policy, kind
        assert "frame-ancestors 'none'" in policy, kind
        assert response["X-Content-Type-Options"] == "nosniff", kind
        assert response["Referrer-Policy"] == "same-origin", kind
        assert "camera=()" in response["Permissions-Policy"], kind
        assert "Server" not in response, kind


def test_what_a_signed_in_person_gets_is_kept_nowhere(responses):
    for kind in ("403", "private", "beheer"):
        assert "no-store" in responses[kind]["Cache-Control"], kind
        assert "private" in responses[kind]["Cache-Control"], kind


def test_a_page_error_shows_no_insides(responses):
    for kind in ("404", "403"):
        text = responses[kind].content.decode()
        assert 'lang="nl"' in text
        assert "Traceback" not in text
        assert "Exception" not in text


def test_a_site_on_https_says_so_for_two_years_and_marks_its_cookies():
    code = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "from django.conf import settings as s\n"
        "r = Client().get('/robots.txt', secure=True, headers={'host': 'zorgzaam.example'})\n"
        "plain = Client().get('/robots.txt', headers={'host': 'zorgzaam.example'})\n"
        "print(r['Strict-Transport-Security'], plain.status_code, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    answer = run(code, SITE_URL="https://zorgzaam.example", ALLOWED_HOSTS="zorgzaam.example", DEMO="0")
    assert answer.stdout.split("\n")[0] == "max-age=63072000; includeSubDomains; preload 301 True True"


def run(code, **environment):
    """Python with other settings, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "zorgzaam.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# ---------------------------------------------------------------- machines
def test_security_txt_names_a_contact_and_expires_within_a_year(world, settings):
    assert Client().get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "veilig@deltaland.example"
    lines = dict(
        line.split(": ", 1)
        for line in Client().get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert lines["Contact"] == "mailto:veilig@deltaland.example"
    expires = datetime.datetime.fromisoformat(lines["Expires"])
    assert timezone.now() < expires < timezone.now() + datetime.timedelta(days=365)
    assert lines["Canonical"].endswith("/.well-known/security.txt")


def test_robots_txt_keeps_search_engines_to_the_public_site():
    text = Client().get("/robots.txt").content.decode()
    for door in ("/werkbank/", "/partner/", "/beheer/", "/account/"):
        assert f"Disallow: {door}\n" in text
    assert "Disallow: /\n" not in text


def test_healthz_is_ok_when_every_part_answers(settings):
    health.heartbeat()
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["down"] == []
    assert answer["Cache-Control"] == "no-store"


def test_healthz_is_ok_as_soon_as_a_worker_is_ready():
    worker_ready.send(sender=None)
    assert Client().get("/healthz").status_code == 200


def test_healthz_names_a_worker_that_gives_no_heartbeat():
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["down"]) == (503, ["worker"])


def test_healthz_names_a_storage_that_takes_no_file(settings, tmp_path):
    health.heartbeat()
    settings.FILES_DIR = tmp_path / "bestand"
    settings.FILES_DIR.write_text("geen map")
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["down"]) == (503, ["storage"])


def test_healthz_names_a_database_and_a_broker_that_are_gone_without_an_error_page():
    code = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "r = Client().get('/healthz', headers={'host': 'localhost'})\n"
        "print(r.status_code, sorted(r.json()['down']), 'password' in r.content.decode())"
    )
    answer = run(code, DATABASE_URL="postgresql://x:y@127.0.0.1:1/z", REDIS_URL="redis://127.0.0.1:1/0")
    assert answer.stdout.split("\n")[0] == "503 ['broker', 'database', 'worker'] False", answer.stderr[-500:]


# ---------------------------------------------------------------- configuration
@pytest.mark.parametrize(
    ("hosts", "site", "refused"),
    [
        (["127.0.0.1", "localhost"], "http://127.0.0.1:8000", False),
        (["zorgzaam.example"], "http://127.0.0.1:8000", True),
        (["*"], "http://127.0.0.1:8000", True),
        (["localhost"], "https://zorgzaam.example", True),
    ],
)
def test_the_demo_is_refused_where_others_can_reach_it(settings, hosts, site, refused):
    settings.DEMO, settings.DEBUG, settings.ALLOWED_HOSTS, settings.SITE_URL = True, False, hosts, site
    assert bool(demo_stays_home(None)) == refused
    settings.DEMO = False
    assert not demo_stays_home(None)


def test_a_short_secret_is_refused_in_production(settings):
    settings.PRODUCTION, settings.SECRET_KEY = True, "x" * 39
    assert [error.id for error in secrets_are_there(None)] == ["zorgzaam.E002"]
    settings.SECRET_KEY = "x" * 40
    assert secrets_are_there(None) == []


def test_a_half_filled_production_is_told_what_is_missing(settings):
    settings.HTTPS, settings.SECURITY_CONTACT, settings.MAIL_RELAY_WITNESS = False, "", ""
    settings.MIGRATE_DATABASE_URL = settings.DATABASE_URL
    found = {problem.id for problem in production_is_whole(None)}
    assert found == {"zorgzaam.E003", "zorgzaam.W001", "zorgzaam.W002", "zorgzaam.W003"}
    assert House.objects.of_region().pk == 1
    assert django_settings.HTTPS is False
