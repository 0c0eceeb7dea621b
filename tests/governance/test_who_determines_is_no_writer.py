"""Who chooses the portfolio holder, or the names below the letter, is a writer; and all decide about that too."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.briefings.determining.models import TIME, put_before
from governance.briefings.errors import Refused
from governance.briefings.models import Briefing, Status
from governance.briefings.reviewing import share
from tests.governance import letters
from zorgzaam.access import may

pytestmark = pytest.mark.django_db
FIELDS = ("holder", "secretary", "mayor")


def other(world, name):
    return world.clerk.person if name == "holder" else "Iemand Anders"


def url(name, briefing):
    return reverse(f"briefing_{name}", args=[briefing.pk])


def page_of(as_, who, name, briefing):
    return as_(who).get(url(name, briefing)).content.decode()


@pytest.mark.parametrize("name", FIELDS)
def test_who_sets_it_approves_nothing(world, name):
    briefing = letters.draft(world)
    assert may(world.bureau_only, "governance.approve_briefing", briefing)
    letters.change(briefing, world.bureau_only, **{name: other(world, name)})
    briefing.submit(by=world.bureau)
    assert not may(world.bureau_only, "governance.approve_briefing", fresh_of(briefing))
    with pytest.raises(Refused, match="schrijft"):
        briefing.approve(by=world.bureau_only)


@pytest.mark.parametrize("name", FIELDS)
def test_it_changes_in_a_draft_alone(world, name):
    briefing = letters.approved(world, letters.draft(world))
    with pytest.raises(DatabaseError, match="no draft"), transaction.atomic():
        letters.change(briefing, world.bureau, **{name: other(world, name)})


@pytest.mark.parametrize("name", FIELDS)
def test_it_does_not_change_unseen(world, as_, name):
    briefing = letters.draft(world)
    briefing.submit(by=world.bureau)
    given = {"verdict": "akkoord", "seen": letters.digest_of(briefing)}
    briefing.send_back(by=world.bureau, remark="Nog iets")
    letters.change(briefing, world.bureau, **{name: other(world, name)})
    briefing.submit(by=world.bureau)
    assert as_(world.bureau_only).post(url("review", briefing), given).status_code == 409
    assert Briefing.objects.get().status == Status.IN_REVIEW


def fresh_of(briefing) -> Briefing:
    return Briefing.objects.get(pk=briefing.pk)


def test_the_page_says_who_determines_it(world, as_):
    briefing = letters.draft(world, holder=world.chair.person)
    assert (
        str(world.chair.person)
        in page_of(as_, world.bureau_only, "review", briefing).split("Stelt het vast")[1]
    )
    without = letters.draft(world)
    assert "gebeurt elders" in page_of(as_, world.bureau_only, "review", without)


def test_nobody_chooses_themselves(world, as_):
    briefing = letters.draft(world)
    data = {
        "addressee": world.staten.pk, "subject": briefing.subject, "publicity": "openbaar",
        "version": briefing.version, "holder": world.bureau_only.person_id,
    }  # fmt: skip
    answer = as_(world.bureau_only).post(url("header", briefing), data)
    assert answer.status_code == 422
    assert "Wie aan dit stuk schrijft, kan het niet zelf vaststellen" in answer.content.decode()
    assert as_(world.bureau_only).post(url("header", briefing), {**data, "holder": ""}).status_code == 302


def test_a_letter_is_not_put_before_who_wrote_a_part_of_it(world):
    briefing = letters.draft(world, holder=world.clerk.person)
    letters.change(briefing, world.clerk, core="<p>Van de griffier.</p>")
    letters.approved(world, briefing)
    with pytest.raises(Refused, match="schreef aan dit stuk mee"):
        put_before(briefing, by=world.bureau)


# ---------------------------------------------------------------- before whom it lies
def test_a_longer_share_stays_as_it_is(world):
    briefing = letters.approved(world, letters.draft(world, holder=world.chair.person))
    until = timezone.now() + 2 * TIME
    share(briefing, world.chair, by=world.bureau, until=until, reason="Lees mee")
    put_before(briefing, by=world.bureau)
    kept = briefing.shares.get()
    assert (kept.until, kept.reason) == (until, "Lees mee")


@pytest.mark.parametrize("reason", ["", "Lees mee"])
def test_once_another_determines_it_the_former_one_reads_no_more(world, as_, reason):
    briefing = letters.approved(world, letters.draft(world, holder=world.chair.person))
    if reason:  # the control: shared for something else
        until = timezone.now() + datetime.timedelta(days=1)
        share(briefing, world.chair, by=world.bureau, until=until, reason=reason)
    else:
        put_before(briefing, by=world.bureau)
    briefing.send_back(by=world.bureau, remark="Een ander doet dit")
    assert as_(world.chair).get(url("review", briefing)).status_code == 200
    letters.change(briefing, world.bureau, holder=world.clerk.person)
    assert as_(world.chair).get(url("review", briefing)).status_code == (200 if reason else 404)
