"""Sessions from a file and out to one: the same table, with their hours, phase and building."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.council.models import CouncilSession, SessionState
from tests.governance.council.meeting import LONG_AGO, a_carousel, a_part, a_session, soon
from tests.governance.council.reading_in import counts, kept, press, read_in, upload, why
from tests.governance.test_decide import text
from tests.world import World

pytestmark = pytest.mark.django_db
HEADS = ["titel", "fase", "dag", "begint", "eindigt", "gebouw", "stand"]
DAY = LONG_AGO


def row(**more: Any) -> list[Any]:
    values = {
        "titel": "Zorg en welzijn", "fase": "Beeldvorming", "dag": DAY, "begint": "15:30", "eindigt": "17.00 uur",
        "gebouw": "Provinciehuis", "stand": "Gehouden",
    }  # fmt: skip
    return list({**values, **more}.values())


def test_a_griffie_reads_her_sessions_in(world: World, as_: Any) -> None:
    client = as_(world.clerk)
    rows = [row(), row(titel="Die komt", dag=soon(), stand="")]
    address = read_in(client, "sessies", world.staten, HEADS, rows)
    assert counts(client, address) == {"new": 2}, why(client, address)
    press(client, address)
    found = {each.title: each for each in CouncilSession.objects.all()}
    held = found["Zorg en welzijn"]
    assert (held.state, held.held_on, held.begins, held.ends, held.place) == (
        SessionState.HELD, DAY, datetime.time(15, 30), datetime.time(17), "Provinciehuis",
    )  # fmt: skip
    assert found["Die komt"].state == SessionState.PLANNED
    assert "Die komt" in text(Client(), reverse("council_sessions"))


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_what_goes_out_comes_in_and_changes_nothing(world: World, as_: Any, kind: str) -> None:
    a_session(world.staten, about="Waarom\nen hoe", phase="oordeelsvorming")
    a_session(world.staten, "Zonder uren", begins=None, ends=None, held_on=LONG_AGO)
    off = a_session(world.staten, "Afgelast")
    off.cancel(by=world.clerk, reason="Ziek")
    client = as_(world.clerk)
    page = text(client, reverse("council_sessions"))
    file = reverse("council_sessions_file", args=[kind])
    assert file in page
    assert reverse("council_import_upload", args=["sessies"]) in page
    content = client.get(f"{file}?stand=alle").content
    address = upload(client, "sessies", world.staten, f"lijst.{kind}", content).url
    assert counts(client, address) == {"same": len(kept().rows)} == {"same": 3}, why(client, address)


def test_a_row_that_is_there_changes_and_was_held(world: World, as_: Any) -> None:
    found, client = a_session(world.staten, "Zorg en welzijn", held_on=LONG_AGO), as_(world.clerk)
    address = read_in(client, "sessies", world.staten, HEADS, [row(begint="15:00")])
    assert counts(client, address) == {"changes": 1}
    press(client, address)
    found.refresh_from_db()
    assert (found.begins, found.state) == (datetime.time(15), SessionState.HELD)


def test_the_programme_goes_along_with_the_hours_of_a_file(world: World, as_: Any) -> None:
    found, client = a_session(world.staten, "Zorg en welzijn"), as_(world.clerk)
    a_part(found)
    a_carousel(found)
    later = row(dag=found.held_on, begint="16:00", eindigt="17:30", stand="")
    address = read_in(client, "sessies", world.staten, HEADS, [later])
    assert "Programma: vanaf 15:30 → vanaf 16:00" in text(client, address)
    press(client, address)
    begins = list(found.programme.order_by("begins").values_list("begins", flat=True))
    assert begins == [datetime.time(16), datetime.time(16, 30)]


def test_hours_that_leave_a_part_outside_are_said_at_their_row_and_stop_no_other(
    world: World, as_: Any
) -> None:
    found, client = a_session(world.staten, "Zorg en welzijn"), as_(world.clerk)
    a_part(found)
    a_carousel(found)
    short = row(dag=found.held_on, begint="16:00", eindigt="17:00", stand="")
    address = read_in(client, "sessies", world.staten, HEADS, [short, row(titel="Een andere")])
    ((where, column, says),) = why(client, address)
    assert (where, column) == ("rij 2", "begint")
    assert "“Deelsessies” (16:30 – 17:30)" in says
    assert press(client, address, without_wrong="on").status_code == 302
    assert CouncilSession.objects.filter(title="Een andere").exists()
    found.refresh_from_db()
    assert found.begins == datetime.time(15, 30)


@pytest.mark.parametrize(
    ("wrong", "column", "says"),
    [
        ({"begint": "half vier"}, "begint", "geen tijd"),
        ({"begint": "25:00"}, "begint", "geen tijd"),
        ({"eindigt": "15:00"}, "eindigt", "het einde na het begin"),
        ({"eindigt": ""}, "eindigt", "allebei"),
        ({"dag": ""}, "dag", "Vul dit in."),
        ({"dag": soon()}, "stand", "nog niet geweest"),
        ({"stand": "Gaat niet door"}, "stand", "op haar pagina"),
        ({"stand": "Misschien"}, "stand", "Kies één van"),
        ({"fase": "Koffie"}, "fase", "Kies één van"),
    ],
)
def test_what_cannot_be_is_said_at_its_column(
    world: World, as_: Any, wrong: dict[str, Any], column: str, says: str
) -> None:
    client = as_(world.clerk)
    address = read_in(client, "sessies", world.staten, HEADS, [row(**wrong)])
    told = {where: because for _, where, because in why(client, address)}
    assert says in told[column]


def test_dates_that_cannot_be_are_refused_from_a_file_as_from_a_form(world: World, as_: Any) -> None:
    client, next_year = as_(world.clerk), soon(365)
    heads = ["nummer", "toezegging", "gedaan op", "termijn", "stand", "afgedaan op", "waardoor"]
    rows = [
        ["1", "Nog niet gedaan", next_year, "", "", "", ""],
        ["2", "Te vroeg klaar", DAY, datetime.date(2020, 1, 1), "", "", ""],
        ["3", "Te vroeg af", DAY, "", "Afgedaan", datetime.date(2020, 1, 1), "Brief"],
        ["4", "Later af", DAY, "", "Afgedaan", next_year, "Brief"],
        ["5", "Goed", DAY, "", "Afgedaan", DAY, "Brief"],
    ]
    address = read_in(client, "toezeggingen", world.staten, heads, rows)
    found = {where: column for where, column, _ in why(client, address)}
    assert found == {"rij 2": "gedaan op", "rij 3": "termijn", "rij 4": "afgedaan op", "rij 5": "afgedaan op"}
    assert counts(client, address)["new"] == 1, "the control"
