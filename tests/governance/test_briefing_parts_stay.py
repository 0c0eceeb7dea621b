"""Parts stay with their briefing: nothing moves out of, or into, what is no draft, also by raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from governance.briefings.content import BriefingBlock, BriefingSection
from tests.governance import letters, proposals
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

MOVES = {
    "section": "UPDATE governance_briefingsection SET briefing_id = %(to)s, position = 9"
    " WHERE briefing_id = %(of)s",
    "attachment": "UPDATE governance_briefingattachment SET briefing_id = %(to)s, position = 9"
    " WHERE briefing_id = %(of)s",
    "block": "UPDATE governance_briefingblock SET position = 9, section_id ="
    " (SELECT id FROM governance_briefingsection WHERE briefing_id = %(to)s)"
    " WHERE section_id IN (SELECT id FROM governance_briefingsection WHERE briefing_id = %(of)s)",
    "point": "UPDATE governance_proposalpoint SET briefing_id = %(to)s, position = 9"
    " WHERE briefing_id = %(of)s",
    "ground": "UPDATE governance_proposalground SET position = 9, point_id ="
    " (SELECT id FROM governance_proposalpoint WHERE briefing_id = %(to)s)"
    " WHERE point_id IN (SELECT id FROM governance_proposalpoint WHERE briefing_id = %(of)s)",
}


@pytest.fixture
def pair(world):
    """Two drafts with one part of each sort."""
    both = [letters.draft(world, subject=name) for name in ("Een", "Twee")]
    for briefing in both:
        letters.section(briefing, "Kop", "<p>Tekst</p>")
        letters.attachment(briefing, "Kaart")
        proposals.ground(proposals.point(briefing), "Het moet")
    return both


def move(part: str, of, to) -> int:
    with acting(SystemActor.SETUP), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MOVES[part], {"of": of.pk, "to": to.pk})
        moved: int = cursor.rowcount
        return moved


@pytest.mark.parametrize("part", MOVES)
def test_control_between_two_drafts_a_part_can_move(pair, part):
    assert move(part, *pair) == 1


@pytest.mark.parametrize("state", ["ter_review", "akkoord", "gepubliceerd"])
@pytest.mark.parametrize("part", MOVES)
def test_nothing_moves_out_of_or_into_what_was_offered(world, pair, part, state):
    fixed, other = pair
    fixed.submit(by=world.bureau)
    if state != "ter_review":
        fixed.approve(by=world.bureau_only)
    if state == "gepubliceerd":
        letters.record(world, fixed)
        fixed.publish(by=world.bureau)
    for of, to in ((fixed, other), (other, fixed)):
        with pytest.raises(DatabaseError, match="no draft"), transaction.atomic():
            move(part, of, to)
    assert BriefingSection.objects.filter(briefing=fixed).count() == 1
    assert BriefingBlock.objects.filter(section__briefing=fixed).count() == 1
