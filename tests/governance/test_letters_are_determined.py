"""Each college determines its own letter: on one page somebody records for which ones, on which day and where that is
read, and only those go out."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.briefings.determining.models import BriefingDetermination
from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.models import Status
from tests.governance import letters as single
from tests.governance import rounding

pytestmark = pytest.mark.django_db
SOURCE = "Besluitenlijst van het college, punt 3"


@pytest.fixture
def waiting(world):
    """Two letters that were approved, in the order of their councils, and their round."""
    round_ = rounding.a_round(world, rounding.councils(2))
    return round_, rounding.approved(world, round_)


def seen_on(page, letter) -> str:
    return page.content.decode().split(f'name="{letter.pk}-seen" value="')[1].split('"')[0]


def said(page, *letters, **fields):
    data = {"letter": [str(letter.pk) for letter in letters]}
    for letter in letters:
        told = {"seen": seen_on(page, letter), "on": "2026-05-12", "source": SOURCE, **fields}
        data |= {f"{letter.pk}-{name}": value for name, value in told.items()}
    return data


def states(round_):
    return [letter.status for letter in rounding.letters(round_)]


def test_what_is_ticked_is_determined_and_nothing_else_goes_out(world, as_, waiting):
    round_, (one, _) = waiting
    client, url = as_(world.bureau_only), reverse("round_determine", args=[round_.pk])
    page = client.get(url)
    told = client.post(url, said(page, one), follow=True).content.decode()
    assert "1 brief is vastgesteld" in told
    assert "1 brief wacht op vaststelling" in told
    assert states(round_) == [Status.DETERMINED, Status.APPROVED]
    row = BriefingDetermination.objects.get()
    assert (row.briefing_id, row.source, str(row.on)) == (one.pk, SOURCE, "2026-05-12")
    client.post(reverse("round_publish", args=[round_.pk]))
    assert [row.pk for row in BriefingDispatch.objects.all()] == [one.pk]


def test_day_and_place_are_asked_of_what_is_ticked_and_what_was_typed_stays(world, as_, waiting):
    round_, (one, other) = waiting
    client, url = as_(world.bureau_only), reverse("round_determine", args=[round_.pk])
    page = client.get(url)
    data = said(page, one, other) | {f"{other.pk}-source": ""}
    answer = client.post(url, data)
    assert answer.status_code == 422
    assert SOURCE in answer.content.decode()
    assert states(round_) == [Status.APPROVED] * 2
    tomorrow = str(timezone.localdate() + datetime.timedelta(days=1))
    assert client.post(url, said(page, one, on=tomorrow)).status_code == 422
    assert client.post(url, {}).status_code == 422
    assert not BriefingDetermination.objects.exists()


def test_a_letter_that_is_another_by_now_is_not_determined_and_stops_no_other(world, as_, waiting):
    round_, (one, other) = waiting
    client, url = as_(world.bureau_only), reverse("round_determine", args=[round_.pk])
    page = client.get(url)
    one.send_back(by=world.bureau_only, remark="Nog één zin")
    single.change(one, world.bureau, mayor="Iemand Anders")
    one.refresh_from_db()
    one.submit(by=world.bureau)
    one.approve(by=world.bureau_only)
    told = client.post(url, said(page, one, other), follow=True).content.decode()
    assert "1 brief is vastgesteld" in told
    assert states(round_) == [Status.APPROVED, Status.DETERMINED]


def test_who_wrote_the_letters_records_nothing(world, as_, waiting):
    round_, (one, _) = waiting
    url = reverse("round_determine", args=[round_.pk])
    told = as_(world.bureau).get(url).content.decode()
    assert "Er is voor jou niets vast te stellen" in told
    answer = as_(world.bureau).post(url, {"letter": [str(one.pk)], f"{one.pk}-seen": "x"})
    assert answer.status_code == 422
    assert states(round_) == [Status.APPROVED] * 2


def test_a_memo_waits_for_no_college(world, as_):
    round_ = rounding.a_round(world, rounding.councils(1), kind="memo")
    rounding.approved(world, round_)
    page = as_(world.bureau_only).get(round_.get_absolute_url()).content.decode()
    assert "Publiceer deze brief" in page
    assert "wacht op vaststelling" not in page
