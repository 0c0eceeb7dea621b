"""After the day: an evaluation nobody can trace, a report, and what is forgotten."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from newsletters.network_meeting import forgetting, listing
from newsletters.network_meeting.answering import Wish, wish
from newsletters.network_meeting.arrivals import door
from newsletters.network_meeting.evaluating import evaluate, results, tickets_of, voices
from newsletters.network_meeting.jobs import forget_people
from newsletters.network_meeting.models import (
    Attendee,
    AttendeeNeeds,
    Evaluation,
    EvaluationTicket,
    Invitee,
    NetworkMeeting,
)
from tests.governance.agendas import publish
from tests.newsletters.network.meeting import an_invitee, comes, in_days, moved, prepared
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.once import SentForm

pytestmark = pytest.mark.django_db


def ended(meeting: NetworkMeeting, days: float) -> None:
    moved(meeting.meeting, starts_at=in_days(-days - 0.1), ends_at=in_days(-days))


def test_an_evaluation_counts_once_per_link_and_does_not_say_whose(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    comes(row)
    client, url = Client(), reverse("network_evaluate", args=[row.secret])
    assert client.get(url).headers["Location"] == row.own_url, "not before it was held"
    ended(meeting, 1)
    refused = client.post(url, {"liked": "De soep"})
    assert refused.status_code == 422
    assert "De soep" in refused.content.decode()
    assert client.post(url, {"score": "4", "liked": "De soep"}).status_code == 302
    assert client.post(url, {"score": "1"}).status_code == 302
    assert Evaluation.objects.get().score == 4, "the second time counts for nothing"
    names = {field.name for field in Evaluation._meta.get_fields()}
    assert names == {"id", "network_meeting", "score", "liked", "better", "next_topic"}, (
        "nobody and no moment"
    )
    assert "Dank u wel" in client.get(row.own_url).content.decode()
    with pytest.raises(ValidationError):
        evaluate(Invitee.objects.select_related("network_meeting__meeting").get(), Evaluation(score=1))
    assert results(meeting)["average"] == 4


def test_tickets_lie_in_another_order_than_answers_and_go_when_it_closes(world: World) -> None:
    meeting = prepared()
    rows = [an_invitee(meeting, f"Mens {at:02}") for at in range(12)]
    for row in rows:
        comes(row)
    silent = an_invitee(meeting, "Zwijger")
    ended(meeting, 1)
    for at, row in enumerate(Invitee.objects.filter(pk__in=[row.pk for row in rows]).order_by("name")):
        evaluate(row, Evaluation(score=3, liked=str(at)))
    written = [tickets_of(row)[0] for row in rows]
    with connection.cursor() as cursor:
        cursor.execute("SELECT fingerprint FROM newsletters_evaluationticket ORDER BY ctid")
        lying = [fingerprint for (fingerprint,) in cursor.fetchall()]
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM newsletters_evaluationticket")
        (transactions,) = cursor.fetchone()
    assert sorted(lying) == sorted(written)
    assert lying != written, "in the order of the answers they would tell who said what"
    assert transactions == 1
    answer = Client().get(reverse("network_evaluate", args=[silent.secret]), follow=True)
    assert "De bijeenkomst is geweest" in answer.content.decode(), "a right link says how it stands"
    set_up(forget_people)()
    assert EvaluationTicket.objects.count() == 12, "the control: it is open"
    ended(meeting, 62)
    set_up(forget_people)()
    assert not EvaluationTicket.objects.exists()
    assert Evaluation.objects.count() == 12


def test_of_one_link_each_who_was_there_answers_once(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    ada, ben, _ = comes(row, "Ada Zorg", "Ben Welzijn", "Cas Thuis")
    moved(meeting.meeting, starts_at=in_days(0.1), ends_at=in_days(0.2))
    for person in (ada, ben):
        door.arrive(Attendee.objects.get(pk=person.pk), by=world.bureau.person)
    ended(meeting, 1)
    client, url = Client(), reverse("network_evaluate", args=[row.secret])
    assert "Nog 2 mensen te gaan" in client.get(row.own_url).content.decode()
    key = client.get(url).content.decode().partition('name="form_key" value="')[2].partition('"')[0]
    pressed = [client.post(url, {"score": "4", "form_key": key, "left": "2"}) for _ in range(2)]
    assert Evaluation.objects.count() == 1, "one form is one answer, however often it is sent"
    assert [answer.status_code for answer in pressed] == [302, 422]
    assert 'name="left" value="1"' in pressed[1].content.decode(), "who is another person presses once more"
    assert not SentForm.objects.exists(), "a moment beside the answer would tell whose it is"
    client.post(url, {"score": "2", "left": "1"})
    client.post(url, {"score": "1"})
    assert sorted(Evaluation.objects.values_list("score", flat=True)) == [2, 4], "who stayed at home has none"
    assert "Dank u wel voor uw antwoorden" in client.get(row.own_url).content.decode()
    assert voices(Invitee.objects.get(pk=row.pk)).left == 0
    row = Invitee.objects.get(pk=row.pk)
    with acting(SystemActor.SETUP):
        forgetting.blank(row)
    assert not EvaluationTicket.objects.exists(), "who is erased leaves no used link"


def test_the_evaluation_closes_after_two_months(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    comes(row)
    ended(meeting, 61)
    url = reverse("network_evaluate", args=[row.secret])
    assert Client().get(url).headers["Location"] == row.own_url
    Client().post(url, {"score": "4"})
    assert not Evaluation.objects.exists()


def test_an_answer_has_an_end_and_what_was_typed_stays(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    comes(row)
    ended(meeting, 1)
    url = reverse("network_evaluate", args=[row.secret])
    refused = Client().post(url, {"score": "4", "liked": "Z" * 2001})
    assert refused.status_code == 422
    assert "Z" * 2001 in refused.content.decode()
    assert Client().post(url, {"score": "4", "liked": "Z" * 2000}).status_code == 302


def test_afterwards_ones_own_page_leads_to_programme_and_report(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    ended(meeting, 1)
    page, programme = Client().get(row.own_url).content.decode(), meeting.get_absolute_url()
    assert "De bijeenkomst is geweest" in page
    assert programme not in page, "nobody outside reads the programme yet"
    publish(meeting.meeting)
    assert programme in Client().get(row.own_url).content.decode()
    moved(meeting, report="Wij spraken over de buurt.", reported_at=in_days(0))
    assert "Lees het verslag" in Client().get(row.own_url).content.decode()


def test_a_report_is_read_by_everybody_once_it_is_made_public(world: World, as_: Any) -> None:
    meeting, client = prepared(), as_(world.bureau)
    publish(meeting.meeting)
    url, page = reverse("network_report", args=[meeting.pk]), reverse("network_programme", args=[meeting.pk])
    meeting.refresh_from_db()
    assert client.post(url, {"report": "", "public": "on", "version": meeting.version}).status_code == 422
    client.post(url, {"report": "Wij spraken over de buurt.", "version": meeting.version})
    assert "Wij spraken" not in Client().get(page).content.decode()
    meeting.refresh_from_db()
    client.post(url, {"report": meeting.report, "public": "on", "version": meeting.version})
    assert "Wij spraken" in Client().get(page).content.decode()


def test_what_people_eat_is_gone_two_weeks_after_the_day(world: World) -> None:
    meeting = prepared()
    (person,) = comes(an_invitee(meeting, "Ada Zorg"))
    wish(person, Wish(diets=["halal"], access_needs="Lift"), by=SystemActor.VISITOR)
    ended(meeting, 13)
    set_up(forget_people)()
    assert AttendeeNeeds.objects.count() == 1, "the control"
    ended(meeting, 15)
    set_up(forget_people)()
    assert not AttendeeNeeds.objects.exists()
    assert Attendee.objects.get().name == "Ada Zorg"


def test_names_are_gone_after_three_years_and_that_they_came_stays(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    comes(row)
    old = row.own_url
    ended(meeting, 3 * 365 + 1)
    set_up(forget_people)()
    set_up(forget_people)()
    row.refresh_from_db()
    assert (row.name, row.address, row.known, row.answer) == ("Gewiste persoon", "", {}, "ja")
    assert Attendee.objects.get().name == "Gewiste persoon"
    assert Client().get(old).status_code == 404


def test_history_keeps_no_name_address_reason_or_need(world: World, as_: Any) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Zeldzame Naam", address="zeldzaam@kring.example")
    extra = listing.Extra("Zeldzame Gast", "gast@kring.example", "Een zeldzame reden")
    listing.leave_out(listing.add(meeting, extra, by=world.bureau), "Zeldzaam geval", by=world.bureau)
    reason = {"reason": "Zeldzame twist"}
    as_(world.bureau).post(reverse("network_invitee_out", args=[meeting.pk, row.pk]), reason)
    assert Invitee.objects.get(pk=row.pk).reason == "Zeldzame twist", "the control"
    listing.take_back(row, by=world.bureau)
    (person,) = comes(row)
    wish(person, Wish(dietary_needs="Zeldzaam dieet"), by=SystemActor.VISITOR)
    events = [model.history.rel.related_model.objects.values() for model in (Invitee, Attendee)]  # type: ignore[attr-defined]
    said = str([list(each) for each in events])
    assert "eldzaam" not in said
    assert "eldzame" not in said
    assert str(row.pk) in said, "the control"


def test_the_kitchen_reads_totals_and_nobody_outside_the_bureau_reads_any(world: World, as_: Any) -> None:
    meeting = prepared()
    people = comes(an_invitee(meeting, "Ada Zorg"), "Ada Zorg", "Ben Welzijn")
    for person in people:
        wish(person, Wish(diets=["halal"], access_needs="Ringleiding"), by=SystemActor.VISITOR)
    url = reverse("network_needs", args=[meeting.pk])
    page = as_(world.bureau).get(url).content.decode()
    kitchen, _, per_person = page.partition("Per persoon")
    assert "<dt>Halal</dt><dd>2</dd>" in kitchen
    assert "Ada Zorg" not in kitchen
    assert "Ada Zorg" in per_person
    assert "Ringleiding" in per_person
    assert as_(world.admin).get(url).status_code == 403
    assert not AttendeeNeeds.objects.visible_to(world.member).exists()


def test_erasing_somebody_forgets_them_here_too(world: World) -> None:
    row = an_invitee(prepared(), "Pim Partner", address=world.partner.person.email)
    comes(row)
    set_up(world.partner.person.erase)()
    row.refresh_from_db()
    assert row.name == forgetting.NAMELESS
    assert row.address == ""
