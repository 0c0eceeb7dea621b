"""Who carries an initiative out tells how it goes; the netwerkbureau hears when nobody does."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from partners.initiatives.execution import jobs, steps
from partners.initiatives.execution.steps import next_due
from partners.initiatives.models import (
    InitiativeExecution,
    InitiativeMilestone,
    InitiativeReport,
    NewsVerdict,
    State,
    Success,
)
from tests.partners.in_public import days, led, milestone, published, running, success, taken_up, today
from tests.partners.initiatives import fresh_row
from tests.world import account, fresh, set_up
from zorgzaam.people.erasing import forget_everywhere
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go
from zorgzaam.today import todos
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db
KIND = "initiative-report-due"


def post(client, name, initiative, **typed):
    return client.post(reverse(name, args=[initiative.pk]), typed)


@set_up
def overdue(initiative, by_days=1):
    row = InitiativeExecution.objects.get(initiative=initiative)
    row.report_due_on = days(-by_days)
    row.save()
    return row


def a_report(initiative, **extra):
    extra = {"on": today(), "light": "groen", "words": "De zaal zit vol.", **extra}
    return InitiativeReport(execution=InitiativeExecution.objects.get(initiative=initiative), **extra)


def test_from_taken_up_to_done(world, as_):
    initiative = taken_up(world)
    client = as_(world.partner)
    said = post(
        client, "initiative_plan", initiative, leader_name="Loes Leider", leader_email="loes@duin.example"
    )
    assert said.status_code == 302
    said = post(
        client, "initiative_begin", initiative, version=fresh_row(initiative).version, on=today().isoformat()
    )
    assert said.status_code == 302
    assert fresh_row(initiative).state == State.RUNNING
    said = post(
        client,
        "initiative_report_add",
        initiative,
        on=today().isoformat(),
        light="oranje",
        words="Te weinig koks.",
    )
    assert said.status_code == 302
    said = post(
        client,
        "initiative_finish",
        initiative,
        version=fresh_row(initiative).version,
        reason="Veertig gasten.",
    )
    assert said.status_code == 302
    row = fresh_row(initiative)
    assert (row.state, row.execution.report_due_on) == (State.DONE, None)
    assert row.moves.latest("at").why == "Veertig gasten."


def test_it_does_not_begin_without_somebody_who_leads(world):
    with pytest.raises(ValidationError, match="wie het leidt"):
        steps.begin(taken_up(world), today(), by=world.bureau)


def test_beginning_twice_is_once(world):
    initiative = running(world)
    steps.begin(initiative, days(-10), by=world.bureau)
    assert fresh_row(initiative).execution.starts_on == today()
    assert initiative.moves.filter(state=State.RUNNING).count() == 1


def test_stopping_asks_why(world, as_):
    initiative = running(world)
    typed = {"version": initiative.version, "reason": ""}
    assert post(as_(world.bureau), "initiative_stop", initiative, **typed).status_code == 422
    typed["reason"] = "De zaal is weg."
    assert post(as_(world.bureau), "initiative_stop", initiative, **typed).status_code == 302
    assert fresh_row(initiative).state == State.STOPPED


def test_a_light_comes_with_words(world, as_):
    initiative = running(world)
    said = post(as_(world.partner), "initiative_report_add", initiative, on=today().isoformat(), light="rood")
    assert said.status_code == 422
    assert "waarom u deze kleur kiest" in said.content.decode()
    with pytest.raises(IntegrityError, match="initiative_report_has_words"), transaction.atomic():
        steps.report(a_report(initiative, words=""), by=world.partner)


def test_a_report_is_of_no_day_to_come(world, as_):
    typed = {"on": days(1).isoformat(), "light": "groen", "words": "Straks."}
    assert post(as_(world.partner), "initiative_report_add", running(world), **typed).status_code == 422


def test_a_report_stays_and_counts_on(world):
    initiative = running(world)
    row = steps.report(a_report(initiative), by=world.partner)
    assert fresh_row(initiative).execution.report_due_on == next_due(today(), 3)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(InitiativeReport.objects.filter(pk=row.pk).update)(light="rood")


def test_another_rhythm_moves_the_next_report_and_only_the_netwerkbureau_sets_it(world, as_):
    initiative = running(world)
    typed = {
        "leader_name": "Loes Leider",
        "leader_email": "",
        "report_every": "1",
        "starts_on": today().isoformat(),
    }
    typed["version"] = InitiativeExecution.objects.get(initiative=initiative).version
    assert post(as_(world.partner), "initiative_plan", initiative, **typed).status_code == 302
    assert fresh_row(initiative).execution.report_every == 3
    typed["version"] = InitiativeExecution.objects.get(initiative=initiative).version
    assert post(as_(world.bureau), "initiative_plan", initiative, **typed).status_code == 302
    assert fresh_row(initiative).execution.report_due_on == next_due(today(), 1)


def test_who_leads_with_an_account_reads_along_and_reports(world, as_):
    leader = account("Loes Leider")
    initiative = running(world, leader_email=leader.email)
    typed = {"on": today().isoformat(), "light": "groen", "words": "Het loopt."}
    assert post(as_(leader), "initiative_report_add", initiative, **typed).status_code == 302
    assert as_(leader).get(reverse("initiative_plan", args=[initiative.pk])).status_code == 403
    assert as_(world.member).get(reverse("initiative_report_add", args=[initiative.pk])).status_code == 404


def test_a_due_report_is_asked_for_once_from_who_brings_it_in_and_who_leads(world):
    initiative = running(world)
    assert jobs.ask_for_reports() == 0
    overdue(initiative)
    assert [jobs.ask_for_reports(), jobs.ask_for_reports()] == [1, 0]
    sent = set(OutgoingMail.objects.filter(kind=KIND).values_list("to_address", flat=True))
    assert sent == {world.partner.email, "loes@buiten.example"}


def test_a_late_report_stands_on_the_first_pages(world, as_):
    initiative = running(world)
    assert "Geen bericht over" not in as_(world.bureau).get(reverse("werkbank")).content.decode()
    overdue(initiative)
    assert (
        f"Geen bericht over: {initiative.title}"
        in as_(world.bureau).get(reverse("werkbank")).content.decode()
    )
    assert "Vertel hoe het gaat" in as_(world.partner).get(reverse("partner")).content.decode()


def test_the_public_sees_colour_and_milestones_and_no_words_but_the_public_line(world, as_):
    initiative = running(world)
    milestone(initiative, words="kanarietoelichting")
    publication = published(world, initiative)
    steps.report(a_report(initiative, words="kanariewoorden", needed="kanarienodig"), by=world.partner)
    page = as_(None).get(publication.get_absolute_url()).content.decode()
    for words in ("Groen: op schema", "Eerste avond", "In uitvoering"):
        assert words in page
    for words in ("kanarie", "Loes", "loes@"):
        assert words not in page
    steps.report(a_report(initiative, public_line="Elke week vol."), by=world.partner)
    assert "Elke week vol." in as_(None).get(publication.get_absolute_url()).content.decode()


@pytest.mark.parametrize("where", ["milestone", "public line", "success"])
def test_what_the_public_may_read_names_nobody(world, where):
    initiative, somebody = running(world), world.member.person.name
    makes = {
        "milestone": lambda: milestone(initiative, f"{somebody} klaar"),
        "public line": lambda: steps.report(
            a_report(initiative, public_line=f"Met {somebody}"), by=world.partner
        ),
        "success": lambda: success(initiative, text=f"{somebody} kookte."),
    }
    with pytest.raises(IntegrityError, match="person by name"), transaction.atomic():
        makes[where]()
    success(initiative, text=f"{somebody} kookte.", may_be_told=False)


def test_a_milestone_is_met(world, as_):
    row = milestone(running(world))
    typed = {
        "version": row.version,
        "title": row.title,
        "due_on": row.due_on.isoformat(),
        "met_on": today().isoformat(),
    }
    assert post(as_(world.partner), "initiative_milestone", row, **typed).status_code == 302
    assert InitiativeMilestone.objects.get(pk=row.pk).met_on == today()
    assert post(as_(world.partner), "initiative_milestone", row, **typed).status_code == 409


def test_a_success_is_offered_by_who_does_it_and_judged_by_the_netwerkbureau(world, as_):
    initiative = running(world)
    typed = {"text": "De zaal was vol.", "on": today().isoformat(), "may_be_told": "on"}
    assert post(as_(world.partner), "initiative_success_add", initiative, **typed).status_code == 302
    kept = success(initiative, text="Voor onszelf.", may_be_told=False)
    row = Success.objects.offered().get()
    assert row in Success.objects.waiting()
    said = post(as_(world.bureau), "initiative_success_judge", row, version=row.version, verdict="niet")
    assert said.status_code == 302
    assert not Success.objects.offered().exists()
    with pytest.raises(StaleVersion):
        steps.judge(row, NewsVerdict.ACCEPTED, by=world.bureau)
    assert as_(world.bureau).get(reverse("initiative_success_judge", args=[kept.pk])).status_code == 404


def test_a_report_on_red_waits_for_the_netwerkbureau_until_the_next(world):
    initiative = running(world)
    told = lambda: [todo for todo in todos(fresh(world.bureau)) if todo.title.startswith("Het lukt zo niet")]  # noqa: E731
    steps.report(a_report(initiative, on=days(-3)), by=world.partner)
    assert not told()
    steps.report(a_report(initiative, on=days(-2), light="rood", words="Geen keuken."), by=world.partner)
    (one,) = told()
    assert initiative.get_absolute_url() in one.url
    steps.report(a_report(initiative), by=world.partner)
    assert not told()


def test_who_leads_it_is_told_once_and_no_more_when_it_is_somebody_else(world, as_):
    initiative, leader = taken_up(world), account("Loes Leider")
    typed = {"leader_name": "Loes Leider", "leader_email": leader.email, "report_every": 3}
    for _ in range(2):
        row = InitiativeExecution.objects.filter(initiative=initiative).first()
        version = row.version if row else 0
        assert (
            post(as_(world.bureau), "initiative_plan", initiative, version=version, **typed).status_code
            == 302
        )
    mail = OutgoingMail.objects.get(kind="initiative-leader")
    assert mail.to_person == leader.person
    assert initiative.get_absolute_url() in mail.text
    assert still_may_go(mail)
    row = InitiativeExecution.objects.get(initiative=initiative)
    typed |= {"leader_name": "Iemand anders", "leader_email": "anders@duin.example", "version": row.version}
    assert post(as_(world.bureau), "initiative_plan", initiative, **typed).status_code == 302
    assert not still_may_go(mail)
    other = OutgoingMail.objects.get(kind="initiative-leader", to_person=None)
    assert initiative.get_absolute_url() not in other.text, "who has no account cannot open it"


def test_a_leader_who_is_erased_leaves_no_name(world):
    row = led(taken_up(world))
    set_up(forget_everywhere)(world.other_member.person, {"loes@buiten.example"})
    row.refresh_from_db()
    assert (row.leader_name, row.leader_email) == ("Gewiste persoon", "")


def test_the_place_on_the_page_shows_each_reader_what_they_may(world, rf):
    from zorgzaam import places

    initiative = running(world)
    milestone(initiative)
    steps.report(a_report(initiative, words="Alleen voor binnen."), by=world.partner)
    shown = {}
    for name in ("bureau", "partner"):
        request = rf.get("/")
        request.user = getattr(world, name)
        shown[name] = places.rendered(request, "initiative.execution", initiative)
        assert "Alleen voor binnen." in shown[name]
        assert "Mijlpaal toevoegen" in shown[name]
    publicity = {}
    for name in ("bureau", "partner", "other_partner"):
        request = rf.get("/")
        request.user = getattr(world, name)
        publicity[name] = places.rendered(request, "initiative.publicity", initiative)
    assert "Tekst schrijven" in publicity["bureau"]
    assert publicity["partner"] == publicity["other_partner"] == ""
