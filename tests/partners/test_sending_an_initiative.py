"""What is sent is complete, gets one number and one frozen copy, and its words stay."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from partners.initiatives import submitting
from partners.initiatives.completeness import Part, missing
from partners.initiatives.models import Initiative, Move, State, Submission
from partners.initiatives.moving import Step
from tests.partners import initiatives as made
from tests.world import fresh, set_up
from zorgzaam.snapshots import digest
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def test_what_is_sent_is_frozen_and_has_a_number(world):
    row = made.a_complete_draft(world)
    made.with_file(row)
    made.together_with(row, world.other_org)
    submission = submitting.submit(made.fresh_row(row), by=world.partner)
    row.refresh_from_db()
    assert row.state == State.RECEIVED
    assert row.number == f"{timezone.localdate().year}-0001"
    told = json.loads(submission.canonical)
    assert submission.canonical_sha256 == digest(submission.canonical)
    assert (told["number"], told["by_whom"], told["title"]) == (row.number, "Zorggroep Duin", "Samen eten")
    assert [each["name"] for each in told["files"]] == ["begroting.pdf"]
    assert [each["name"] for each in told["partners"]] == ["Welzijn Kreek"]
    move = row.moves.get()
    assert (move.state, move.person) == (State.RECEIVED, world.partner.person)
    assert move.expected


def test_sent_twice_is_sent_once(world):
    row = made.a_complete_draft(world)
    again = made.fresh_row(row)
    assert submitting.submit(row, by=world.partner) == submitting.submit(again, by=world.partner)
    assert (Submission.objects.count(), Move.objects.count()) == (1, 1)


def test_numbers_count_on(world):
    rows = [made.a_sent_one(world, f"Nummer {each}") for each in range(3)]
    year = timezone.localdate().year
    assert [row.number for row in rows] == [f"{year}-000{each}" for each in (1, 2, 3)]


def test_what_is_missing_is_said_and_nothing_is_sent(world):
    row = made.a_draft(world)
    lacking = {each.part for each in missing(row)}
    assert lacking == {Part.IDEA, Part.WHERE, Part.TOGETHER, Part.CHECK, Part.SEND}
    with pytest.raises(ValidationError, match="het idee, in gewone woorden"):
        submitting.submit(row, by=world.partner)
    assert not Submission.objects.exists()
    assert made.fresh_row(row).number is None


def test_who_changed_it_meanwhile_is_seen(world):
    row = made.a_complete_draft(world)
    other = made.fresh_row(row)
    other.title = "Anders"
    set_up(other.save)()
    with pytest.raises(StaleVersion):
        submitting.submit(row, by=world.partner)


def test_an_address_that_was_not_confirmed_sends_nothing(world):
    row = made.a_guests_draft(world)
    with pytest.raises(ValidationError, match="Bevestig eerst uw e-mailadres"):
        submitting.submit(row, by=made.VISITOR)
    row.guest.confirmed_at = timezone.now()
    set_up(row.guest.save)()
    submission = submitting.submit(made.fresh_row(row), by=made.VISITOR)
    assert (submission.person, submission.sender) == (None, "")


@pytest.mark.parametrize(
    "change", [{"title": "Anders"}, {"idea": "Anders"}, {"money": ["wmo"]}, {"number": "2026-9999"}]
)
def test_the_database_keeps_the_words_that_were_sent(world, change):
    row = made.a_sent_one(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(Initiative.objects.filter(pk=row.pk).update)(**change)


def test_what_hangs_on_it_stays_too(world):
    row = made.a_sent_one(world)
    for act in (
        lambda: made.hang_on(row, made.a_theme("Een ander thema")),
        lambda: made.with_file(row),
        set_up(row.subjects.all().delete),
        set_up(row.self_checks.all().delete),
        set_up(row.delete),
        set_up(row.submissions.all().delete),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_given_back_it_is_written_again_and_sent_a_second_time(world):
    row = made.a_sent_one(world)
    row = made.moved(row, Step(State.RETURNED, why="Wie kookt er?"), world.bureau)
    row.idea = "Buren koken samen. De kok is een vrijwilliger."
    set_up(row.save)()
    second = submitting.submit(made.fresh_row(row), by=world.partner)
    assert second.edition == 2
    first = row.submissions.get(edition=1)
    assert "vrijwilliger" not in first.canonical
    assert "vrijwilliger" in second.canonical
    assert made.fresh_row(row).number == json.loads(first.canonical)["number"]


def test_a_draft_can_be_thrown_away_with_all_that_hangs_on_it(world):
    row = made.a_complete_draft(world)
    made.with_file(row)
    set_up(row.delete)()
    assert not Initiative.objects.exists()


def test_a_draft_is_for_who_writes_it_and_who_is_asked_along(world):
    row = made.a_draft(world)
    seen = {name for name, user in world.readers.items() if user and _sees(row, user)}
    assert seen == {"partner"}
    made.together_with(row, world.other_org)
    assert _sees(row, world.other_partner)
    sent = made.a_sent_one(world)
    seen = {name for name, user in world.readers.items() if user and _sees(sent, user)}
    assert seen == {"partner", "bureau", "bureau_only"}


def _sees(row, user):
    return Initiative.objects.visible_to(fresh(user)).filter(pk=row.pk).exists()
