"""A block tells what everybody may read of its record, and nothing else; frozen it stays so (promise I7)."""

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from newsletters.issues.content import content_of
from newsletters.issues.freezing import CannotFreeze, closed_since, freeze
from newsletters.issues.models import Block, BlockKind, FrozenIssue
from newsletters.issues.rendering import letter
from newsletters.issues.telling import tell
from partners.initiatives.models import Success
from partners.initiatives.publishing import steps as publishing
from tests.governance.agendas import a_meeting, publish
from tests.governance.deciding import decided, in_writing
from tests.newsletters.issues import making
from tests.partners.in_public import on_the_site, today
from tests.themes.making import task as a_task
from tests.themes.making import task_list as a_list
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.snapshots import digest

pytestmark = pytest.mark.django_db


def told(block: Block):
    row = Block.objects.with_records().get(pk=block.pk)
    return tell([row])[row.pk]


def test_a_decision_tells_its_points_who_took_it_and_where_it_stands(world: World):
    decision = decided(world.coalition, "Buurtteams in elke wijk")
    said = told(making.of_decision(world, making.an_issue(world), decision))
    assert said.heading == "Buurtteams in elke wijk"
    assert "Elke wijk krijgt een buurtteam." in said.words
    assert world.coalition.name in said.facts
    assert said.url == decision.get_absolute_url()
    assert not said.closed


def test_own_words_take_the_place_of_those_of_the_record(world: World):
    block = making.of_decision(
        world, making.an_issue(world), heading="In gewone taal", words="<p>Het mag.</p>"
    )
    said = told(block)
    assert (said.heading, said.words) == ("In gewone taal", "<p>Het mag.</p>")


def test_words_of_a_record_are_words_and_no_markup(world: World):
    decision = decided(world.coalition, points=["Een <script>alert(1)</script> punt."])
    assert "<script>" not in told(making.of_decision(world, making.an_issue(world), decision)).words


def test_what_is_not_public_is_not_told_and_stops_the_freezing_at_its_place(world: World):
    issue = making.an_issue(world)
    open_one = making.of_decision(world, issue)
    secret = decided(
        world.coalition, "Geheim onderwerp", publicity="besloten", publicity_ground="Bedrijfsgegevens",
        points=["Een geheim punt."],
    )  # fmt: skip
    block = making.of_decision(world, issue, secret)
    assert "geheim punt" not in told(block).words
    with pytest.raises(CannotFreeze) as refused:
        making.frozen(world, issue)
    assert [each.block for each in refused.value.problems] == [block.pk]
    # The control: without it, the rest goes.
    with acting(world.bureau):
        Block.objects.filter(pk=block.pk).delete()
    assert [each["id"] for each in making.frozen(world, issue).content["blocks"]] == [str(open_one.pk)]


def test_a_proposal_is_no_decision_yet(world: World):
    block = making.of_decision(world, making.an_issue(world), in_writing(world.coalition, "Een voorstel"))
    assert told(block).closed


def test_an_empty_issue_is_not_frozen(world: World):
    with pytest.raises(CannotFreeze) as refused:
        making.frozen(world, making.an_issue(world))
    assert refused.value.problems[0].block is None


def test_a_meeting_tells_what_was_published_of_it(world: World):
    meeting = a_meeting(world.coalition, "Zorgraad in mei")
    block = making.a_block(world, making.an_issue(world), BlockKind.MEETING, meeting=meeting)
    assert told(block).closed
    publish(meeting)
    with acting(SystemActor.SETUP):
        meeting.refresh_from_db()
        meeting.title = "Nog niet gepubliceerde titel"
        meeting.save()
    said = told(block)
    assert not said.closed
    assert said.heading == "Zorgraad in mei"


def test_an_initiative_and_its_success_are_told_while_they_stand_on_the_site(world: World):
    publication = on_the_site(world, "Samen eten")
    with acting(SystemActor.SETUP):
        success = Success.objects.create(
            initiative=publication.initiative, text="Elke week eten er veertig buren mee.", on=today(),
            may_be_told=True,
        )  # fmt: skip
    issue = making.an_issue(world)
    blocks = [
        making.a_block(world, issue, BlockKind.INITIATIVE, initiative=publication.initiative),
        making.a_block(world, issue, BlockKind.SUCCESS, success=success),
    ]
    assert [bool(told(block).closed) for block in blocks] == [False, False]
    assert "veertig buren" in told(blocks[1]).words
    made = making.frozen(world, issue)
    assert closed_since(made) == []
    publishing.take_off(publication, "Op verzoek", by=world.bureau)
    assert [each.block for each in closed_since(made)] == [block.pk for block in blocks]
    assert all(told(block).closed for block in blocks)


def test_a_success_that_may_not_be_told_is_not(world: World):
    publication = on_the_site(world, "Samen eten")
    with acting(SystemActor.SETUP):
        success = Success.objects.create(
            initiative=publication.initiative, text="Dit blijft hier.", on=today()
        )
    said = told(making.a_block(world, making.an_issue(world), BlockKind.SUCCESS, success=success))
    assert said.closed
    assert "Dit blijft hier" not in said.words


def test_of_a_task_without_any_progress_that_is_said(world: World):
    task = a_task(a_list(), 1, title="Minder wachten")
    block = making.a_block(world, making.an_issue(world), BlockKind.TASK, task=task)
    said = told(block)
    assert "Over de voortgang is nog niets gemeld" in said.facts
    assert said.more == "Bekijk de opgave"
    mail = letter(making.frozen(world, block.issue), [block.pk])
    assert "Opgave met voortgang" not in mail.html


# ---------------------------------------------------------------- frozen
def test_a_record_that_changes_later_does_not_change_what_was_frozen(world: World):
    issue = making.an_issue(world)
    task = a_task(a_list(), 1, title="Zoals het toen heette")
    making.a_block(world, issue, BlockKind.TASK, task=task)
    before = making.frozen(world, issue)
    with acting(SystemActor.SETUP):
        task.title = "Zoals het nu heet"
        task.save()
    row = FrozenIssue.objects.get(pk=before.pk)
    assert row.content["blocks"][0]["heading"] == "Zoals het toen heette"
    assert row.sha256 == digest(row.canonical)
    # Frozen anew it is another one: what was approved were the other words.
    after = making.frozen(world, issue)
    assert after.sha256 != before.sha256
    assert after.content["blocks"][0]["heading"] == "Zoals het nu heet"


def test_freezing_the_same_twice_gives_one_row_and_one_number(world: World):
    issue = making.an_issue(world)
    making.a_block(world, issue)
    one, other = making.frozen(world, issue), making.frozen(world, issue)
    assert one.pk == other.pk
    second = making.an_issue(world, "Nummer twee")
    making.a_block(world, second)
    assert making.frozen(world, second).content["number"] == one.content["number"] + 1


@pytest.mark.usefixtures("setup_actor")
def test_what_was_frozen_never_changes_nor_vanishes(world: World):
    issue = making.an_issue(world)
    making.a_block(world, issue)
    made = making.frozen(world, issue)
    for write in (
        lambda: FrozenIssue.objects.filter(pk=made.pk).update(title="Anders"),
        lambda: FrozenIssue.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_the_article_holds_every_block_under_its_own_heading(world: World):
    issue = making.an_issue(world)
    making.a_block(world, issue, heading="Eén & twee")
    making.of_decision(world, issue)
    html = making.frozen(world, issue).html
    assert html.count("<h2") == 2
    assert "Eén &amp; twee" in html
    assert "<h1" not in html


def test_telling_twenty_blocks_costs_what_two_cost(world: World):
    issue, decision = making.an_issue(world), decided(world.coalition)

    def asked_for(blocks: int) -> int:
        while issue.blocks.count() < blocks:
            making.of_decision(world, issue, decision)
        with CaptureQueriesContext(connection) as captured:
            assert len(content_of(issue)["blocks"]) == blocks
        return len(captured)

    assert asked_for(2) == asked_for(20)


def test_the_data_holds_no_secret_beside_its_words(world: World):
    """Who gets the canonical JSON reads what the page says: no addresses of people, no names of who made it."""
    issue = making.an_issue(world)
    making.a_block(world, issue)
    said = json.loads(making.frozen(world, issue).canonical)
    assert "edited_by" not in said
    assert world.bureau.person.name not in json.dumps(said)


def test_freezing_leaves_the_issue_a_draft(world: World):
    issue = making.an_issue(world)
    making.a_block(world, issue)
    with acting(world.bureau):
        freeze(issue)
    issue.refresh_from_db()
    assert issue.state == "concept"
    assert issue.number
