"""The newsletter is found: at the bottom of every page, on the front page and with each theme."""

import re

import pytest
from django.test import Client

from newsletters.subscriptions.models import Subscriber
from tests.newsletters.subscriptions.test_subscribe import NEW, SENT
from tests.themes.making import generation, theme
from zorgzaam.once import SentForm
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


def fields(page: str) -> dict[str, str]:
    """What the small form on a page sends when nothing is typed."""
    form = re.search(r'<form[^>]*action="/nieuwsbrief/".*?</form>', page, re.DOTALL)[0]
    tags = re.findall(r"<input[^>]*>", form)
    found = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in tags]
    return {each["name"]: each.get("value", "") for each in found}


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_page_leads_there(world, client) -> None:
    footer = page(client, "/contact/").partition("zz-footer__links")[2]
    assert 'href="/nieuwsbrief/"' in footer


def test_the_small_form_asks_as_the_real_one_does(world) -> None:
    visitor = Client(enforce_csrf_checks=True)
    sent = fields(page(visitor, "/"))
    assert not visitor.cookies, "reading sets no cookie"
    assert visitor.post("/nieuwsbrief/", {**sent, "address": NEW}).url == SENT
    assert Subscriber.objects.get().address == NEW
    assert visitor.post("/nieuwsbrief/", {**sent, "address": NEW}).url == SENT
    assert OutgoingMail.objects.filter(to_address=NEW).count() == 1
    assert SentForm.objects.count() == 1, "sent twice it is one question"


def test_a_slip_in_the_small_form_is_said_on_the_real_one(world, client) -> None:
    answer = client.post("/nieuwsbrief/", {**fields(page(client, "/")), "address": "nee"})
    assert answer.status_code == 422
    assert 'value="nee"' in answer.content.decode()


def test_with_a_theme_it_is_chosen_beforehand(world, client, setup_actor) -> None:
    now, before = generation("Nu", 2024), generation("Toen", 2020)
    row, old = theme(now, "Jeugd"), theme(before, "Oud")
    sent = fields(page(client, row.get_absolute_url()))
    client.post("/nieuwsbrief/", {**sent, "address": NEW})
    assert list(Subscriber.objects.get().themes.all()) == [row]
    assert 'action="/nieuwsbrief/"' not in page(client, old.get_absolute_url())
    chosen = client.get(f"/nieuwsbrief/?thema={row.pk}").content.decode()
    assert re.search(rf'value="{row.pk}"[^>]*checked', chosen)


@pytest.mark.parametrize("garbage", ["x", "9" * 40, "%00"])
def test_a_cut_link_chooses_nothing(world, client, garbage: str) -> None:
    assert client.get(f"/nieuwsbrief/?thema={garbage}").status_code == 200


def test_privacy_says_what_is_kept_and_how_long(world, client) -> None:
    said = page(client, "/privacy/")
    assert "Als u de nieuwsbrief ontvangt" in said
    assert "30 dagen nadat u zich afmeldde" in said
