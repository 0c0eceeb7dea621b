"""Four eyes: whoever wrote any part of a briefing never approves it, by whatever path (promise I9)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from governance.bodies.models import Role
from governance.briefings.content import BriefingAttachment, BriefingBlock, BriefingSection
from governance.briefings.errors import Refused
from governance.briefings.models import Briefing, Status
from tests.governance import letters
from tests.world import account, fresh, mandate
from zorgzaam.access import may
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

SOMETHING = {
    "onderwerp": lambda it: Briefing.objects.filter(pk=it.pk).update(subject="Anders"),
    "kern": lambda it: Briefing.objects.filter(pk=it.pk).update(core="<p>Anders</p>"),
    "nieuw hoofdstuk": lambda it: BriefingSection.objects.create(briefing=it, heading="Nieuw", position=9),
    "kop": lambda it: it.sections.update(heading="Anders"),
    "tekst": lambda it: BriefingBlock.objects.exclude(text="").update(text="<p>Anders</p>"),
    "fragment erin en weer weg": lambda it: BriefingBlock.objects.create(
        section=it.sections.first(), position=9, fragment="members", parameters={}
    ).delete(),
    "blok weg": lambda it: BriefingBlock.objects.exclude(text="").delete(),
    "volgorde": lambda it: it.sections.update(position=5),
    "nieuwe bijlage": lambda it: BriefingAttachment.objects.create(
        briefing=it, name="Kaart", edocs_number="1", woo_public=True, position=9
    ),
    "bijlage": lambda it: it.attachments.update(woo_public=False),
}


@pytest.fixture
def colleague(world):
    """A third one at the netwerkbureau, beside the author and who offers."""
    who = account("Kim Collega")
    mandate(who, world.office, Role.STAFF)
    return fresh(who)


@pytest.fixture
def briefing(world):
    made = letters.draft(world)
    letters.section(made, "Kop", "<p>Tekst</p>")
    letters.attachment(made, "Lijst")
    return made


def offer(world, briefing) -> None:
    Briefing.objects.get(pk=briefing.pk).submit(by=world.bureau)


@pytest.mark.parametrize("part", SOMETHING)
def test_who_changed_any_part_approves_nothing(world, as_, briefing, colleague, part):
    assert may(colleague, "governance.approve_briefing", briefing)
    with acting(colleague):
        SOMETHING[part](briefing)
    offer(world, briefing)
    briefing = Briefing.objects.get()
    assert not may(colleague, "governance.approve_briefing", briefing)
    url = reverse("briefing_review", args=[briefing.pk])
    given = {"verdict": "akkoord", "seen": letters.digest_of(briefing)}
    assert as_(colleague).post(url, given).status_code == 422
    with pytest.raises(Refused, match="schrijft"):
        briefing.approve(by=colleague)
    assert as_(world.bureau_only).post(url, given).status_code == 302
    assert Briefing.objects.get().approved_by == world.bureau_only.person


APPROVE = "UPDATE governance_briefing SET status = 'akkoord', approved_by_id = %s"


def test_the_database_refuses_a_writer_as_approver(world, briefing, colleague):
    with acting(colleague), connection.cursor() as cursor:
        cursor.execute("UPDATE governance_briefingblock SET text = '<p>Met SQL</p>'")
    offer(world, briefing)
    with (
        acting(SystemActor.SETUP),
        pytest.raises(DatabaseError, match="a writer of the briefing"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(APPROVE, [colleague.person_id])
    assert Briefing.objects.get().status == Status.IN_REVIEW


def test_control_without_the_row_of_the_writer_the_same_sql_is_taken(world, briefing, colleague):
    offer(world, briefing)
    with acting(SystemActor.SETUP), connection.cursor() as cursor:
        cursor.execute(APPROVE, [colleague.person_id])
    assert Briefing.objects.get().status == Status.APPROVED


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM governance_briefingwriter",
        "UPDATE governance_briefingwriter SET since = now()",
        "TRUNCATE governance_briefingwriter",
    ],
)
def test_the_list_of_writers_stays_as_it_is(world, briefing, colleague, sql):
    with acting(colleague):
        briefing.sections.update(heading="Anders")
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        acting(SystemActor.SETUP),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_writer_of_the_first_version_does_not_approve_the_second(world, briefing, colleague):
    with acting(colleague):
        briefing.sections.update(heading="Anders")
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    offer(world, briefing)
    with pytest.raises(Refused):
        briefing.approve(by=colleague)


def test_the_page_says_who_wrote_and_that_another_looks(world, as_, briefing, colleague):
    with acting(colleague):
        briefing.sections.update(heading="Anders")
    offer(world, briefing)
    page = as_(colleague).get(reverse("briefing_compose", args=[briefing.pk])).content.decode()
    assert "Geschreven door" in page
    assert "Kim Collega" in page
    assert "Je schreef hieraan mee of bood het aan" in page
