"""Mededelingen and letters: noted in both ways, to a council and from it, and read back as what they are."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.council.models import CouncilNotice
from governance.council.notices.models import NoticeKind, Way
from tests.governance.council.registers import a_dossier, a_notice
from tests.governance.test_decide import form_of, text
from tests.world import World

pytestmark = pytest.mark.django_db
TO, FROM = "Mededeling over het netwerk", "Brief van de raad over de nachtzorg"


def typed(world: World, **more: Any) -> dict[str, str]:
    return {
        "council": str(world.staten.pk), "title": TO, "kind": "mededeling", "way": "in", "number": "M-7",
        "dated_on": "2024-11-14", "dated_precision": "day", "decided_on": "2024-11-12", "sent_on": "2024-11-19",
        "url": "https://stukken.example/m7", "gist": "Er komt een overleg.", "publicity": "openbaar", **more,
    }  # fmt: skip


def lines(query: str = "") -> list[CouncilNotice]:
    return list(Client().get(reverse("council_notices") + query).context["page"])


def test_what_was_sent_to_the_staten_is_noted_with_its_three_days(world: World, as_: Any) -> None:
    dossier = a_dossier("Netwerk")
    answer = as_(world.clerk).post(reverse("council_notice_new"), typed(world, dossier=str(dossier.pk)))
    row = CouncilNotice.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.way, row.kind, row.dossier) == (Way.IN, NoticeKind.NOTICE, dossier)
    page = text(Client(), row.get_absolute_url())
    for words in ("14 november 2024", "12 november 2024", "19 november 2024", "Er komt een overleg.", "M-7",
                  "https://stukken.example/m7", "Mededeling aan"):  # fmt: skip
        assert words in page, words
    assert TO in text(Client(), dossier.get_absolute_url())


def test_what_a_council_sent_itself_is_noted_as_coming_from_it(world: World, as_: Any) -> None:
    letter = typed(
        world, title=FROM, way="uit", kind="ander", council=str(world.council.pk), number="", url=""
    )
    as_(world.bureau).post(reverse("council_notice_new"), letter)
    row = CouncilNotice.objects.get()
    assert row.way == Way.OUT
    page = text(Client(), row.get_absolute_url())
    assert "Ander stuk van" in page
    assert "Het stuk zelf staat niet op deze site." in page
    to = a_notice(world.staten, TO)
    assert (lines("?stand=van"), lines("?stand=aan")) == ([row], [to])
    assert {*lines()} == {row, to}
    assert "Ander stuk · van Gemeenteraad Duindorp" in text(Client(), reverse("council_notices"))


def test_the_list_as_a_file_says_which_way_each_went(world: World) -> None:
    a_notice(world.staten, TO)
    a_notice(world.staten, FROM, way=Way.OUT)
    told = Client().get(reverse("council_notices_file", args=["csv"])).content.decode("utf-8-sig")
    by_title = {line.split(";")[2].strip('"'): line for line in told.splitlines()}
    assert Way.IN.label in by_title[TO]
    assert Way.OUT.label in by_title[FROM]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", " ", "Schrijf op waar het stuk over gaat."),
        ("council", "", "Kies om welke raad het gaat."),
        ("way", "heen en weer", "Kies iets uit de lijst."),
        ("dated_on", "gisteren", "datum"),
        ("url", "javascript:alert(1)", "webadres"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(
    world: World, as_: Any, field: str, value: str, said: str
) -> None:
    answer = as_(world.clerk).post(reverse("council_notice_new"), typed(world, **{field: value}))
    assert (answer.status_code, CouncilNotice.objects.count()) == (422, 0)
    assert said in " ".join(answer.context["form"].errors[field])
    assert "Er komt een overleg." in answer.content.decode()


def test_a_griffie_notes_nothing_for_another_council(world: World, as_: Any) -> None:
    answer = as_(world.clerk).post(reverse("council_notice_new"), typed(world, council=str(world.council.pk)))
    assert (answer.status_code, CouncilNotice.objects.count()) == (422, 0)


def test_turned_around_it_moves_to_the_other_list_and_keeps_its_council(world: World, as_: Any) -> None:
    row, client = a_notice(world.staten, FROM), as_(world.clerk)
    url = reverse("council_notice_edit", args=[row.pk])
    client.post(url, form_of(client, url, way="uit"))
    row.refresh_from_db()
    assert (row.way, row.council) == (Way.OUT, world.staten)
    assert (lines("?stand=van"), lines("?stand=aan")) == ([row], [])
