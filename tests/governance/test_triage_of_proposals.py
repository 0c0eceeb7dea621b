"""What who keeps the agenda does with a proposal: here, joined, elsewhere, later, back; each once and never on an old
page."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.handing_over import hand_over
from governance.bodies.models import BodyState, Role, Succession
from governance.intake import triage
from governance.intake.models import Proposal, ProposalState, ProposalStep, StepKind
from governance.intake.triage import Later
from governance.meetings.models import Paper
from governance.series.ahead import Window, entries
from tests.governance.agendas import a_meeting, an_item, titles
from tests.governance.proposing import TITLE, a_proposal, fresh_row, offered, placed, sent, where
from tests.governance.test_decide import text
from tests.regioplan.making import a_task
from tests.world import World, fresh, mandate, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db
S = ProposalState
DAY = datetime.timedelta(days=1)


def address(name: str, row: Proposal) -> str:
    return reverse(f"proposal_{name}", args=[row.pk])


def kinds(row: Proposal) -> list[str]:
    return list(row.steps.values_list("kind", flat=True))


def here(**more: str) -> dict[str, str]:
    return {"title": TITLE, "kind": "besluit", "minutes": "20", "publicity": "openbaar", **more}


@pytest.fixture
def row(world: World) -> Proposal:
    return a_proposal(world.partner, world.coalition, organisation=world.partner_org, files=["notitie"])


# ---------------------------------------------------------------- here
def test_here_it_goes_last_on_the_agenda_that_was_chosen(world: World, as_: Any, row: Proposal) -> None:
    meeting = a_meeting(world.coalition)
    an_item(meeting, "Opening")
    url = address("here", row)
    answer = as_(world.secretary).post(url, sent(row, **here(meeting=str(meeting.pk))))
    row.refresh_from_db()
    assert answer["Location"] == reverse("item", args=[row.item_id])
    assert titles(meeting) == ["Opening", TITLE]
    assert kinds(row) == ["voorgesteld", "punt"]


def test_pressed_twice_it_is_one_item(world: World, as_: Any, row: Proposal) -> None:
    client, data = as_(world.secretary), sent(row, **here())
    for _ in range(2):
        assert client.post(address("here", row), data).status_code == 302
    assert set_up(triage.place)(fresh_row(row), where(), by=world.chair) == fresh_row(row).item
    assert world.coalition.agenda_items.count() == 1


def test_a_page_that_is_old_is_refused_and_keeps_what_was_typed(
    world: World, as_: Any, row: Proposal
) -> None:
    old = sent(row, **here(title="Mijn eigen titel"))
    set_up(triage.put_off)(fresh_row(row), Later(on=timezone.localdate() + 60 * DAY), by=world.chair)
    answer = as_(world.secretary).post(address("here", row), old)
    page = answer.content.decode()
    assert (answer.status_code, "Mijn eigen titel" in page, "intussen veranderd" in page) == (422, True, True)
    assert not world.coalition.agenda_items.exists()


def test_a_meeting_that_is_off_or_of_another_body_takes_nothing(world: World, row: Proposal) -> None:
    gone, other = a_meeting(world.coalition), a_meeting(world.other)
    set_up(gone.cancel)(by=SystemActor.SETUP, reason="Ziek")
    for meeting in (gone, other):
        with pytest.raises(ValidationError):
            set_up(triage.place)(fresh_row(row), where(meeting=meeting), by=world.secretary)
    assert fresh_row(row).state == S.WAITING


def test_staff_make_nothing_confidential(world: World, as_: Any, row: Proposal) -> None:
    closed = here(publicity="vertrouwelijk", ground="Personen")
    assert as_(world.bureau).post(address("here", row), sent(row, **closed)).status_code == 422
    assert as_(world.chair).post(address("here", row), sent(row, **closed)).status_code == 302


# ---------------------------------------------------------------- joined
def test_joined_its_papers_and_subjects_go_to_the_item_there_is(world: World, as_: Any) -> None:
    item, task = an_item(a_meeting(world.coalition), "Zorg in de nacht"), a_task()
    row = a_proposal(
        world.partner, world.coalition, organisation=world.partner_org, files=["a"], tasks=[task], beside=item
    )
    client = as_(world.secretary)
    assert str(client.get(address("join", row)).context["form"]["item"].value()) == str(item.pk)
    client.post(address("join", row), sent(row, item=str(item.pk), text="Samen met de nacht"))
    row.refresh_from_db()
    assert (row.state, row.item, item.papers.count(), item.subjects.get().task) == (S.JOINED, item, 1, task)
    page = text(as_(world.partner), row.get_absolute_url())
    assert "Samen met de nacht" in page
    assert item.title not in page, "the agenda is not published yet"


# ---------------------------------------------------------------- elsewhere
def test_a_paper_that_was_taken_away_from_the_item_comes_along_anew(world: World, row: Proposal) -> None:
    item = an_item(a_meeting(world.coalition), "Zorg in de nacht")
    here, gone = row.papers.get(), timezone.now()
    with acting(SystemActor.SETUP):
        Paper.objects.create(item=item, title="Oud", file=here.file, filename="oud.pdf", removed_at=gone)
    triage.join(row, item, by=world.secretary)
    assert [paper.title for paper in item.papers.present()] == [here.title]


def test_what_lies_beside_it_is_merged_with_from_the_page(world: World, as_: Any, row: Proposal) -> None:
    beside = an_item(a_meeting(world.coalition), TITLE)
    past = an_item(a_meeting(world.coalition, "Voorbij", starts_at=timezone.now() - 9 * DAY), TITLE)
    client = as_(world.secretary)
    page = text(client, row.get_absolute_url())
    link = f"{reverse('proposal_join', args=[row.pk])}?bij=punt-{beside.pk}"
    assert link in page
    assert f"bij=punt-{past.pk}" not in page, "what is over takes nothing"
    assert f'<option value="{beside.pk}" selected>' in text(client, link)
    assert "Bij welk punt?" in text(client, f"{link}x"), "a link that names nothing chooses nothing"


def test_elsewhere_it_waits_until_the_other_body_takes_it_on(world: World, as_: Any, row: Proposal) -> None:
    mandate(world.other_member, world.other, Role.SECRETARY)
    other, secretary = as_(fresh(world.other_member)), as_(world.secretary)
    assert other.get(row.get_absolute_url()).status_code == 404
    secretary.post(address("elsewhere", row), sent(row, to=str(world.other.pk), why="Gaat over uitvoering"))
    assert (fresh_row(row).state, fresh_row(row).body) == (S.OFFERED, world.coalition)
    assert "Neemt" in text(other, reverse("werkbank"))
    other.post(address("offer", row), sent(row, answer="ja"))
    row.refresh_from_db()
    assert (row.state, row.body, row.offered_to) == (S.WAITING, world.other, None)
    step = row.steps.get(kind=StepKind.TAKEN_ON)
    assert (step.person, step.to_body) == (world.other_member.person, world.other)
    assert "Gaat over uitvoering" in text(as_(world.partner), row.get_absolute_url())
    assert secretary.get(row.get_absolute_url()).status_code == 200, "who had it keeps reading"
    assert secretary.get(address("here", row)).status_code == 403


def test_given_back_it_waits_where_it_lay_with_the_reason(world: World, as_: Any, row: Proposal) -> None:
    offered(row, world.office)
    client = as_(world.bureau_only)
    assert client.post(address("offer", row), sent(row, answer="nee")).status_code == 422
    client.post(address("offer", row), sent(row, answer="nee", why="Dit is bestuurlijk"))
    row.refresh_from_db()
    assert (row.state, row.body) == (S.WAITING, world.coalition)
    assert "Dit is bestuurlijk" in text(as_(world.secretary), row.get_absolute_url())
    assert set_up(triage.give_back)(fresh_row(row), by=world.bureau_only, why="Nog eens") is False


def test_while_it_is_offered_nobody_decides_where_it_lay(world: World, as_: Any, row: Proposal) -> None:
    offered(row, world.office)
    with pytest.raises(ValidationError):
        set_up(triage.place)(fresh_row(row), where(), by=world.secretary)
    assert as_(world.secretary).get(address("here", row)).status_code == 302


# ---------------------------------------------------------------- later, back, withdrawn
def test_later_it_stands_on_the_termijnagenda_and_comes_back_as_a_todo(
    world: World, as_: Any, row: Proposal
) -> None:
    far = timezone.localdate() + 90 * DAY
    as_(world.secretary).post(address("later", row), sent(row, on=str(far), text="Na de zomer"))
    row.refresh_from_db()
    assert (row.state, row.later_on) == (S.LATER, far)
    seen = [entry for entry in entries(Window.year(fresh(world.secretary))) if entry.title == TITLE]
    assert [(entry.day, entry.kind, entry.body) for entry in seen] == [
        (far, "Voorstel", world.coalition.name)
    ]
    assert TITLE not in [entry.title for entry in entries(Window.year(fresh(world.member)))]
    assert TITLE not in text(as_(world.secretary), reverse("werkbank"))
    set_up(triage.put_off)(fresh_row(row), Later(on=timezone.localdate() + 7 * DAY), by=world.chair)
    assert TITLE in text(as_(world.secretary), reverse("werkbank"))
    assert fresh_row(placed(row)).later_on is None


def test_later_says_when(world: World, as_: Any, row: Proposal) -> None:
    client, yesterday = as_(world.secretary), timezone.localdate() - DAY
    for data in ({}, {"on": str(yesterday)}):
        assert client.post(address("later", row), sent(row, **data)).status_code == 422


def test_back_needs_a_reason_and_ends_it(world: World, as_: Any, row: Proposal) -> None:
    client = as_(world.secretary)
    assert client.post(address("return", row), sent(row)).status_code == 422
    client.post(address("return", row), sent(row, why="Hoort bij de gemeenten"))
    assert fresh_row(row).state == S.RETURNED
    assert client.get(address("here", row)).status_code == 302
    assert set_up(triage.send_back)(fresh_row(row), by=world.chair, why="Nog eens") is False


def test_who_proposed_it_takes_it_back_wherever_it_lies(world: World, as_: Any, row: Proposal) -> None:
    offered(row, world.office)
    as_(world.partner).post(address("withdraw", row), sent(row))
    assert fresh_row(row).state == S.WITHDRAWN
    assert kinds(row)[-1] == StepKind.WITHDRAWN


def test_who_saw_another_version_decides_nothing(world: World, row: Proposal) -> None:
    seen = fresh_row(row)
    set_up(triage.put_off)(fresh_row(row), Later(on=timezone.localdate() + 60 * DAY), by=world.chair)
    with pytest.raises(StaleVersion):
        set_up(triage.send_back)(seen, by=world.secretary, why="Nee")


# ---------------------------------------------------------------- what the database holds
def test_the_database_lets_no_state_lie(world: World, row: Proposal) -> None:
    rows = Proposal.objects.filter(pk=row.pk)
    for wrong in (
        {"state": S.OFFERED, "offered_to": world.coalition},
        {"state": S.OFFERED},
        {"state": S.LATER},
        {"state": S.PLACED},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            set_up(rows.update)(**wrong)
    set_up(triage.send_back)(fresh_row(row), by=world.chair, why="Nee")
    with pytest.raises(ProgrammingError), transaction.atomic():
        set_up(rows.update)(state=S.WAITING)
    with pytest.raises(InternalError), transaction.atomic():
        set_up(rows._raw_delete)(rows.db)
    with pytest.raises(ProgrammingError), transaction.atomic():
        set_up(ProposalStep.objects.update)(text="anders")


def test_a_body_that_ends_hands_its_proposals_to_its_successor(world: World, row: Proposal) -> None:
    away = offered(
        a_proposal(world.partner, world.office, "Van het bureau", organisation=world.partner_org),
        world.coalition,
    )
    set_up(type(world.coalition).objects.filter(pk=world.coalition.pk).update)(state=BodyState.PHASING_OUT)
    world.coalition.refresh_from_db()
    set_up(Succession.objects.create)(predecessor=world.coalition, successor=world.other)
    for _ in range(2):
        set_up(hand_over)(world.coalition, world.other, by=world.bureau)
    assert (fresh_row(row).body, fresh_row(away).offered_to) == (world.other, world.other)


# ---------------------------------------------------------------- pages
def test_list_and_page_cost_the_same_with_two_and_with_twenty(world: World, as_: Any) -> None:
    def cost(numbers: range) -> list[int]:
        for number in numbers:
            made = a_proposal(
                world.partner, world.coalition, f"{TITLE} {number}", organisation=world.partner_org
            )
        client, counts = as_(world.secretary), []
        for url in (reverse("proposals"), made.get_absolute_url(), reverse("werkbank")):
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                client.get(url)
            counts.append(len(asked))
        return counts

    few = cost(range(2))
    assert cost(range(2, 20)) == few


def test_the_list_is_narrowed(world: World, as_: Any, row: Proposal) -> None:
    done = a_proposal(world.member, world.coalition, "Iets anders")
    set_up(triage.send_back)(fresh_row(done), by=world.chair, why="Nee")
    client, url = as_(world.secretary), reverse("proposals")
    assert "Iets anders" not in text(client, url)
    assert "Iets anders" in text(client, f"{url}?stand=alles")
    assert TITLE not in text(client, f"{url}?stand=alles&van=zetel")
    assert TITLE in text(client, f"{url}?orgaan={world.coalition.pk}")
