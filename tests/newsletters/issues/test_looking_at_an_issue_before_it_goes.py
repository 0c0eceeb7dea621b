"""How it will look: the very mail, in each of its shapes, and as one subscriber gets it."""

import base64
import hashlib
import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from newsletters.issues.content import content_of
from newsletters.issues.models import BlockKind
from newsletters.issues.rendering import as_test, letter_of
from newsletters.subscriptions.models import Consent, ConsentEvent, ConsentSource, Subscriber, SubscriberState
from tests.governance.deciding import decided
from tests.newsletters.issues import making
from tests.themes.making import generation, theme
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.secret_links import fingerprint

pytestmark = pytest.mark.django_db


def a_reader(*themes, address: str = "lezer@post.example") -> Subscriber:
    with acting(SystemActor.VISITOR):
        row = Subscriber(address=address)
        row.fingerprint = fingerprint(row.secret)
        row.save()
        Consent.objects.create(
            subscriber=row, event=ConsentEvent.GIVEN, source=ConsentSource.MAIL, version=1, text="Ja."
        )
        row.state = SubscriberState.ACTIVE
        row.save()
        row.themes.set(themes)
    return row


@pytest.mark.parametrize("look", ["mail", "telefoon", "donker", "tekst", "site"])
def test_every_look_has_a_page_of_its_own(world: World, as_, look: str):
    issue = making.an_issue(world)
    making.a_block(world, issue, heading="Welkom in de wijk")
    url = reverse("issue_preview", args=[issue.pk])
    page = as_(world.bureau).get(url, {"vorm": look})
    assert page.status_code == 200
    shown = page.content.decode()
    if look in ("tekst", "site"):
        assert "Welkom in de wijk" in shown
    else:
        assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert as_(world.bureau).get(url, {"vorm": "hologram"}).status_code == 404


def test_the_mail_is_shown_in_a_frame_that_can_do_nothing(world: World, as_):
    issue = making.an_issue(world)
    making.a_block(world, issue, heading="Welkom in de wijk")
    page = as_(world.bureau).get(reverse("issue_mail", args=[issue.pk]))
    policy = page.headers["Content-Security-Policy"]
    assert "Welkom in de wijk" in page.content.decode()
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in page.headers["Cache-Control"]


def test_in_the_dark_the_dark_colours_show(world: World, as_):
    issue = making.an_issue(world)
    making.a_block(world, issue)
    url, client = reverse("issue_mail", args=[issue.pk]), as_(world.bureau)
    assert "@media all {" in client.get(url, {"vorm": "donker"}).content.decode().replace("all{", "all {")
    assert "@media all" not in client.get(url, {"vorm": "mail"}).content.decode()


def test_as_one_subscriber_one_sees_exactly_the_blocks_they_get(world: World, as_):
    made = generation("Ander plan")
    mind, moving = theme(made, "Mentale gezondheid"), theme(made, "Bewegen")
    issue = making.an_issue(world)
    making.a_block(world, issue, heading="Voor allen")
    making.a_block(world, issue, heading="Over bewegen", themes=[moving.pk])
    reader = a_reader(mind)
    client = as_(world.bureau)
    answer = client.post(
        reverse("issue_reader", args=[issue.pk]), {"address": "LEZER@post.example", "vorm": "tekst"}
    )
    page = client.get(answer.headers["Location"]).content.decode()
    assert "lezer@post.example" not in answer.headers["Location"]
    assert "Voor allen" in page
    assert "Over bewegen" not in page
    # The link that opens their page is for their eyes only.
    assert reader.secret not in page


def test_who_gets_nothing_is_said(world: World, as_):
    made = generation("Ander plan")
    mind, moving = theme(made, "Mentale gezondheid"), theme(made, "Bewegen")
    issue = making.an_issue(world)
    making.a_block(world, issue, themes=[moving.pk])
    reader = a_reader(mind)
    page = as_(world.bureau).get(reverse("issue_preview", args=[issue.pk]), {"lezer": reader.pk})
    assert "Er is niets in dit nummer voor wat deze lezer koos." in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"), [("onbekend@post.example", "staat niet op de lijst"), ("x", "geen e-mail")]
)
def test_an_address_that_is_not_there_is_said(world: World, as_, typed: str, said: str):
    issue = making.an_issue(world)
    making.a_block(world, issue)
    sent = {"address": typed, "vorm": "telefoon"}
    answer = as_(world.bureau).post(reverse("issue_reader", args=[issue.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{typed}" aria-invalid="true"' in page
    assert "zz-mail-frame--telefoon" in page
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]


def with_picture(world: World):
    issue = making.an_issue(world)
    return making.a_block(
        world, issue, BlockKind.PICTURE, picture=making.a_picture(), picture_name="w.png", picture_words="De wijk"
    )  # fmt: skip


def test_the_frame_shows_the_pictures_though_it_brings_no_session(world: World, as_):
    block = with_picture(world)
    page = as_(world.bureau).get(reverse("issue_mail", args=[block.issue_id]))
    shown = base64.b64decode(re.search('src="data:image/png;base64,([^"]+)"', page.content.decode())[1])
    assert hashlib.sha256(shown).hexdigest() == block.picture.sha256
    assert "img-src data:" in page.headers["Content-Security-Policy"]
    assert reverse("newsletter_picture", args=[block.pk]) not in page.content.decode()


def test_a_picture_that_is_not_scanned_is_not_put_in(world: World, as_):
    block = with_picture(world)
    StoredFile.objects.filter(pk=block.picture.pk).update(scan_state=ScanState.WAITING)
    page = as_(world.bureau).get(reverse("issue_mail", args=[block.issue_id])).content.decode()
    assert "base64" not in page


def test_the_pictures_of_a_proof_open_for_a_mail_program_and_nobody_elses(world: World, client, monkeypatch):
    block, other = with_picture(world), with_picture(world)
    proof = as_test(letter_of(content_of(block.issue)))
    address = unquote(re.search('src="https?://[^/"]+([^"]+)"', proof.html)[1])
    assert client.get(address).status_code == 200
    # The controls: without the pass, with that of another picture, and once it is too old.
    door, _, given = address.partition("?")
    assert client.get(door).status_code == 404
    assert client.get(f"{reverse('newsletter_picture', args=[other.pk])}?{given}").status_code == 404
    monkeypatch.setattr("newsletters.issues.pictures.HOLDS", -1)
    assert client.get(address).status_code == 404


def test_what_was_offered_to_another_is_looked_at_as_it_was_frozen(world: World, as_):
    """Not the records of now: a second pair of eyes looks at what goes out."""
    issue, decision = making.an_issue(world), decided(world.coalition, "Zoals vastgelegd")
    making.of_decision(world, issue, decision)
    asked = making.asked(world, issue)
    url = reverse("issue_preview", args=[issue.pk])
    page = as_(world.bureau_only).get(url, {"vorm": "tekst"}).content.decode()
    assert asked.frozen.content["blocks"][0]["heading"] in page
