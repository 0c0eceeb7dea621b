"""One answer to the same question of several councils: cleared by another, and read by a council when it has it."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.council.answers import answering, contributing
from governance.council.answers.jobs import tell_about_answers, tell_about_contributions
from governance.council.models import AnswerFile, AnswerLetter, Contribution, Question, SentAnswer
from tests.governance.council.answers import (
    TEXT,
    a_contribution,
    a_file,
    by_hand,
    cleared,
    letter_of,
    sent_to,
)
from tests.governance.council.registers import a_question
from tests.governance.test_decide import form_of, text
from tests.world import World, account, mandate, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail
from zorgzaam.search import find
from zorgzaam.snapshots import canonical, digest
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo"}
CANARY = "kanariegeel"


@pytest.fixture
def two(world: World) -> tuple[Question, Question]:
    """The same, asked by two councils."""
    return a_question(world.staten), a_question(world.council, "Hoe lang wachten inwoners", sort="technisch")


def url(name: str, file: AnswerFile, question: Question | None = None) -> str:
    return reverse(name, args=[file.pk, *([question.pk] if question else [])])


# ---------------------------------------------------------------- from question to sent, in the browser
def test_asked_twice_it_is_answered_once_and_sent_to_each(
    world: World, as_: Any, two: tuple[Question, ...]
) -> None:
    first, second = two
    writer, other = as_(world.bureau), as_(world.bureau_only)
    begin = reverse("answer_file_begin", args=[first.pk])
    writer.post(begin, {"title": "Wachttijden", "holder": str(world.bureau.person.pk)})
    file = AnswerFile.objects.get()
    writer.post(reverse("answer_file_begin", args=[second.pk]), {"file": str(file.pk)})
    write = url("answer_file_write", file)
    writer.post(write, form_of(writer, write, text=TEXT))
    writer.post(url("answer_file_submit", file))
    clear = url("answer_file_clear", file)
    assert writer.get(clear).status_code == 403, "who wrote it"
    assert clear in {todo.url for todo in todos(world.bureau_only)}
    assert all(question.text in text(other, clear) for question in two)
    other.post(clear, form_of(other, clear, answer="ja"))
    form = url("answer_letter", file, second)
    writer.post(form, form_of(writer, form, salutation="Geachte raad,", number="R-7"))
    for question in two:
        send = url("answer_send", file, question)
        writer.post(send, form_of(writer, send))
    sent = SentAnswer.objects.get(question=second)
    second.refresh_from_db()
    assert (second.state, second.answered_on) == ("beantwoord", timezone.localdate())
    page = text(Client(), second.get_absolute_url())
    for words in ("Geachte raad,", "R-7", second.text, "zes weken"):
        assert words in page
    assert first.title in page, "the same question elsewhere"
    assert sent.sha256 == digest(canonical({
        "salutation": "Geachte raad,", "number": "R-7", "title": second.title, "asked": second.text, "text": TEXT,
    }))  # fmt: skip


def test_who_writes_and_who_clears_have_questions_and_contributions_in_sight(world: World, as_: Any) -> None:
    file = a_file(world)
    row = a_contribution(world, file)
    write, clear = url("answer_file_write", file), url("answer_file_clear", file)
    asked = Question.objects.get().text
    page = text(as_(world.bureau), write)
    assert asked in page
    assert row.asks in page
    by_hand(Contribution, row.pk, text="Bij ons 11.500 ritten.")
    assert "11.500 ritten" in text(as_(world.bureau), write)
    answering.submit(file, by=world.bureau)
    page = text(as_(world.bureau_only), clear)
    for words in (asked, row.asks, "Bij ons 11.500 ritten."):
        assert words in page


def test_sent_twice_is_once(world: World, as_: Any) -> None:
    question = a_question(world.staten)
    file = cleared(world, question)
    client, send = as_(world.bureau), url("answer_send", file, question)
    form = form_of(client, send)
    for _ in range(2):
        assert client.post(send, form).status_code == 302
    assert sent_to(world, question) == SentAnswer.objects.get()
    set_up(tell_about_answers)()
    set_up(tell_about_answers)()
    assert OutgoingMail.objects.filter(kind__startswith="question-answer").count() == 1


def test_what_was_read_is_what_is_sent(world: World, as_: Any) -> None:
    question = a_question(world.staten)
    file = cleared(world, question)
    client, send = as_(world.bureau), url("answer_send", file, question)
    form = form_of(client, send)
    by_hand(AnswerLetter, question.pk, salutation="Beste mensen,")
    answer = client.post(send, form)
    assert (answer.status_code, SentAnswer.objects.count()) == (422, 0)
    client.post(send, form_of(client, send))
    assert SentAnswer.objects.get().salutation == "Beste mensen,"


def test_a_stale_text_is_refused_with_both(world: World, as_: Any) -> None:
    file = a_file(world)
    client, write = as_(world.bureau), url("answer_file_write", file)
    form = form_of(client, write, text="<p>Van mij</p>")
    by_hand(AnswerFile, file.pk, text="<p>Van een ander</p>")
    answer = client.post(write, form)
    assert answer.status_code == 409
    assert "Van een ander" in answer.content.decode()
    assert "Van mij" in answer.content.decode()


# ---------------------------------------------------------------- cleared by another
def test_who_wrote_any_of_it_does_not_clear_it(world: World) -> None:
    file = a_file(world)
    with acting(world.bureau_only):
        file.text = "<p>Een woord erbij</p>"
        file.save(update_fields=["text"])
    answering.submit(file, by=world.bureau)
    for who in (world.bureau, world.bureau_only):
        with pytest.raises(PermissionDenied):
            answering.clear(file, by=who)
        with pytest.raises(IntegrityError, match="writer of the answer"), transaction.atomic():
            by_hand(AnswerFile, file.pk, state="akkoord", cleared_by=who.person, cleared_at=timezone.now())
    third = account("Bert Bureau")
    mandate(third, world.office, Role.STAFF)
    assert answering.clear(file, by=third), "the control"


def test_a_text_that_changed_is_cleared_anew(world: World) -> None:
    file = cleared(world)
    with pytest.raises(IntegrityError, match="no draft"), transaction.atomic():
        by_hand(AnswerFile, file.pk, text="<p>Anders</p>")
    answering.reopen(file, by=world.bureau)
    by_hand(AnswerFile, file.pk, text="<p>Anders</p>")
    with pytest.raises(ValidationError):
        answering.send(file.letters.select_related("question", "file").get(), by=world.bureau)
    assert not SentAnswer.objects.exists()


def test_the_reviewer_says_what_has_to_be_otherwise(world: World, as_: Any) -> None:
    file = a_file(world)
    answering.submit(file, by=world.bureau)
    client, clear = as_(world.bureau_only), url("answer_file_clear", file)
    assert "remark" in client.post(clear, form_of(client, clear, answer="nee")).context["form"].errors
    client.post(clear, form_of(client, clear, answer="nee", remark="Noem de bron."))
    file.refresh_from_db()
    assert file.is_draft
    assert "Noem de bron." in text(as_(world.bureau), file.get_absolute_url())


def at_the_end(do: Any) -> None:
    """What the database says at the end of a transaction, said now."""
    do()
    connection.check_constraints()


def forged(file: AnswerFile, question: Question, **words: str) -> SentAnswer:
    said = {
        "salutation": "Dag",
        "title": "X",
        "asked": question.text,
        "text": file.text,
        "sha256": "0" * 64,
        **words,
    }
    return SentAnswer.objects.create(question=question, file=file, **said)


def test_the_database_sends_only_what_was_cleared(world: World, two: tuple[Question, ...]) -> None:
    first, second = two
    file = a_file(world, first)
    elsewhere = cleared(world, second)
    for what, question, words in (
        (file, first, {}),
        (elsewhere, first, {}),
        (elsewhere, second, {"text": "<p>Iets anders</p>"}),
        (elsewhere, second, {"asked": "Een andere vraag"}),
    ):
        with (
            acting(SystemActor.SETUP),
            pytest.raises(IntegrityError, match="not cleared"),
            transaction.atomic(),
        ):
            forged(what, question, **words)
    with acting(SystemActor.SETUP), pytest.raises(IntegrityError, match="not answered"), transaction.atomic():
        at_the_end(lambda: forged(elsewhere, second))
    sent = sent_to(world, second)
    for model, change in ((SentAnswer, {"text": "Anders"}), (AnswerLetter, {"number": "9"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            by_hand(model, sent.pk, **change)


def test_a_question_is_not_answered_with_nothing(world: World) -> None:
    question, today = a_question(world.staten), timezone.localdate()
    with pytest.raises(IntegrityError, match="answered with nothing"), transaction.atomic():
        at_the_end(lambda: by_hand(Question, question.pk, state="beantwoord", answered_on=today))
    answered = {"state": "beantwoord", "answered_on": today, "answered_with": "Brief 7"}
    at_the_end(lambda: by_hand(Question, question.pk, **answered))


def test_a_question_lies_in_one_answer(world: World, as_: Any) -> None:
    question = a_question(world.staten)
    file = a_file(world, question)
    with pytest.raises(ValidationError):
        answering.add(a_file(world), question, by=world.bureau)
    client, out = as_(world.bureau), url("answer_take_out", file, question)
    client.post(out)
    client.post(out)
    assert not file.letters.exists()
    assert a_file(world, question).letters.count() == 1


# ---------------------------------------------------------------- nothing of it before it was sent
def test_nothing_of_an_answer_is_read_before_it_was_sent(
    world: World, as_: Any, two: tuple[Question, ...]
) -> None:
    for question in two:
        by_hand(Question, question.pk, **CLOSED)
    file = cleared(world, *two, text=f"<p>{CANARY}</p>")
    readers = (world.clerk, world.statenlid, world.council_member, world.partner, world.admin)
    pages = [
        *(question.get_absolute_url() for question in two),
        file.get_absolute_url(),
        reverse("answer_files"),
    ]

    def who_reads() -> set[str]:
        return {
            user.email for user in readers
            if any(CANARY in text(as_(user), page) for page in pages) or find(user, CANARY)
        }  # fmt: skip

    assert who_reads() == set()
    assert CANARY in text(as_(world.bureau), file.get_absolute_url()), "the control"
    sent_to(world, two[0])
    assert who_reads() == {world.clerk.email, world.statenlid.email}, "the other council has not got it yet"
    assert not any(CANARY in text(Client(), page) for page in pages)
    sent_to(world, two[1])
    assert who_reads() == {world.clerk.email, world.statenlid.email, world.council_member.email}


def test_an_answer_to_an_open_question_is_read_by_everybody_once_it_was_sent(world: World) -> None:
    question = a_question(world.staten)
    cleared(world, question, text=f"<p>{CANARY}</p>")
    assert CANARY not in text(Client(), question.get_absolute_url())
    sent_to(world, question)
    assert CANARY in text(Client(), question.get_absolute_url())


# ---------------------------------------------------------------- mail
def mails(kind: str) -> set[Any]:
    return {mail.to_person for mail in OutgoingMail.objects.filter(kind=kind)}


def test_the_griffie_hears_at_once_and_who_follows_when_it_may_be_read(world: World) -> None:
    soon = timezone.now() + datetime.timedelta(hours=1)
    question = a_question(world.staten, embargo_until=soon)
    for who in (world.member, world.clerk):
        set_up(Follow.objects.create)(person=who.person, kind="council_question", subject_id=question.pk)
    cleared(world, question, text=f"<p>{CANARY}</p>")
    set_up(tell_about_answers)()
    assert not OutgoingMail.objects.filter(kind__startswith="question-answer").exists()
    sent_to(world, question)
    set_up(tell_about_answers)()
    assert mails("question-answer-griffie") == {world.clerk.person}
    assert mails("question-answer-volgers") == set()
    by_hand(Question, question.pk, embargo_until=timezone.now())
    set_up(tell_about_answers)()
    assert mails("question-answer-volgers") == {world.member.person}
    assert not any(CANARY in mail.text for mail in OutgoingMail.objects.all())


# ---------------------------------------------------------------- contributions
def test_an_organisation_gives_its_contribution_and_reads_nothing_of_the_answer(
    world: World, as_: Any
) -> None:
    file = a_file(world, text=f"<p>{CANARY}</p>")
    ask = url("contribution_ask", file)
    client = as_(world.bureau)
    due = str(timezone.localdate() + datetime.timedelta(days=7))
    client.post(
        ask, form_of(client, ask, organisations=[str(world.partner_org.pk)], asks="Hoe lang?", due_on=due)
    )
    row = Contribution.objects.get()
    set_up(tell_about_contributions)()
    assert mails("contribution-gevraagd") == {world.partner.person}
    assert row.get_absolute_url() in text(as_(world.partner), reverse("partner"))
    assert row.get_absolute_url() not in text(as_(world.other_partner), reverse("partner"))
    mine = as_(world.partner)
    page = text(mine, row.get_absolute_url())
    assert "Hoe lang?" in page
    assert CANARY not in page
    mine.post(row.get_absolute_url(), form_of(mine, row.get_absolute_url(), answer="ja", text="Zes weken."))
    row.refresh_from_db()
    assert (row.state, row.text, row.given_by) == ("gegeven", "Zes weken.", world.partner.person)
    assert "Zes weken." in text(client, file.get_absolute_url())
    set_up(tell_about_contributions)()
    assert mails("contribution-gegeven") == {world.bureau.person}
    with pytest.raises(DatabaseError), transaction.atomic():
        by_hand(Contribution, row.pk, text="Zeven weken.")


def test_only_who_speaks_for_it_gives_it(world: World, as_: Any) -> None:
    row = a_contribution(world)
    assert as_(world.other_partner).get(row.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        contributing.give(row, "Namens een ander", by=world.other_partner)
    assert contributing.give(row, "Zelf", by=world.partner), "the control"
    assert not contributing.give(row, "Nog eens", by=world.partner)


def test_asked_twice_is_once_until_it_is_taken_back(world: World, as_: Any) -> None:
    row = a_contribution(world)
    assert contributing.ask(row.file, [world.partner_org], "Nog eens", row.due_on, by=world.bureau) == []
    as_(world.bureau).post(reverse("contribution_withdraw", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "ingetrokken"
    assert not [todo for todo in todos(world.partner) if todo.url == row.get_absolute_url()]
    a_contribution(world, row.file)


def test_a_page_of_many_questions_costs_as_much_as_one_of_few(world: World, as_: Any) -> None:
    file, client = cleared(world), as_(world.bureau)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(file.get_absolute_url()).status_code == 200
            assert (
                client.get(letter_of(Question.objects.first()).question.get_absolute_url()).status_code == 200
            )
        return len(queries)

    asked()
    few = asked()
    for at in range(10):
        set_up(answering.add)(file, a_question(world.staten, f"Vraag {at}"), by=SystemActor.SETUP)
    assert asked() == few
