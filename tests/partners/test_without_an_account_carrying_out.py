"""Who brings one in without an account follows how it is carried out and tells how it goes, by the link in the mail."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from partners.initiatives import guests
from partners.initiatives.execution import jobs, steps
from partners.initiatives.execution.emails import still_due
from partners.initiatives.models import (
    Initiative,
    InitiativeExecution,
    InitiativeMilestone,
    InitiativeReport,
    State,
    Success,
)
from partners.initiatives.moving import withdraw
from partners.initiatives.story import story_for_guest
from tests.partners.in_public import days, led, milestone, running, taken_up, today
from tests.partners.initiatives import VISITOR, a_guests_one, fresh_row
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
REPORT = {"light": "oranje", "words": "Te weinig koks."}


def at(name: str, row: Initiative, *more: object) -> str:
    return reverse(f"{name}_guest", args=[row.guest.mailed_secret, *more])


def page_of(row: Initiative) -> str:
    return Client().get(reverse("initiative_following", args=[row.guest.mailed_secret])).content.decode()


def report(row: Initiative, **more: str) -> int:
    typed = {**REPORT, "on": today().isoformat(), **more}
    return Client().post(at("initiative_report_add", row), typed).status_code


@set_up
def overdue(row: Initiative) -> None:
    InitiativeExecution.objects.filter(initiative=row).update(report_due_on=days(-1))


def test_who_leads_milestones_and_reports_are_read_by_the_link(world: World) -> None:
    row = running(world, made=a_guests_one(world))
    milestone(row)
    told = InitiativeReport(execution=row.execution, on=today(), light="groen", words="De zaal zit vol.")
    steps.report(told, by=world.bureau)
    page = page_of(row)
    for words in ("Loes Leider", "Eerste avond", "De zaal zit vol.", "Vertel hoe het gaat"):
        assert words in page
    assert at("initiative_report_add", row) in page
    assert f"/initiatieven/{row.pk}/" not in page, "no way that asks for an account"


def test_before_it_is_taken_up_there_is_nothing_to_carry_out(world: World) -> None:
    row = a_guests_one(world)
    assert 'id="uitvoering"' not in page_of(row)
    for name in ("initiative_plan", "initiative_begin", "initiative_milestone_add", "initiative_report_add"):
        assert Client().get(at(name, row)).status_code == 403, name
    withdraw(row, why="Te druk.", by=VISITOR)
    assert Client().get(at("initiative_report_add", row)).status_code == 403


def test_from_taken_up_to_done_by_the_link(world: World) -> None:
    row = taken_up(world, made=a_guests_one(world))
    client = Client()
    who = {"leader_name": "Gerda Gast", "leader_email": "gerda@buiten.example", "report_every": "1"}
    assert client.post(at("initiative_plan", row), who).status_code == 302
    assert fresh_row(row).execution.report_every == 3, "the rhythm is for the netwerkbureau to set"
    typed = {"version": fresh_row(row).version, "on": today().isoformat()}
    assert client.post(at("initiative_begin", row), typed).status_code == 302
    assert client.post(at("initiative_begin", row), typed).status_code == 302, "twice is once"
    assert fresh_row(row).moves.filter(state=State.RUNNING).count() == 1
    step = next(
        each for each in story_for_guest(fresh_row(row), row.guest.mailed_secret).steps if each.is_last
    )
    assert (step.move.state, step.who) == (State.RUNNING, "Stichting Buiten")
    assert report(row) == 302
    typed = {"version": fresh_row(row).version, "reason": "Veertig gasten."}
    assert client.post(at("initiative_finish", row), typed).status_code == 302
    assert fresh_row(row).state == State.DONE
    assert client.get(at("initiative_stop", row)).status_code == 403


def test_a_report_has_an_actor_and_the_next_is_due_later(world: World) -> None:
    row = running(world, made=a_guests_one(world))
    overdue(row)
    assert report(row, words="") == 422
    assert report(row) == 302
    said = InitiativeReport.objects.get()
    assert said.person is None
    event = InitiativeReport.history.rel.related_model.objects.get(pgh_obj_id=said.pk)  # type: ignore[attr-defined]
    assert event.pgh_context["actor"] == SystemActor.VISITOR.value
    assert fresh_row(row).execution.report_due_on == steps.next_due(today(), 3)
    assert "Te weinig koks." in page_of(row)


def test_the_button_pressed_twice_is_one_report(world: World) -> None:
    row = running(world, made=a_guests_one(world))
    assert [report(row, form_key="een-sleutel") for _ in range(2)] == [302, 302]
    assert InitiativeReport.objects.count() == 1
    assert report(row, form_key="een-sleutel", words="En nu iets anders.") == 302
    assert InitiativeReport.objects.count() == 2, "the control: other words are another report"


def test_a_milestone_and_a_success_by_the_link(world: World, as_: As) -> None:
    row = running(world, made=a_guests_one(world))
    typed = {"title": "Eerste avond", "due_on": days(9).isoformat()}
    assert Client().post(at("initiative_milestone_add", row), typed).status_code == 302
    one = InitiativeMilestone.objects.get()
    url = at("initiative_milestone", row, one.pk)
    assert url in page_of(row)
    met = {**typed, "version": one.version, "met_on": today().isoformat()}
    assert Client().post(url, met).status_code == 302
    assert Client().post(url, met).status_code == 409, "an old form: somebody was first"
    typed = {"text": "De zaal was vol.", "on": today().isoformat(), "may_be_told": "on"}
    assert Client().post(at("initiative_success_add", row), typed).status_code == 302
    assert Success.objects.get().person is None
    assert "Voor de nieuwsbrief?" in as_(world.bureau).get(reverse("werkbank")).content.decode()


def test_the_link_of_another_reaches_their_own_alone(world: World) -> None:
    row = running(world, made=a_guests_one(world))
    other = running(world, made=a_guests_one(world, "Iets anders", "piet@elders.example"))
    mine = milestone(row)
    url = at("initiative_milestone", other, mine.pk)
    typed = {"version": mine.version, "title": "Gekaapt", "due_on": days(9).isoformat()}
    assert (Client().get(url).status_code, Client().post(url, typed).status_code) == (404, 404)
    assert InitiativeMilestone.objects.get(pk=mine.pk).title == "Eerste avond"
    assert "Eerste avond" not in page_of(other)
    assert report(other) == 302
    assert InitiativeReport.objects.get().execution.initiative == other


def test_a_link_that_ended_reports_nothing(world: World) -> None:
    row = running(world, made=a_guests_one(world))
    guest = row.guest
    old = guest.mailed_secret
    guest.email = "nieuw@buiten.example"
    guests.change(guest, was="gerda@buiten.example")
    for secret in (old, guest.browser_secret):
        url = reverse("initiative_report_add_guest", args=[secret])
        assert Client().post(url, {**REPORT, "on": today().isoformat()}).status_code == 404
    assert not InitiativeReport.objects.exists()
    assert report(fresh_row(row)) == 302, "the control: the new link does"


def test_a_due_report_is_asked_for_with_the_link_where_it_is_told(world: World) -> None:
    row = running(world, made=a_guests_one(world))
    overdue(row)
    assert jobs.ask_for_reports() == 1
    mails = {mail.to_address: mail for mail in OutgoingMail.objects.filter(kind="initiative-report-due")}
    assert set(mails) == {"gerda@buiten.example", "loes@buiten.example"}
    mine = mails["gerda@buiten.example"]
    found = re.search(r"(/indienen/\S+)", mine.text)
    assert found
    assert mine.private
    assert "/indienen/" not in mails["loes@buiten.example"].text, "who leads has no link of another"
    assert Client().get(found[1]).status_code == 200
    assert still_due(mine)
    report(row)
    assert not still_due(mine)


def test_who_leads_it_and_brings_it_in_is_asked_once(world: World) -> None:
    row = taken_up(world, made=a_guests_one(world))
    led(row, leader_name="Gerda Gast", leader_email="gerda@buiten.example")
    steps.begin(row, today(), by=VISITOR)
    overdue(row)
    jobs.ask_for_reports()
    assert OutgoingMail.objects.get(kind="initiative-report-due").private
