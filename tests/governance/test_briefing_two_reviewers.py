"""Two who look at once: the second hears what happened, and what they wrote is not lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from governance.briefings.models import Briefing, Status
from governance.briefings.reviewing import BriefingReview, Verdict
from tests.governance import letters

REMARK = "Kijk nog eens naar de datum."


@pytest.fixture
def briefing(world):
    made = letters.draft(world)
    made.submit(by=world.bureau)
    return made


def given(briefing, verdict: str) -> dict[str, str]:
    return {"verdict": verdict, "remark": REMARK, "seen": letters.digest_of(briefing)}


def remarks_of(user) -> list[tuple[str, str]]:
    return list(BriefingReview.objects.filter(person=user.person).values_list("verdict", "remark"))


@pytest.mark.parametrize(
    ("verdict", "said"), [("akkoord", "gaf al akkoord"), ("aanpassen", "stuurde het stuk al terug")]
)
def test_the_second_hears_who_was_first_and_the_remark_stays(world, as_, briefing, verdict, said):
    late, url = given(briefing, verdict), reverse("briefing_review", args=[briefing.pk])
    letters.shared_with(world, briefing, world.clerk)
    if verdict == "akkoord":
        briefing.approve(by=world.bureau_only)
    else:
        briefing.send_back(by=world.bureau_only, remark="Nog iets")
    page = as_(world.clerk).post(url, late, follow=True)
    assert page.status_code == 200
    assert f"{world.bureau_only.person} {said}." in page.content.decode()
    assert "Je opmerking staat erbij." in page.content.decode()
    as_(world.clerk).post(url, late)
    assert remarks_of(world.clerk) == [(Verdict.REMARK, REMARK)]


@pytest.mark.parametrize("verdict", ["akkoord", "aanpassen"])
def test_a_verdict_that_cannot_be_given_any_more_keeps_what_was_typed(world, as_, briefing, verdict):
    late = given(briefing, verdict)
    if verdict == "akkoord":
        briefing.send_back(by=world.bureau, remark="Nog iets")
    else:
        briefing.withdraw(by=world.bureau, because="Fout")
    answer = as_(world.bureau_only).post(reverse("briefing_review", args=[briefing.pk]), late)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert REMARK in page.split("<textarea")[-1]
    assert "Dat kan nu niet" in page
    assert ("stuurde het stuk al terug" in page) == (verdict == "akkoord")
    assert "geldige keuze" not in page


def test_control_in_time_the_verdict_counts(world, as_, briefing):
    answer = as_(world.bureau_only).post(
        reverse("briefing_review", args=[briefing.pk]), given(briefing, "akkoord"), follow=True
    )
    assert "Je gaf akkoord." in answer.content.decode()
    assert remarks_of(world.bureau_only) == [(Verdict.APPROVED, REMARK)]


def test_a_draft_of_the_next_version_was_sent_back_by_nobody(world, as_, briefing):
    briefing.approve(by=world.bureau_only)
    letters.record(world, briefing)
    briefing.publish(by=world.bureau)
    briefing.revise(by=world.bureau)
    url = reverse("briefing_review", args=[briefing.pk])
    page = as_(world.bureau_only).post(url, given(briefing, "aanpassen"), follow=True).content.decode()
    assert "gaf al akkoord" not in page
    assert "Dat was al gedaan. Je opmerking staat erbij." in page


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_one_approves_and_both_remarks_stay(world, as_, briefing):
    letters.shared_with(world, briefing, world.clerk)
    sessions = [as_(who).cookies for who in (world.bureau_only, world.clerk)]
    data, url = given(briefing, "akkoord"), reverse("briefing_review", args=[briefing.pk])

    def press(cookies) -> int:
        client = Client()
        client.cookies = cookies
        try:
            return client.post(url, data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, sessions)) == [302, 302]
    assert Briefing.objects.get().status == Status.APPROVED
    verdicts = sorted(briefing.reviews.values_list("verdict", "remark"))
    assert verdicts == [(Verdict.APPROVED, REMARK), (Verdict.REMARK, REMARK)]
