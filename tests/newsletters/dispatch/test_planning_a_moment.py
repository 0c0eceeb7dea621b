"""The page that plans: every moment is taken or refused at its place, and nothing typed is lost."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters.dispatch import steps
from newsletters.dispatch.jobs import send_issues
from newsletters.dispatch.moments import comes_twice, is_second, is_skipped
from newsletters.issues.models import Issue, IssueState
from tests.newsletters.dispatch.issues import a_text, an_issue, approved, gone
from tests.newsletters.subscriptions.readers import crowd
from tests.world import World
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk.sending import send_waiting

pytestmark = pytest.mark.django_db
HALF_PAST_TWO = datetime.time(2, 30)


def night(is_it: Any) -> str:
    """The next night, from the day after tomorrow, in which the clock moves so."""
    first = timezone.localdate() + datetime.timedelta(days=2)
    days = (first + datetime.timedelta(days=each) for each in range(364))
    return str(next(day for day in days if is_it(day, HALF_PAST_TWO)))


def in_days(number: int) -> str:
    return str(timezone.localdate() + datetime.timedelta(days=number))


def words_of(issue: Issue) -> str:
    assert issue.frozen is not None
    return issue.frozen.sha256


def sent(as_: Any, world: World, day: str, clock: str, which: str = "") -> tuple[Any, Any, str]:
    """The issue after it was planned so, the answer and its page."""
    issue = approved(world)
    data = {"day": day, "clock": clock, "which": which, "seen": words_of(issue)}
    answer = as_(world.bureau).post(reverse("issue_plan", args=[issue.pk]), data)
    issue.refresh_from_db()
    return issue, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        (night(is_skipped), "02:30", "de klok vooruit"),
        (night(comes_twice), "02:30", "komt twee keer voor"),
        ("2020-01-01", "09:00", "al voorbij"),
        (in_days(400), "09:00", "binnen een jaar"),
        ("gisteren", "09:00", "geen datum"),
        ("0001-01-01", "00:00", "Kies een datum"),
        ("9999-12-31", "23:59", "Kies een datum"),
        (in_days(5), "negen", "geen tijd"),
        (in_days(5), "", "Kies een tijd"),
    ],
)
def test_what_is_no_moment_is_refused_and_stays_typed(
    world: World, as_: Any, day: str, clock: str, words: str
) -> None:
    issue, answer, page = sent(as_, world, day, clock)
    assert answer.status_code == 422
    assert words in page
    assert f'value="{day}"' in page
    assert not clock or f'value="{clock}"' in page
    assert ("al wintertijd" in page) == ("twee keer" in words)
    of_the_clock = ("klok", "twee keer", "tijd")
    assert ("clock" in answer.context["form"].errors or "which" in answer.context["form"].errors) == any(
        each in words for each in of_the_clock
    ), "beside what it is about"
    assert issue.state == IssueState.APPROVED


@pytest.mark.parametrize("which", ["eerste", "tweede"])
def test_of_two_the_chosen_one_is_planned_and_comes_back_in_the_form(
    world: World, as_: Any, which: str
) -> None:
    issue, answer, _ = sent(as_, world, night(comes_twice), "02:30", which)
    assert answer.status_code == 302
    assert is_second(issue.planned_for) == (which == "tweede")
    page = as_(world.bureau).get(reverse("issue_plan", args=[issue.pk])).content.decode()
    assert page.count("checked") == 1
    home = as_(world.bureau).get(reverse("issue_sending", args=[issue.pk])).content.decode()
    assert "zomertijd" in home if which == "eerste" else "wintertijd" in home


def test_only_the_words_of_the_page_are_planned(world: World, as_: Any) -> None:
    issue = approved(world)
    page = as_(world.bureau).get(reverse("issue_plan", args=[issue.pk])).context["form"]
    seen = page["seen"].value()
    steps.take_back(issue, by=world.bureau.person)
    with acting(world.bureau):
        a_text(issue, "Bijgekomen")
    approved(world, issue)
    data = {"day": in_days(5), "clock": "09:00", "seen": seen}
    answer = as_(world.bureau).post(reverse("issue_plan", args=[issue.pk]), data)
    issue.refresh_from_db()
    assert (answer.status_code, issue.state) == (422, IssueState.APPROVED)
    assert 'value="09:00"' in answer.content.decode()


def test_a_plain_moment_is_planned_and_can_move(world: World, as_: Any) -> None:
    issue, answer, _ = sent(as_, world, in_days(5), "09:00")
    assert answer.status_code == 302
    assert timezone.localtime(issue.planned_for).time() == datetime.time(9)
    other = {"day": in_days(6), "clock": "10:15", "seen": words_of(issue)}
    as_(world.bureau_only).post(reverse("issue_plan", args=[issue.pk]), other)
    issue.refresh_from_db()
    assert str(timezone.localtime(issue.planned_for).date()) == in_days(6)
    assert issue.sending.by == world.bureau_only.person


@pytest.mark.parametrize("page", ["issue_plan", "issue_send", "issue_stop", "issue_again", "issue_review"])
@pytest.mark.parametrize("state", ["concept", "goedgekeurd", "weg"])
def test_where_a_step_cannot_be_taken_it_is_said_and_there_is_no_button(
    world: World, as_: Any, sink: Any, page: str, state: str
) -> None:
    crowd(1)
    issue = {"concept": an_issue, "goedgekeurd": approved, "weg": gone}[state](world)
    if state == "weg":
        send_waiting()
        send_issues()
    client, url = as_(world.bureau_only), reverse(page, args=[issue.pk])
    said = client.get(url).content.decode()
    can = state == "goedgekeurd" and page in ("issue_plan", "issue_send")
    assert ('class="zz-form" method="post"' in said) == can
    refused = client.post(url, {"day": in_days(5), "clock": "09:00", "seen": "x", "answer": "goed"})
    again = refused.content.decode() if refused.status_code == 422 else ""
    assert ('class="zz-form" method="post"' in again) == (can and refused.status_code == 422)
