"""Approving and determining several letters on one page: what stands in no letter is said, and who was first."""

import datetime

import pytest
from django.urls import reverse

from governance.briefings.comments.models import BriefingComment
from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.models import Status
from governance.briefings.secrecy.models import Ground, Secrecy, impose
from tests.governance import letters as single
from tests.governance import rounding
from tests.governance.test_letters_are_determined import SOURCE, said
from zorgzaam.audit.history import acting
from zorgzaam.claimed import State

pytestmark = pytest.mark.django_db
EMBARGO = datetime.datetime(2030, 1, 3, 9, 30, tzinfo=datetime.UTC)
CLOSED = {"publicity": "besloten", "publicity_ground": "Onderhandeling", "embargo_until": EMBARGO}


def offered(world, round_):
    for letter in rounding.numbered(world, round_):
        letter.submit(by=world.bureau)
    return rounding.letters(round_)


def marks_of(page, letters):
    html = page.content.decode()
    return {
        f"seen-{letter.pk}": html.split(f'name="seen-{letter.pk}" value="')[1].split('"')[0]
        for letter in letters
    }


def parts_of(page):
    """Per letter the piece of the page about it."""
    return page.content.decode().split('id="brief-')[1:]


def comment(world, briefing):
    with acting(world.bureau_only):
        BriefingComment.objects.create(
            briefing=briefing, part="core", paragraph=0, called="Kern", quote="Iets",
            quote_sha256="0" * 64, text="Klopt dit?", person=world.bureau_only.person,
        )  # fmt: skip


@pytest.mark.parametrize("step", ["review", "determine"])
def test_readers_embargo_secrecy_and_open_comments_stand_above_each_letter(world, as_, step):
    round_ = rounding.a_round(world, rounding.councils(2))
    one = rounding.letters(round_)[0]
    single.change(one, world.bureau, **CLOSED)
    values = {
        "ground": Ground.MONEY,
        "imposed_by": world.staten,
        "imposed_on": single.DAY,
        "until_when": "later",
    }
    impose(Secrecy(briefing=one, **values), by=world.bureau)
    comment(world, one)
    (offered if step == "review" else rounding.approved)(world, round_)
    first, second = parts_of(as_(world.bureau_only).get(reverse(f"round_{step}", args=[round_.pk])))
    for words in (
        "Besloten: alleen wie zit in",
        "tot do 3 januari 2030, 10:30",
        "Het hele stuk: opgelegd door",
    ):
        assert words in first
        assert words not in second
    assert "Er staat één opmerking open" in first
    assert "opmerking open" not in second
    assert "Openbaar: iedereen kan het lezen" in second


def test_who_was_second_to_approve_hears_who_was_first(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    one, two = offered(world, round_)
    client, url = as_(world.bureau_only), reverse("round_review", args=[round_.pk])
    marks = marks_of(client.get(url), (one, two))
    one.approve(by=world.chair)
    page = client.post(url, {**marks, "letter": [one.pk, two.pk]}, follow=True).content.decode()
    assert "Akkoord gegeven op 1 brief." in page
    assert f"{one.addressee}: {world.chair.person} gaf al akkoord." in page


def test_who_was_second_to_record_hears_who_was_first_and_that_nothing_was_kept(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    one, two = rounding.approved(world, round_)
    client, url = as_(world.bureau_only), reverse("round_determine", args=[round_.pk])
    data = said(client.get(url), one, two)
    one.determine(by=world.chair, on=single.DAY, source=SOURCE)
    page = client.post(url, data, follow=True).content.decode()
    assert "1 brief is vastgesteld." in page
    assert (
        f"{world.chair.person} legde de vaststelling al vast. Wat je daarbij invulde is niet bewaard." in page
    )
    assert [letter.status for letter in rounding.letters(round_)] == [Status.DETERMINED] * 2


def test_taken_between_reading_and_the_lock_it_is_not_counted_either(world, as_, monkeypatch):
    """The page still took it for waiting; the step itself sees that another was first."""
    round_ = rounding.a_round(world, rounding.councils(1))
    (one,) = offered(world, round_)
    client, url = as_(world.bureau_only), reverse("round_review", args=[round_.pk])
    marks = marks_of(client.get(url), (one,))
    approve = type(one).approve

    def after_another(self, **given):
        approve(type(one).objects.get(pk=one.pk), by=world.chair)
        return approve(self, **given)

    monkeypatch.setattr(type(one), "approve", after_another)
    page = client.post(url, {**marks, "letter": [one.pk]}, follow=True).content.decode()
    assert "Akkoord gegeven" not in page
    assert f"{world.chair.person} gaf al akkoord." in page


def test_a_letter_that_could_not_go_out_can_be_sent_back(world, as_):
    round_ = rounding.a_round(world, rounding.councils(1))
    (one,) = rounding.determined(world, round_)
    with acting(world.bureau):
        BriefingDispatch.objects.create(
            briefing_id=one.pk,
            asked_by=world.bureau.person,
            state=State.FAILED,
            said="Er zijn gegevens veranderd.",
        )
    page = as_(world.bureau).get(round_.get_absolute_url()).content.decode()
    assert f'{reverse("briefing_review", args=[one.pk])}#oordeel">Stuur terug naar concept' in page
