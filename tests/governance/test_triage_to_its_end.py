"""Triage walked to each of its ends, by everybody it concerns: who is told, and who sees where it is now."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.intake.jobs import tell_about_proposals
from governance.intake.models import Origin, Proposal, StepKind
from tests.governance.agendas import a_meeting, an_item, publish
from tests.governance.proposing import DAY, TITLE, a_proposal, fresh_row, sent
from tests.governance.test_decide import text
from tests.world import World, fresh, mandate, set_up
from zorgzaam.accounts.models import User
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
TELL = set_up(tell_about_proposals)
HERE = {"title": TITLE, "kind": "besluit", "minutes": "20", "publicity": "openbaar"}


@pytest.fixture
def row(world: World) -> Proposal:
    """Of a partner, at the coalition; somebody keeps the agenda of the other body."""
    mandate(world.other_member, world.other, Role.SECRETARY)
    made = a_proposal(world.partner, world.coalition, organisation=world.partner_org)
    TELL()
    return made


def step(client: Any, name: str, row: Proposal, **data: str) -> None:
    """One press on the page of a proposal, and what the sweeper does next."""
    answer = client.post(reverse(f"proposal_{name}", args=[row.pk]), sent(row, **data))
    assert answer.status_code == 302, answer.content.decode()
    TELL()


def told(row: Proposal, kind: StepKind) -> set[str]:
    """Who was mailed about the last step of this kind."""
    last = row.steps.filter(kind=kind).latest("at")
    return set(OutgoingMail.objects.filter(about=str(last.pk)).values_list("to_address", flat=True))


def read(as_: Any, user: User, row: Proposal, *words: str) -> None:
    page = text(as_(fresh(user)), row.get_absolute_url())
    for said in words:
        assert said in page, (user.email, said)


def listed(as_: Any, user: User, name: str) -> bool:
    return TITLE in text(as_(fresh(user)), reverse(name))


def keepers(world: World) -> set[str]:
    return {world.bureau.email, world.secretary.email, world.chair.email}


def test_here(world: World, as_: Any, row: Proposal) -> None:
    meeting = a_meeting(world.coalition)
    assert told(row, StepKind.PROPOSED) == {world.partner.email} | keepers(world)
    step(as_(world.secretary), "here", row, **HERE, meeting=str(meeting.pk))
    assert told(row, StepKind.PLACED) == {world.partner.email}
    read(as_, world.partner, row, "Is een agendapunt", "Zodra jij het mag lezen, staat hier de link")
    publish(meeting)
    item = fresh_row(row).item
    assert item is not None
    read(as_, world.partner, row, item.get_absolute_url(), meeting.title)
    assert listed(as_, world.partner, "proposals_partner")


def test_elsewhere_and_taken_on(world: World, as_: Any, row: Proposal) -> None:
    step(as_(world.secretary), "elsewhere", row, to=str(world.other.pk), why="Gaat over uitvoering")
    assert told(row, StepKind.OFFERED) == {world.partner.email, world.other_member.email}
    read(as_, world.partner, row, f"Aangeboden aan {world.other}", "Gaat over uitvoering")
    read(as_, world.secretary, row, f"Aangeboden aan {world.other}")
    assert listed(as_, world.other_member, "proposals")
    step(as_(fresh(world.other_member)), "offer", row, answer="ja")
    assert told(row, StepKind.TAKEN_ON) == {world.partner.email} | keepers(world), (
        "who asked hears the answer"
    )
    for reader in (world.partner, world.secretary, world.other_member):
        read(as_, reader, row, f"{world.other} neemt het over van {world.coalition}")
    assert not listed(as_, world.secretary, "proposals"), "it waits for them no more"
    step(as_(fresh(world.other_member)), "here", row, **HERE)
    read(as_, world.secretary, row, f"{world.other} maakt er een agendapunt van")


def test_elsewhere_and_given_back(world: World, as_: Any, row: Proposal) -> None:
    step(as_(world.secretary), "elsewhere", row, to=str(world.other.pk), why="Gaat over uitvoering")
    step(as_(fresh(world.other_member)), "offer", row, answer="nee", why="Dit is bestuurlijk")
    assert told(row, StepKind.GIVEN_BACK) == {world.partner.email} | keepers(world)
    for reader in (world.partner, world.secretary, world.other_member):
        read(as_, reader, row, "Dit is bestuurlijk", f"geeft het terug aan {world.coalition}")
    assert listed(as_, world.secretary, "proposals")
    assert not listed(as_, world.other_member, "proposals")


def test_later_and_then_back_with_a_reason(world: World, as_: Any, row: Proposal) -> None:
    day = timezone.localdate() + 60 * DAY
    step(as_(world.secretary), "later", row, on=str(day), text="Na de zomer")
    assert told(row, StepKind.LATER) == {world.partner.email}
    read(as_, world.partner, row, "Komt later", "Na de zomer")
    step(as_(world.chair), "return", row, why="Hoort bij de gemeenten")
    assert told(row, StepKind.RETURNED) == {world.partner.email}
    read(as_, world.partner, row, "Hoort bij de gemeenten", "Stel het opnieuw voor")


def test_joined(world: World, as_: Any, row: Proposal) -> None:
    item = an_item(a_meeting(world.coalition), "Zorg in de nacht")
    step(as_(world.secretary), "join", row, item=str(item.pk), text="Samen met de nacht")
    assert told(row, StepKind.JOINED) == {world.partner.email}
    publish(item.meeting)
    read(
        as_,
        world.partner,
        row,
        "Samen met de nacht",
        "voegt het samen met Zorg in de nacht",
        item.get_absolute_url(),
    )
    assert row.get_absolute_url() in text(as_(world.secretary), reverse("item", args=[item.pk]))


@pytest.mark.parametrize("offered", [True, False])
def test_withdrawn_who_had_to_decide_hears_it(world: World, as_: Any, row: Proposal, offered: bool) -> None:
    if offered:
        step(as_(world.secretary), "elsewhere", row, to=str(world.other.pk), why="Gaat over uitvoering")
    step(as_(world.partner), "withdraw", row, why="Is al geregeld")
    also = {world.other_member.email} if offered else set()
    assert told(row, StepKind.WITHDRAWN) == keepers(world) | also
    read(as_, world.secretary, row, "Ingetrokken", "Is al geregeld")


def test_of_the_province(world: World, as_: Any) -> None:
    set_up(type(world.staten).objects.filter(pk=world.staten.pk).update)(organisation=world.partner_org)
    mandate(world.other_member, world.other, Role.SECRETARY)
    row = a_proposal(world.partner, world.coalition, organisation=world.partner_org)
    assert row.origin == Origin.PROVINCE
    step(as_(world.secretary), "elsewhere", row, to=str(world.other.pk), why="Uitvoering")
    step(as_(fresh(world.other_member)), "offer", row, answer="ja")
    read(as_, world.partner, row, f"{world.other} neemt het over")
    read(as_, world.other_member, row, "De provincie (actief agenderen)")


def test_of_a_council_the_griffie_hears_each_step_too(world: World, as_: Any) -> None:
    row = a_proposal(world.statenlid, world.coalition, council=world.staten)
    TELL()
    both = {world.statenlid.email, world.clerk.email}
    assert told(row, StepKind.PROPOSED) == both | keepers(world)
    day = timezone.localdate() + 60 * DAY
    step(as_(world.secretary), "later", row, on=str(day))
    assert told(row, StepKind.LATER) == both
    step(as_(world.secretary), "here", row, **HERE)
    assert told(row, StepKind.PLACED) == both
    for reader in (world.statenlid, world.clerk):
        read(as_, reader, row, "Is een agendapunt")
        assert listed(as_, reader, "proposals_staten")
    step(as_(world.secretary), "report", row, text="Er komt een proef.")
    assert told(row, StepKind.REPORTED) == both
    assert as_(world.council_member).get(row.get_absolute_url()).status_code == 404, (
        "the control: another council"
    )
