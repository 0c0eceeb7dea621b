"""Facts about a province or municipality: read by everybody, written by who keeps the registers of that council."""

from tests.access_rows import Row, only
from tests.access_rows.council import KEEPERS, work
from tests.governance.council.meeting import a_fact


def fact(world):
    return a_fact(world.staten)


ROWS = {
    "council_facts": Row(200),
    "council_fact_new": Row(403, only(KEEPERS)),
    "council_fact_change": work(fact, KEEPERS),
    "council_fact_end": work(fact, KEEPERS),
}
