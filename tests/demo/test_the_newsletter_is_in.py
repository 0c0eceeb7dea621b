"""The demo has an issue that was sent, to be read by everybody, and one somebody is making."""

import pytest
from django.test import Client
from django.urls import reverse

from newsletters.dispatch.figures import figures_of, stand_of
from newsletters.dispatch.recipients import name_of
from newsletters.issues.freezing import problems_of
from newsletters.issues.models import OUT, Issue
from zorgzaam.demo.ids import demo_id
from zorgzaam.post.models import MailState, OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_demo")]


def test_the_first_issue_stands_in_the_archive_and_with_the_records_it_tells_of():
    issue = Issue.objects.get(pk=demo_id("newsletter-issue", "eerste"))
    assert issue.state in OUT
    assert issue.blocks.count() == 6
    page = Client().get(reverse("newsletter_archive")).content.decode()
    assert issue.title in page
    assert Client().get(issue.get_absolute_url()).status_code == 200
    for block in issue.blocks.exclude(decision=None, initiative=None, task=None):
        assert issue.title in Client().get(block.record.get_absolute_url()).content.decode()


def test_the_second_is_in_the_making_and_could_go():
    issue = Issue.objects.get(pk=demo_id("newsletter-issue", "tweede"))
    assert issue.state == "concept"
    assert problems_of(issue) == []
    assert any(block.themes for block in issue.blocks.all())


def test_how_the_first_was_sent_is_in_the_book_and_nobody_gets_it_now():
    issue = Issue.objects.get(pk=demo_id("newsletter-issue", "eerste"))
    mails = OutgoingMail.objects.filter(body__isnull=False)
    assert mails.count() == issue.sending.readers > 5
    assert {(mail.state, mail.sent_at) for mail in mails} == {(MailState.SENT, issue.sent_at)}
    assert set(mails.values_list("about", flat=True)) == {name_of(issue.pk)}
    figures = figures_of(stand_of(issue.sending))
    assert (figures.delivered, figures.refused, figures.unsure) == (mails.count(), 0, 0)
    assert "nieuwe.lezer@inwoner.example" not in mails.values_list("to_address", flat=True)
