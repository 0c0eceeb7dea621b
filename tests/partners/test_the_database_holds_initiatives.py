"""What no way around the pages changes: whose an initiative is, who takes it on, and which words are on the site."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from partners.initiatives import cosigning, moving
from partners.initiatives.models import (
    Cosign,
    Initiative,
    InitiativePublication,
    Move,
    PublicText,
    State,
)
from partners.initiatives.submitting import submit
from partners.joining import taking_part
from partners.joining.models import AskKind
from partners.merging import undoing
from partners.merging.joining import undo
from tests.partners import assessing as desk
from tests.partners import in_public
from tests.partners import initiatives as made
from tests.partners.merging import again, merged
from tests.world import World, account, end, fresh, organisation, representation, set_up
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", ["organisation", "submitted_at"])
def test_whose_it_is_and_when_it_was_sent_stay(world: World, change: str) -> None:
    row = made.a_sent_one(world)
    other = {"organisation": world.other_org, "submitted_at": timezone.now()}[change]
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(Initiative.objects.filter(pk=row.pk).update)(**{change: other})


def test_a_name_that_was_typed_becomes_an_organisation_once(world: World) -> None:
    row = made.a_sent_one(world, organisation=None, organisation_name="Buiten")
    rows = Initiative.objects.filter(pk=row.pk)
    assert set_up(rows.update)(organisation=world.other_org) == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(rows.update)(organisation=world.partner_org)


def test_nobody_leaves_work_with_an_organisation_they_do_not_speak_for(world: World) -> None:
    row = desk.offered(world)
    for who in (world.bureau, world.partner):
        with pytest.raises(DatabaseError), transaction.atomic():
            moving.answer_offer(made.fresh_row(row), takes_it=True, why="Graag.", by=who)
    moving.answer_offer(made.fresh_row(row), takes_it=True, why="Graag.", by=world.other_partner)
    assert made.fresh_row(row).state == State.ELSEWHERE


def test_who_stopped_speaking_yesterday_takes_nothing_on(world: World) -> None:
    row = desk.offered(world)
    for held in world.other_partner.person.representations.all():
        end(held)
    with pytest.raises(DatabaseError), transaction.atomic():
        moving.answer_offer(row, takes_it=True, why="Graag.", by=world.other_partner)


def test_what_is_over_is_not_signed_any_more(world: World, as_: Any) -> None:
    draft = made.a_complete_draft(world)
    asked = made.together_with(draft, world.other_org)
    submit(made.fresh_row(draft), by=world.partner)
    moving.withdraw(made.fresh_row(draft), why="Te druk.", by=world.partner)
    url = reverse("initiative_cosign", args=[asked.pk])
    answer = as_(world.other_partner).post(url, {"signs": "ja", "words": "Graag"})
    assert answer.status_code == 422
    assert "Antwoorden hoeft niet meer" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.cosign == Cosign.ASKED


def on_the_site(initiative: Initiative, like: InitiativePublication, **extra: Any) -> InitiativePublication:
    """Written straight into the table."""
    words = {name: getattr(like, name) for name in ("title", "summary", "by_whom", "canonical")}
    more = {"canonical_sha256": like.canonical_sha256, "agreement": like.agreement, **words, **extra}
    return set_up(InitiativePublication.objects.create)(initiative=initiative, **more)


def test_words_nobody_agreed_to_come_on_no_site(world: World) -> None:
    there = in_public.on_the_site(world)
    other = made.a_sent_one(world, "Ander")
    refused = [
        lambda: on_the_site(other, there, number=1),
        lambda: on_the_site(there.initiative, there, number=2, summary="Iets anders."),
    ]
    for act in refused:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert on_the_site(there.initiative, there, number=2).number == 2, (
        "control: the words that were agreed to"
    )


def test_changed_words_need_another_yes(world: World) -> None:
    there = in_public.on_the_site(world)
    text = PublicText.objects.get()
    text.summary = "Wat anders."
    set_up(text.save)()
    with pytest.raises(DatabaseError), transaction.atomic():
        on_the_site(there.initiative, there, number=2)


def test_who_speaks_for_what_was_merged_asks_something_for_the_whole(world: World) -> None:
    merged(world.other_org, world.partner_org, world.bureau)
    row = taking_part.ask(again(world.other_org), AskKind.DETAILS, "Onze naam klopt niet", by=world.partner)
    assert row.asked_by == world.partner.person


def spoken(world: World, how: str) -> Any:
    """A merge of other_org into another, after which somebody of that other spoke for other_org."""
    kept, draft = organisation("Welzijn Blijft"), made.a_complete_draft(world, organisation=world.other_org)
    kees = account("Kees Kept")
    representation(kees, kept)
    along = made.a_complete_draft(world)
    asked = made.together_with(along, world.other_org)
    offered = desk.offered(world)
    fact = merged(kept, world.other_org, world.bureau)
    if how == "signs":
        cosigning.answer(asked, signs=True, words="", by=kees)
    elif how == "takes on":
        moving.answer_offer(made.fresh_row(offered), takes_it=True, why="Graag.", by=kees)
    elif how == "sends":
        submit(made.fresh_row(draft), by=kees)
    return fact


@pytest.mark.parametrize("how", ["signs", "takes on", "sends"])
def test_a_merge_somebody_spoke_by_is_not_taken_back(world: World, how: str) -> None:
    fact = spoken(world, how)
    with pytest.raises(ValidationError, match="Kees Kept"), acting(world.bureau):
        undo(fact, by=fresh(world.bureau))


def test_control_where_nobody_spoke_it_is_taken_back(world: World, monkeypatch: Any) -> None:
    with acting(world.bureau):
        assert undo(spoken(world, "nobody"), by=fresh(world.bureau))


def test_control_without_the_room_of_initiatives_it_is(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(undoing, "_providers", {})
    with acting(world.bureau):
        assert undo(spoken(world, "signs"), by=fresh(world.bureau))


def test_a_step_by_nobody_is_no_taking_on(world: World) -> None:
    row = desk.offered(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(Move.objects.create)(
            initiative=row, state=State.ELSEWHERE, at_whom="Iemand", organisation=world.other_org
        )
