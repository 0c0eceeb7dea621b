"""The Flevoland demo loads, twice changes nothing, and every account logs in."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from governance.bodies.models import Body, Mandate, Seat
from governance.briefings.document import build
from governance.briefings.errors import Refused
from governance.briefings.kinds import BriefingKind, GroundKind
from governance.briefings.models import Briefing, Status
from governance.briefings.printing import to_plain
from governance.briefings.proposing import ProposalGround
from governance.executions.models import Execution
from governance.rounds.making import of_the_region
from governance.rounds.models import BriefingRound
from governance.rounds.stand import stand_of
from governance.writing.models import Ballot, HandIn, HarvestItem, WorkedTask, WritingAssignment
from partners.initiatives.assessing import progress_of
from partners.initiatives.models import Initiative, State
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from partners.regions.places import placements
from tests import world as cast
from tests.demo.conftest import demo
from themes.criteria.models import AssessmentCriterion, PreventionLevel
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.demo.accounts import ACCOUNTS, PASSWORD
from zorgzaam.demo.ids import demo_id
from zorgzaam.files.models import StoredFile
from zorgzaam.files.store import path_of
from zorgzaam.house import House
from zorgzaam.people.models import Person
from zorgzaam.snapshots import canonical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_demo", "_in_the_demo")]


def test_loading_twice_changes_nothing(counted):
    before = counted()
    demo()
    assert counted() == before
    assert before["governance.Body"] > 30


def test_what_staff_changed_stays_as_they_left_it():
    key = demo_id("organisation", "flever")
    cast.set_up(lambda: Organisation.objects.filter(pk=key).update(name="Flever nieuw"))()
    demo()
    assert Organisation.objects.get(pk=key).name == "Flever nieuw"


def test_an_initiative_says_last_where_it_is():
    sent = Initiative.objects.sent()
    assert sent.count() > 8
    for row in sent:
        last = row.moves.latest("at")
        assert (last.state, last.at) == (row.state, row.since), row.title
        assert row.moves.earliest("at").state == State.RECEIVED
    assert {str(found) for found in progress_of(sent).values()} == {"2 van 3 beoordelaars klaar"}


def test_what_the_form_asks_is_explained():
    assert not AssessmentCriterion.objects.filter(explanation="").exists()
    assert not PreventionLevel.objects.filter(explanation="").exists()


def test_every_account_logs_in_with_the_password_of_the_demo():
    for account in ACCOUNTS:
        client = Client()
        answer = client.post("/account/inloggen/", {"login": account.email, "password": PASSWORD})
        assert answer.status_code == 302, account.email
        assert client.get("/welkom/", follow=True).status_code == 200, account.email


def test_the_files_of_the_demo_can_be_read_and_are_of_one_test(tmp_path):
    digests = list(StoredFile.objects.values_list("sha256", flat=True))
    assert digests
    for digest in digests:
        assert path_of(digest).is_file()
        assert path_of(digest).is_relative_to(tmp_path)


def test_every_account_is_who_it_says():
    standing = {account.key: User.objects.get(email=account.email).standing for account in ACCOUNTS}
    coalition = demo_id("body", "verbindende-coalitie-zorgzaam-flevoland")
    assert {key for key, each in standing.items() if each.is_bureau} == {"bureau", "secretaris"}
    assert {key for key, each in standing.items() if each.is_admin} == {"beheer"}
    assert {key for key, each in standing.items() if each.sits_in(coalition)} == {
        "bureau",
        "secretaris",
        "voorzitter",
        "lid-dronten",
        "lid-zk",
        "partner-ggd",
    }
    assert {key for key, each in standing.items() if each.councils} == {
        "statenlid",
        "griffie",
        "raadslid-dronten",
    }
    assert standing["partner-nieuw"].organisations == {demo_id("organisation", "voorbeeldzorg")}
    assert not standing["partner-nieuw"].bodies


def test_people_and_addresses_are_visibly_invented():
    assert set(Person.objects.values_list("name", flat=True)) == {account.name for account in ACCOUNTS}
    assert all(email.endswith(".example") for email in Person.objects.values_list("email", flat=True))
    assert House.objects.get().contact_email.endswith(".example")


def test_the_facts_that_sources_leave_open_stay_open():
    named = Mandate.objects.values("seat").exclude(seat=None)
    seats = Seat.objects.filter(body=demo_id("body", "verbindende-coalitie-zorgzaam-flevoland"))
    assert seats.exclude(pk__in=named).count() == 6
    zeewolde = Municipality.objects.get(slug="zeewolde")
    assert [each.elsewhere for each in placements(zeewolde)] == [True, False]
    line = Body.objects.get(pk=demo_id("body", "zorgtafel-2")).successions.get()
    assert line.kind == "opgegaan_in"
    assert line.when == "zomer 2024"


def test_the_schrijfteams_have_what_the_report_says_and_nobody_voted_or_wrote():
    demo()
    teams = WritingAssignment.objects.prefetch_related("items__finding")
    assert teams.count() == 6
    for team in teams:
        said = [item.text for item in team.items.all()]
        assert said
        assert said == [finding.text for finding in team.theme.findings.all()]
    assert not HarvestItem.objects.filter(finding=None).exists()
    assert not any(model.objects.exists() for model in (Ballot, WorkedTask, HandIn))


def test_what_was_asked_because_of_a_decision_is_invented_and_in_every_state():
    asked = Execution.objects.select_related("decision")
    assert {row.state for row in asked} == {"gevraagd", "toegezegd", "gedaan"}
    assert any(row.is_overdue for row in asked), "a board that shows what is late"
    assert all(words.startswith("Voorbeeld") for row in asked for words in (row.what, row.decision.title))
    call_command("verify_decisions", stdout=StringIO())


def test_the_login_page_lists_the_accounts():
    assert PASSWORD in demo("--accounts")
    assert all(account.email in demo("--accounts") for account in ACCOUNTS)


def test_the_proposal_about_the_plan_has_all_its_points_and_the_letter_is_in_the_register():
    proposal = Briefing.objects.get(kind=BriefingKind.PROPOSAL)
    grounds = ProposalGround.objects.filter(point__briefing=proposal)
    assert proposal.status == Status.PUBLISHED
    assert [point.grounds.filter(kind=GroundKind.ARGUMENT).count() for point in proposal.points.all()] == [
        4,
        1,
    ]
    assert grounds.filter(kind=GroundKind.SIDE_NOTE, point__position=1).count() == grounds.count() - 5 == 2
    letter = Briefing.objects.get(kind=BriefingKind.COUNCIL_LETTER, in_round=None)
    assert letter.registered.notice.number == letter.registration_number
    assert not any(block["kind"] == "empty" for block in build(letter)["sections"][-1]["blocks"])


def test_a_briefing_of_the_demo_knows_its_writers_and_they_cannot_approve_it():
    author = Person.objects.get(pk=demo_id("person", "bureau"))
    assert Briefing.objects.exists()
    for briefing in Briefing.objects.prefetch_related("writers"):
        assert {writer.person_id for writer in briefing.writers.all()} == {author.pk}
    waiting = Briefing.objects.exclude(status=Status.PUBLISHED).get(in_round=None)
    waiting.submit(by=Person.objects.get(pk=demo_id("person", "griffie")))
    with pytest.raises(Refused):
        waiting.approve(by=author)
    sql = "UPDATE governance_briefing SET status = 'akkoord', approved_by_id = %s WHERE id = %s"
    with (
        acting(SystemActor.SETUP),
        pytest.raises(DatabaseError, match="a writer of the briefing"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [author.pk, waiting.pk])


@pytest.mark.parametrize(
    ("key", "out", "own"),
    [("regioplan-aan-raden", True, ["Gemeenteraad Dronten"]), ("opgaven-aan-raden", False, [])],
)
def test_a_letter_goes_to_all_councils_of_the_region_and_misses_nothing(key, out, own):
    round_ = BriefingRound.objects.get(pk=demo_id("round", key))
    lines = stand_of(round_, User.objects.get(email="bureau@zorgzaam.example"))
    assert [line.letter.council.name for line in lines] == [body.name for body in of_the_region()]
    assert {tuple(line.missing) for line in lines} == {()}
    assert {line.is_out for line in lines} == {out}
    assert [line.letter.council.name for line in lines if line.keeps_own] == own
    for line in lines:
        place = line.letter.council.organisation.municipality.name
        assert f"de gemeente {place} betekent dit" in to_plain(canonical(build(line.briefing)))


def test_a_letter_that_counts_the_tasks_quotes_as_many_as_it_says():
    """ "Acht opgaven, één boven de andere zeven", "samen tot drie": each number stands above a list of that many."""
    letter = Briefing.objects.get(subject__startswith="Acht opgaven").publications.get()
    counts = []
    for section in json.loads(letter.canonical)["sections"]:
        said = " ".join(block.get("html", "") for block in section["blocks"])
        for block in section["blocks"]:
            if block.get("fragment") == "tasks":
                counts.append((said, [row["label"] for row in block["data"]["rows"]]))
    (conference, eight), (plan, three) = counts
    assert "Eén opgave staat boven de andere zeven" in conference
    assert len(eight) == 1 + 7
    assert "drie opgaven" in plan
    assert len(three) == 3


def test_the_last_step_of_every_initiative_is_where_it_is():
    """Who opens one reads its way in order: received first, and now what its state says."""
    for row in Initiative.objects.sent():
        moves = list(row.moves.order_by("at"))
        assert (moves[0].state, moves[0].at) == (State.RECEIVED, row.submitted_at), row.title
        assert moves[-1].state == row.state, row.title
        assert row.submissions.get().at == row.submitted_at, row.title


def test_a_level_of_prevention_says_what_it_means():
    assert all(level.explanation for level in PreventionLevel.objects.all())
