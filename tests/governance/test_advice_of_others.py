"""Advice of others: asked, reminded, given or not, and shown with the item."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.intake import advice_emails, advising
from governance.intake.jobs import tell_about_advice
from governance.intake.models import Advice, AdviceNotice, AdviceState
from governance.intake.models.advice import Reason
from tests.governance.agendas import PDF, a_meeting, an_item, publish
from tests.governance.proposing import TITLE, a_proposal, asked, placed, sent
from tests.governance.test_decide import text
from tests.world import World, end, fresh, set_up
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def row(world: World) -> Any:
    return a_proposal(world.partner, world.coalition, organisation=world.partner_org, files=["notitie"])


def mailed(reason: Reason) -> set[str]:
    return set(
        OutgoingMail.objects.filter(kind=advice_emails.KINDS[reason]).values_list("to_address", flat=True)
    )


def test_asked_answered_and_shown(world: World, as_: Any, row: Any) -> None:
    secretary, other = as_(world.secretary), as_(world.other_partner)
    due = str(timezone.localdate() + 10 * DAY)
    typed = {"organisations": [str(world.other_org.pk)], "question": "Kan dit?", "due_on": due}
    assert secretary.post(reverse("advice_ask", args=[row.pk]), sent(row, **typed)).status_code == 302
    question = Advice.objects.get()
    assert reverse("advice_answer", args=[question.pk]) in text(other, reverse("partner"))
    page = text(other, question.get_absolute_url())
    for words in ("Kan dit?", TITLE, "te lang"):
        assert words in page
    paper = row.papers.get()
    assert other.get(paper.get_absolute_url()).status_code == 200
    assert other.get(row.get_absolute_url()).status_code == 404, "what happens to it is not theirs to follow"
    answer = sent(
        question, answer="ja", text="Ja, dat kan", upload=SimpleUploadedFile("advies.pdf", PDF + b"advies")
    )
    other.post(reverse("advice_answer", args=[question.pk]), answer)
    assert "Ja, dat kan" in text(secretary, question.get_absolute_url())
    assert secretary.get(reverse("advice_file", args=[question.pk])).status_code == 200
    item = placed(row).item
    assert "Advies gegeven" in text(secretary, reverse("item", args=[item.pk]))
    assert as_(world.member).get(question.get_absolute_url()).status_code == 404, "nobody published the item"


def test_who_sits_in_the_body_reads_given_advice_with_the_item(world: World, as_: Any) -> None:
    item = an_item(a_meeting(world.coalition), "Nachtzorg")
    question = asked(item, world.other_org)
    publish(item.meeting)
    member = as_(world.member)
    assert member.get(question.get_absolute_url()).status_code == 404, "asked only"
    set_up(advising.give)(question, advising.Given("Doen"), by=fresh(world.other_partner))
    assert "Doen" in text(member, question.get_absolute_url())
    assert as_(world.statenlid).get(question.get_absolute_url()).status_code == 404


def test_of_a_confidential_item_staff_read_no_advice(world: World, as_: Any) -> None:
    item = an_item(a_meeting(world.coalition), "Personeel", publicity="vertrouwelijk")
    question = asked(item, world.other_org)
    assert as_(world.bureau).get(question.get_absolute_url()).status_code == 404
    assert as_(world.chair).get(question.get_absolute_url()).status_code == 200
    assert "Personeel" not in text(as_(world.other_partner), question.get_absolute_url())


def test_nobody_is_asked_twice_at_once(world: World, as_: Any, row: Any) -> None:
    asked(row, world.other_org)
    due = str(timezone.localdate() + 10 * DAY)
    typed = {"organisations": [str(world.other_org.pk)], "question": "Nog eens?", "due_on": due}
    answer = as_(world.secretary).post(reverse("advice_ask", args=[row.pk]), sent(row, **typed))
    assert (answer.status_code, "al gevraagd aan" in answer.content.decode()) == (422, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(Advice.objects.create)(
            body=world.coalition,
            proposal=row,
            organisation=world.other_org,
            question="x",
            due_on=timezone.localdate(),
        )


def test_only_who_was_asked_answers_and_once(world: World, row: Any) -> None:
    question = asked(row, world.other_org)
    with pytest.raises(PermissionDenied):
        set_up(advising.give)(question, advising.Given("Nee"), by=fresh(world.partner))
    assert set_up(advising.decline)(question, "Geen tijd", by=fresh(world.other_partner)) is True
    assert set_up(advising.decline)(question, "Geen tijd", by=fresh(world.other_partner)) is False
    with pytest.raises(ValidationError):
        set_up(advising.give)(question, advising.Given("Toch"), by=fresh(world.other_partner))
    question.refresh_from_db()
    assert (question.state, question.answer.text) == (AdviceState.DECLINED, "Geen tijd")


def test_a_person_is_asked_too(world: World, as_: Any, row: Any) -> None:
    question = asked(row, people=[world.member.person])
    assert as_(world.member).get(reverse("advice_answer", args=[question.pk])).status_code == 200
    assert as_(world.other_member).get(question.get_absolute_url()).status_code == 404


def test_asked_near_late_and_answered_are_each_told_once(world: World, row: Any) -> None:
    question = asked(row, world.other_org, days=20, by=world.secretary)
    for _ in range(2):
        set_up(tell_about_advice)()
    assert mailed(Reason.ASKED) == {world.other_partner.email}
    assert mailed(Reason.NEAR) == set()
    mail = OutgoingMail.objects.get()
    assert TITLE not in mail.subject + mail.text, "what it is about is read behind the login"
    rows = Advice.objects.filter(pk=question.pk)
    set_up(rows.update)(asked_at=timezone.now() - 30 * DAY, due_on=timezone.localdate() + 3 * DAY)
    set_up(tell_about_advice)()
    assert mailed(Reason.NEAR) == {world.other_partner.email}
    set_up(rows.update)(due_on=timezone.localdate() - DAY)
    for _ in range(2):
        set_up(tell_about_advice)()
    assert mailed(Reason.LATE) == {world.other_partner.email}
    question.refresh_from_db()
    set_up(advising.give)(question, advising.Given("Doen"), by=fresh(world.other_partner))
    set_up(tell_about_advice)()
    assert mailed(Reason.ANSWERED) == {world.secretary.email}
    assert AdviceNotice.objects.count() == 4


def test_who_no_longer_speaks_for_it_gets_no_mail_that_waits(world: World, row: Any) -> None:
    asked(row, world.other_org)
    set_up(tell_about_advice)()
    end(world.other_partner.person.representations.get())
    assert [mail for mail in claim(10) if mail.kind in advice_emails.KINDS.values()] == []


def test_late_advice_is_a_todo_and_the_question_can_be_taken_back(world: World, as_: Any, row: Any) -> None:
    question = asked(row, world.other_org)
    set_up(Advice.objects.filter(pk=question.pk).update)(due_on=timezone.localdate() - DAY)
    client = as_(world.secretary)
    assert "Nog geen advies van" in text(client, reverse("werkbank"))
    client.post(reverse("advice_withdraw", args=[question.pk]), sent(question, reason="Niet meer nodig"))
    assert "Nog geen advies van" not in text(client, reverse("werkbank"))
    assert as_(world.other_partner).get(row.papers.get().get_absolute_url()).status_code == 404
