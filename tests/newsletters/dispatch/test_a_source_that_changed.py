"""What was approved is not sent when the record it tells of says something else by now."""

import pytest
from django.core.exceptions import ValidationError

from newsletters.dispatch import steps
from newsletters.issues.models import BlockKind, IssueState
from tests.newsletters.dispatch.issues import an_issue, approved
from tests.newsletters.issues.making import a_block
from tests.themes.making import task as a_task
from tests.themes.making import task_list as a_list
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def test_words_that_were_corrected_at_the_source_do_not_go_out(world: World) -> None:
    task = a_task(a_list(), 1, title="Met de naam van iemand")
    issue = an_issue(world)
    a_block(world, issue, BlockKind.TASK, task=task)
    other = an_issue(world, "In eigen woorden")
    a_block(world, other, BlockKind.TASK, task=task, heading="Onze kop")
    for each in (issue, other):
        each.refresh_from_db()
        approved(world, each)
    with acting(SystemActor.SETUP):
        task.title = "Zonder naam"
        task.save()
    with pytest.raises(ValidationError, match="De bron is veranderd"):
        steps.begin(issue, by=world.bureau.person)
    issue.refresh_from_db()
    assert issue.state == IssueState.APPROVED
    # The controls: what another reads anew may go, and so may what tells nothing of what changed.
    steps.take_back(issue, by=world.bureau.person)
    assert steps.begin(approved(world, issue), by=world.bureau.person)
    assert steps.begin(other, by=world.bureau.person)
