"""Who proposed something hears the answer once; an organisation may also ask for other words first."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from regioplan.agreements.emails import ANEW
from regioplan.agreements.forms import ASKED_SINCE
from regioplan.agreements.jobs import ask_organisations, tell_of_answers
from regioplan.agreements.models import Agreement, AgreementQuestion, State
from regioplan.agreements.notices import AnswerNotice
from tests.regioplan import making
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail
from zorgzaam.search import find
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db


def run(job):
    with acting(SystemActor.WORKER):
        return job()


@pytest.fixture
def proposal(world):
    return making.proposal(making.a_task(), world.partner_org, proposed_by=world.bureau.person)


def answer(client, agreement, said, reason=""):
    data = {"version": Agreement.objects.get().version, "answer": said, "reason": reason}
    return client.post(reverse("agreement_answer", args=[agreement.pk]), data)


def titles(user):
    return [todo.title for todo in todos(user)]


def test_a_no_reaches_who_proposed_it_once(world, proposal, as_):
    done = answer(as_(world.partner), proposal, "nee", "Wij hebben geen mensen.")
    assert done.url == reverse("partner"), "the partner stays in the portal"
    assert any(f"{world.partner_org} zei nee" in title for title in titles(world.bureau))
    assert (run(tell_of_answers), run(tell_of_answers)) == (1, 0)
    mail = OutgoingMail.objects.get()
    assert mail.to_person == world.bureau.person
    for said in (f"{world.partner_org} zei nee", "Wij hebben geen mensen.", proposal.get_absolute_url()):
        assert said in mail.text
    assert AnswerNotice.objects.get().told == 1
    portal = words(as_(world.partner), reverse("partner"))
    assert "Jullie zeiden nee" in portal
    assert "Afspraken die voorbij zijn" not in portal
    assert "Sinds" not in words(as_(world.bureau), proposal.get_absolute_url())


def test_nobody_hears_of_what_nobody_proposed_here(world):
    making.accepted(world, making.a_task())
    assert run(tell_of_answers) == 0
    made = making.proposal(making.a_task(), world.partner_org, proposed_by=world.bureau.person)
    made.accept(by=world.partner)
    assert run(tell_of_answers) == 1, "the control"


def test_a_no_is_not_told_to_who_left_the_netwerkbureau(world):
    made = making.proposal(making.a_task(), world.partner_org, proposed_by=world.chair.person)
    made.refuse(by=world.partner, reason="Nu niet.")
    assert run(tell_of_answers) == 1
    assert not OutgoingMail.objects.exists()


def test_other_words_first_and_then_a_yes(world, proposal, as_):
    partner, bureau = as_(world.partner), as_(world.bureau)
    assert answer(partner, proposal, "anders").status_code == 422, "what, then?"
    assert answer(partner, proposal, "anders", "Alleen in Duindorp.").status_code == 302
    assert Agreement.objects.get().state == State.PROPOSED
    assert not [title for title in titles(world.partner) if "Antwoord op het voorstel" in title]
    assert any("wil het anders afspreken" in title for title in titles(world.bureau))
    url = reverse("agreement_edit", args=[proposal.pk])
    assert "Alleen in Duindorp." in words(bureau, url)
    assert as_(None).get(proposal.get_absolute_url()).status_code == 404
    run(ask_organisations)
    data = {bound.html_name: bound.value() for bound in bureau.get(url).context["form"]}
    kept = {key: value for key, value in data.items() if value is not None}
    assert bureau.post(url, {**kept, "what": "Huiskamers in Duindorp."}).status_code == 302
    assert AgreementQuestion.objects.get().settled_at
    assert (run(ask_organisations), run(ask_organisations)) == (1, 0)
    mail = OutgoingMail.objects.get(kind=ANEW)
    assert (mail.to_person, "Huiskamers in Duindorp." in mail.text) == (world.partner.person, True)
    assert [title for title in titles(world.partner) if "Antwoord op het voorstel" in title]
    assert answer(partner, proposal, "ja").status_code == 302
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(AgreementQuestion.objects.update)(text="Iets anders.")


def as_opened(client, url):
    shown = {bound.html_name: bound.value() for bound in client.get(url).context["form"]}
    return {name: value for name, value in shown.items() if value is not None}


def test_a_question_nobody_read_is_not_answered_by_a_typo_mended(world, proposal, as_):
    url, bureau = reverse("agreement_edit", args=[proposal.pk]), as_(world.bureau)
    sent = {**as_opened(bureau, url), "what": "Wij brengen búren bij elkaar."}
    answer(as_(world.partner), proposal, "anders", "Alleen in Duindorp.")
    refused = bureau.post(url, sent)
    assert refused.status_code == 422
    for there in (ASKED_SINCE, "Alleen in Duindorp.", "Wij brengen búren bij elkaar."):
        assert there in refused.content.decode()
    assert AgreementQuestion.objects.open().exists()
    assert Agreement.objects.get().what == proposal.what
    assert any("wil het anders afspreken" in title for title in titles(world.bureau))
    read = {**sent, "asked": refused.context["form"]["asked"].value(), "what": "Huiskamers in Duindorp."}
    assert bureau.post(url, read).status_code == 302
    assert AgreementQuestion.objects.get().settled_at, "read, and answered by other words"


def test_only_the_question_that_was_read_is_answered(world, proposal):
    proposal.ask_otherwise(by=world.partner, text="Alleen in Duindorp.")
    proposal.settle(uuid.uuid4(), by=world.bureau)
    assert proposal.open_question
    proposal.settle(proposal.open_question.pk, by=world.bureau)
    assert not proposal.open_question, "the control"


def test_a_question_that_came_with_other_words_of_a_colleague_is_shown_too(world, proposal, as_):
    url, bureau = reverse("agreement_edit", args=[proposal.pk]), as_(world.bureau)
    sent = as_opened(bureau, url)
    assert bureau.post(url, {**sent, "what": "Van mijn collega."}).status_code == 302
    answer(as_(world.partner), proposal, "anders", "Alleen in Duindorp.")
    late = bureau.post(url, {**sent, "what": "Zeemeeuw."})
    assert late.status_code == 409
    for there in ("Van mijn collega.", "Zeemeeuw.", "Alleen in Duindorp."):
        assert there in late.content.decode()
    fresh = {name: late.context["form"][name].value() for name in ("version", "asked")}
    assert bureau.post(url, {**sent, **fresh, "what": "Zeemeeuw."}).status_code == 302
    assert AgreementQuestion.objects.get().settled_at


def test_nobody_asks_otherwise_for_another_organisation(world, proposal):
    with pytest.raises(PermissionDenied):
        proposal.ask_otherwise(by=world.bureau, text="Nee hoor.")
    raw = {"agreement": proposal, "organisation": world.partner_org, "text": "Anders."}
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(AgreementQuestion.objects.create)(person=world.bureau.person, **raw)
    assert set_up(AgreementQuestion.objects.create)(person=world.partner.person, **raw), "the control"


def test_goals_and_agreements_are_found_by_who_may_see_them(world, proposal):
    set_up(Agreement.objects.update)(what="Wij openen zeemeeuwenhuizen.")
    making.goal(proposal.task, "Elke wijk heeft een zeemeeuwenhuis")
    for reader, kinds in [(world.other_partner, {"goal"}), (world.partner, {"goal", "agreement"})]:
        assert {hit.kind for hit in find(reader, "zeemeeuwenhui")} == kinds
