"""Questions of councils: the term is worked out, only a notice of delay moves it, and who follows hears of it."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.council.models import Question, QuestionDelay, QuestionState, QuestionTerm
from governance.council.questions.jobs import tell_about_delays
from tests.governance.council.registers import a_committee, a_dossier, a_question, put_off
from tests.governance.test_decide import form_of, text
from tests.queries import of_the_page
from tests.world import World, account, mandate, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo"}
WORDS = "Hoe lang wachten inwoners op een plek?"


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def typed(world: World, **more: Any) -> dict[str, str]:
    return {
        "council": str(world.staten.pk), "sort": "politiek", "title": "Wachttijden", "text": WORDS,
        "asked_by": "Fractie Voorbeeld", "asked_on": "2026-01-05", "publicity": "openbaar", **more,
    }  # fmt: skip


def lines(client: Client, query: str = "") -> list[Question]:
    return list(client.get(reverse("council_questions") + query).context["page"])


def by_hand(row: Question, **columns: Any) -> None:
    with acting(SystemActor.SETUP), transaction.atomic():
        Question.objects.filter(pk=row.pk).update(**columns)
        connection.check_constraints()


def delayed_by_hand(row: Question, until: datetime.date) -> None:
    QuestionDelay.objects.create(question=row, number=1, due_on=until, reason="Zonder de vraag")
    connection.check_constraints()


def test_the_griffie_notes_one_and_its_term_is_worked_out(world: World, as_: Any) -> None:
    as_(world.clerk).post(reverse("council_question_new"), typed(world))
    row = Question.objects.get()
    assert (row.due_on, row.term_days, row.state) == (datetime.date(2026, 2, 4), 30, "ingediend")
    page = text(Client(), row.get_absolute_url())
    assert WORDS in page
    assert "uiterlijk 4 februari 2026" in page
    assert row.title in text(Client(), reverse("council_questions"))


def test_a_question_of_tomorrow_is_not_asked_yet(world: World, as_: Any) -> None:
    answer = as_(world.clerk).post(reverse("council_question_new"), typed(world, asked_on=str(day(1))))
    assert answer.context["form"].errors.keys() == {"asked_on"}
    as_(world.clerk).post(reverse("council_question_new"), typed(world, asked_on=str(day(0))))
    assert Question.objects.get().asked_on == day(0), "the control"


def test_a_dossier_shows_its_questions_to_who_may_read_them(world: World, as_: Any) -> None:
    dossier = a_dossier()
    a_question(world.staten, "Open vraag", dossier=dossier)
    a_question(world.staten, "Besloten vraag", dossier=dossier, **CLOSED)
    page = text(Client(), dossier.get_absolute_url())
    assert "Open vraag" in page
    assert "Besloten vraag" not in page
    assert "Besloten vraag" in text(as_(world.statenlid), dossier.get_absolute_url())


def test_each_council_has_its_own_number_of_days(world: World, as_: Any) -> None:
    client, url = as_(world.clerk), reverse("question_term", args=[world.staten.pk])
    refused = client.post(url, form_of(client, url, days="0"))
    assert "days" in refused.context["form"].errors
    client.post(url, form_of(client, url, days="42"))
    assert a_question(a_committee(world.staten)).due_on == day(42), "a committee is part of its council"
    assert a_question(world.council).due_on == day(30)
    assert client.get(reverse("question_term", args=[world.council.pk])).status_code == 403
    before = a_question(world.staten)
    client.post(url, form_of(client, url, days="10"))
    before.refresh_from_db()
    assert (before.due_on, QuestionTerm.objects.get().days) == (day(42), 10)


def test_the_day_asked_is_put_right_and_the_term_with_it(world: World, as_: Any) -> None:
    row, client = a_question(world.staten), as_(world.clerk)
    url = reverse("council_question_edit", args=[row.pk])
    client.post(url, form_of(client, url, asked_on=str(day(-5))))
    row.refresh_from_db()
    assert (row.asked_on, row.due_on) == (day(-5), day(25))
    put_off(row, 60)
    client.post(url, form_of(client, url, asked_on=str(day(-6))))
    row.refresh_from_db()
    assert (row.asked_on, row.due_on) == (day(-6), day(55)), "what was told to the council stays"


def test_political_and_technical_are_kept_apart(world: World) -> None:
    technical = a_question(world.staten, "Hoeveel bedden", sort="technisch", asked_on=day(-20))
    political = a_question(world.staten, "Wat vindt het college")
    assert lines(Client()) == [political, technical]
    assert lines(Client(), "?soort=technisch") == [technical]
    assert lines(Client(), "?soort=politiek&zoek=college") == [political]
    page = text(Client(), reverse("council_questions"))
    assert page.index("Politieke schriftelijke vragen</") < page.index("Technische vragen</")


def test_the_list_shows_what_is_late_and_what_was_put_off(world: World) -> None:
    late, fine = a_question(world.staten, asked_on=day(-31)), a_question(world.staten, asked_on=day(-30))
    later = a_question(world.staten, asked_on=day(-40))
    put_off(later)
    assert lines(Client()) == [late, fine, later]
    assert lines(Client(), "?stand=laat") == [late], "the last day itself is in time"
    assert lines(Client(), "?stand=uitgesteld") == [later]
    assert "Termijn voorbij" in text(Client(), late.get_absolute_url())


def test_only_a_notice_of_delay_moves_the_day(world: World, as_: Any) -> None:
    row, client = a_question(world.staten), as_(world.clerk)
    url = reverse("council_question_delay", args=[row.pk])
    form = form_of(client, url, due_on=str(day(20)), reason="Te kort")
    assert "due_on" in client.post(url, form).context["form"].errors, "no later than it was"
    client.post(url, {**form, "due_on": str(day(50)), "reason": "Wij wachten op cijfers."})
    row.refresh_from_db()
    assert (row.due_on, row.state, row.delays.get().by) == (day(50), "uitgesteld", world.clerk.person)
    assert "Wij wachten op cijfers." in text(Client(), row.get_absolute_url())
    answer = client.post(url, {**form, "due_on": str(day(70)), "reason": "Met een oude blik"})
    assert (answer.status_code, row.delays.count()) == (422, 1), "somebody else put it off meanwhile"
    put_off(row, 90)
    assert row.due_on == day(90)


def test_the_database_knows_no_other_way(world: World) -> None:
    row = a_question(world.staten)
    for columns in ({"due_on": day(99)}, {"asked_on": day(-9)}, {"state": "uitgesteld"}):
        with pytest.raises(IntegrityError, match="term of a question"):
            by_hand(row, **columns)
    by_hand(row, asked_on=day(-9), due_on=day(21))
    with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
        Question.objects.filter(pk=row.pk).update(term_days=5)
    for until, refused in (
        (day(21), "delay is later"),
        (day(10), "delay is later"),
        (day(50), "term of a question"),
    ):
        with acting(SystemActor.SETUP), pytest.raises(IntegrityError, match=refused), transaction.atomic():
            delayed_by_hand(row, until)
    row.refresh_from_db()
    made = put_off(row)
    with pytest.raises(DatabaseError), transaction.atomic(), acting(SystemActor.SETUP):
        QuestionDelay.objects.filter(pk=made.pk).update(reason="Iets anders")


def test_one_that_was_answered_is_put_off_no_more(world: World, as_: Any) -> None:
    row, client = a_question(world.staten), as_(world.clerk)
    url = reverse("council_question_close", args=[row.pk])
    client.post(url, form_of(client, url, on=str(day(0)), how="Brief 2026-117"))
    row.refresh_from_db()
    assert (row.state, row.answered_on) == (QuestionState.ANSWERED, day(0))
    assert "Brief 2026-117" in text(Client(), row.get_absolute_url())
    assert lines(Client(), "?stand=dicht") == [row]
    with pytest.raises(ValidationError):
        put_off(row)
    assert client.get(reverse("council_question_delay", args=[row.pk])).status_code == 302


def test_griffie_and_who_follows_hear_of_a_delay_once(world: World) -> None:
    row = a_question(world.staten)
    for who in (world.member, world.clerk):
        set_up(Follow.objects.create)(person=who.person, kind="council_question", subject_id=row.pk)
    made = put_off(row)
    for _ in range(2):
        set_up(tell_about_delays)()
    mails = OutgoingMail.objects.filter(kind="question-delay")
    assert {mail.to_person for mail in mails} == {world.clerk.person, world.member.person}
    assert made.reason in mails[0].text
    assert len(mails) == 2


def test_of_a_closed_question_hears_only_who_may_read_it(world: World) -> None:
    row = a_question(world.staten, **CLOSED)
    for who in (world.member, world.statenlid):
        set_up(Follow.objects.create)(person=who.person, kind="council_question", subject_id=row.pk)
    put_off(row)
    set_up(tell_about_delays)()
    mails = OutgoingMail.objects.filter(kind="question-delay")
    assert {mail.to_person for mail in mails} == {world.clerk.person, world.statenlid.person}
    assert all(mail.private for mail in mails)
    mail = mails.get(to_person=world.statenlid.person)
    assert still_may_go(mail)
    set_up(Follow.objects.filter(person=world.statenlid.person).delete)()
    assert not still_may_go(mail)


def test_what_is_near_or_over_waits_for_the_bureau_and_not_for_the_griffie(world: World) -> None:
    near, late = (
        a_question(world.staten, "Bijna", asked_on=day(-25)),
        a_question(world.council, "Laat", asked_on=day(-31)),
    )
    a_question(world.staten, "Later")
    of = lambda user: {(todo.url, todo.tone) for todo in todos(user) if "vraag" in todo.title}  # noqa: E731
    assert of(world.bureau) == {(near.get_absolute_url(), "attention"), (late.get_absolute_url(), "late")}
    assert of(world.clerk) == set()


def test_a_griffie_keeps_no_other_register(world: World, as_: Any) -> None:
    elsewhere = account("Gerda Griffie")
    mandate(elsewhere, world.council, Role.CLERK)
    row = a_question(world.staten)
    assert as_(elsewhere).get(reverse("council_question_delay", args=[row.pk])).status_code == 403
    assert as_(world.clerk).get(reverse("council_question_delay", args=[row.pk])).status_code == 200, (
        "the control"
    )


def test_a_list_of_many_costs_as_much_as_one_of_few(world: World, as_: Any) -> None:
    client = as_(world.clerk)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("council_questions")).status_code == 200
        return of_the_page(queries)

    a_question(world.staten)
    asked()
    few = asked()
    for at in range(20):
        a_question(world.staten, f"Nummer {at}")
    assert asked() == few < 12
