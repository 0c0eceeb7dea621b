"""Nothing goes that another did not look at, word for word; the database holds it too."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsletters.dispatch import steps
from newsletters.dispatch.models import IssueReview, Sending
from newsletters.issues.models import Issue, IssueState
from tests.newsletters.dispatch.issues import a_text, an_issue, approved, planned
from tests.themes.making import generation, theme
from tests.world import World
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


def asked(world: World) -> Issue:
    issue = an_issue(world)
    steps.ask(issue, by=world.bureau.person)
    return issue


def sha(issue: Issue) -> str:
    assert issue.frozen is not None
    return issue.frozen.sha256


def test_another_approves_and_then_it_may_go(world: World) -> None:
    issue = approved(world)
    assert issue.state == IssueState.APPROVED
    assert (issue.asked_by, issue.approved_by) == (world.bureau.person, world.bureau_only.person)
    assert steps.begin(issue, by=world.bureau.person)


@pytest.mark.parametrize("who", ["asker", "editor"])
def test_who_asked_or_wrote_last_does_not_approve(world: World, who: str) -> None:
    issue = an_issue(world)
    asker = world.bureau_only if who == "editor" else world.bureau
    steps.ask(issue, by=asker.person)
    with pytest.raises(ValidationError, match="Een ander kijkt mee"):
        steps.approve(issue, by=world.bureau.person, seen=sha(issue))
    assert issue.state == IssueState.REVIEW
    with pytest.raises(IntegrityError), transaction.atomic(), acting(world.bureau):
        Issue.objects.filter(pk=issue.pk).update(
            state=IssueState.APPROVED, approved_by=world.bureau.person, approved_at=timezone.now()
        )


def test_any_change_takes_the_approval_and_the_plan_away(world: World) -> None:
    for issue in (
        approved(world),
        planned(world, an_issue(world, "Gepland"), ago=-datetime.timedelta(hours=1)),
    ):
        with acting(world.secretary):
            a_text(issue, "Nog iets")
        issue.refresh_from_db()
        assert (issue.state, issue.approved_by, issue.planned_for) == (IssueState.DRAFT, None, None)
        with pytest.raises(ValidationError, match="niet goedgekeurd"):
            steps.begin(issue, by=world.bureau.person)


def test_who_answers_reads_the_question_and_who_gets_which_block(world: World, as_: Any) -> None:
    mind = theme(generation(), "Mentale gezondheid")
    issue = an_issue(world)
    with acting(world.bureau):
        a_text(issue, "Over slapen", themes=[mind])
    steps.ask(issue, by=world.bureau.person, remark="Kijk vooral naar de kop.")
    page = as_(world.bureau_only).get(reverse("issue_review", args=[issue.pk])).content.decode()
    assert "Kijk vooral naar de kop." in page
    assert "“Over slapen”: alleen voor wie een van deze thema's koos (Mentale gezondheid)" in page
    # The control: a block for everybody is not among them.
    assert "“Bericht 1”" not in page


def test_other_words_than_were_seen_are_not_approved(world: World) -> None:
    issue = asked(world)
    seen = sha(issue)
    with acting(world.bureau):
        a_text(issue, "Nog iets")
    steps.ask(issue, by=world.bureau.person)
    with pytest.raises(ValidationError, match="andere tekst"):
        steps.approve(issue, by=world.bureau_only.person, seen=seen)
    assert steps.approve(issue, by=world.bureau_only.person, seen=sha(issue))


def test_each_step_twice_is_once(world: World) -> None:
    issue = asked(world)
    assert not steps.ask(issue, by=world.secretary.person)
    assert issue.asked_by == world.bureau.person
    assert steps.approve(issue, by=world.bureau_only.person, seen=sha(issue))
    assert not steps.approve(issue, by=world.bureau_only.person, seen=sha(issue))
    assert IssueReview.objects.count() == 2
    assert steps.take_back(issue, by=world.bureau.person)
    assert not steps.take_back(issue, by=world.bureau.person)
    assert issue.state == IssueState.DRAFT


def test_an_empty_issue_is_not_looked_at(world: World) -> None:
    with pytest.raises(ValidationError, match="geen blok"):
        steps.ask(an_issue(world, blocks=0), by=world.bureau.person)


# ---------------------------------------------------------------- on the pages
def post(client: Client, name: str, issue: Issue, **data: Any) -> Any:
    return client.post(reverse(name, args=[issue.pk]), data)


def test_the_path_of_two_colleagues(world: World, as_: Any) -> None:
    issue, maker, other = an_issue(world), as_(world.bureau), as_(world.bureau_only)
    to = world.bureau_only.person.pk
    assert post(maker, "issue_ask", issue, to=[to], remark="Let op de data").status_code == 302
    mail = OutgoingMail.objects.get(kind="newsletter-look")
    assert mail.to_person_id == to
    assert "Let op de data" in mail.text
    page = other.get(reverse("issue_review", args=[issue.pk])).content.decode()
    assert "Bericht 1" in page
    assert "Jouw antwoord" in page
    assert "Jouw antwoord" not in maker.get(reverse("issue_review", args=[issue.pk])).content.decode()
    issue.refresh_from_db()
    assert post(other, "issue_review", issue, seen=sha(issue), answer="terug").status_code == 422
    assert (
        post(other, "issue_review", issue, seen=sha(issue), answer="terug", remark="Fout").status_code == 302
    )
    issue.refresh_from_db()
    assert issue.state == IssueState.DRAFT
    back = OutgoingMail.objects.get(kind="newsletter-looked")
    assert (back.to_person, "Fout" in back.text) == (world.bureau.person, True)
    page = maker.get(reverse("issue_sending", args=[issue.pk])).content.decode()
    assert page.count("Fout") == 2, "beside the next step, and in what happened"


def test_what_was_typed_stays_when_it_went_on_meanwhile(world: World, as_: Any) -> None:
    issue = asked(world)
    seen = sha(issue)
    steps.take_back(issue, by=world.bureau.person)
    answer = post(as_(world.bureau_only), "issue_review", issue, seen=seen, answer="goed", remark="Mooi stuk")
    assert answer.status_code == 422
    assert "Mooi stuk" in answer.content.decode() or "niet meer ter controle" in answer.content.decode()


def test_a_mail_to_look_does_not_go_when_there_is_nothing_to_look_at(world: World, as_: Any) -> None:
    from newsletters.dispatch.emails import still_to_look_at

    issue = an_issue(world)
    post(as_(world.bureau), "issue_ask", issue, to=[world.bureau_only.person.pk])
    mail = OutgoingMail.objects.get(kind="newsletter-look")
    assert still_to_look_at(mail)
    issue.refresh_from_db()
    steps.take_back(issue, by=world.bureau.person)
    assert not still_to_look_at(mail)


def test_a_plan_that_was_taken_away_leaves_nothing(world: World) -> None:
    issue = planned(world, ago=-datetime.timedelta(hours=1))
    assert Sending.objects.count() == 1
    assert steps.unplan(issue, by=world.bureau.person)
    assert (issue.state, Sending.objects.count()) == (IssueState.APPROVED, 0)
