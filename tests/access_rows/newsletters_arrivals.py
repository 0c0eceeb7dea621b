"""The day of the yearly network meeting: the netwerkbureau alone."""

from tests.access_rows import BUREAU, Row, only
from tests.access_rows.zorgzaam import NOBODY
from tests.newsletters.arrivals.making import a_network_meeting, comes


def meeting(world):
    return {"pk": a_network_meeting(world).pk}


def person(world):
    return {"person": comes(a_network_meeting(world)).pk}


def of_kind(kind):
    return lambda world: {**meeting(world), "kind": kind}


NOT_THERE = only(BUREAU, status=404)
PAGE = Row(403, only(BUREAU), arguments=meeting, absent={"pk": NOBODY}, absent_status=NOT_THERE)

ROWS = {
    "network_arrivals": PAGE,
    "network_walk_in": PAGE,
    "network_presence": PAGE,
    "network_arrival": Row(
        403, only(BUREAU), arguments=person, absent={"person": NOBODY}, absent_status=NOT_THERE
    ),
    "network_arrival_write": Row(405, arguments=person, absent={"person": NOBODY}),
    "network_presence_file": Row(
        403, only(BUREAU), arguments=of_kind("csv"), absent={"pk": NOBODY, "kind": "csv"}, absent_status=NOT_THERE
    ),
    "network_on_paper": Row(
        403, only(BUREAU), arguments=of_kind("badges"), absent={"pk": NOBODY, "kind": "x"}, absent_status=NOT_THERE
    ),
    # Nobody asked for it yet: the way to the page that offers to make it.
    "network_paper_file": Row(
        403, only(BUREAU, status=302), arguments=of_kind("badges"), absent={"pk": NOBODY, "kind": "x"},
        absent_status=NOT_THERE,
    ),
}  # fmt: skip
