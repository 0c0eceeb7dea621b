"""`make bench`: what the agenda page and the dashboard of a full region cost against a bare Django view, as ratios.

Prints, per page, the median of ROUNDS interleaved requests, the number of queries and the ratio to the bare view.
Nothing is asserted: a ratio is read by a person.
"""

import os
import statistics
import time
from collections.abc import Callable

import tests.servers  # noqa: F401 - starts the servers before Django's settings are read

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgzaam.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext, setup_test_environment

ITEMS, ROUNDS = 40, 60
Request = Callable[[], object]


def prepare() -> dict[str, Request]:
    """A published agenda of 40 items in the test region, and the requests to compare."""
    from tests.benchmarks import book, briefing, mailing, region
    from tests.governance import agendas
    from tests.world import build_world

    world = build_world()
    briefing.measure(world)
    briefing.measure_press()
    book.measure(world)
    mailing.measure()
    print(
        f"{region.fill(world)} rapportages in {region.FULL.tasks} opgaven van {region.FULL.organisations} organisaties"
    )
    meeting = agendas.a_meeting(world.coalition)
    agendas.agenda_of(meeting, *(f"Agendapunt {number}" for number in range(ITEMS)))
    agendas.publish(meeting)
    address = meeting.get_absolute_url()
    visitor, member = Client(), Client()
    member.force_login(world.member, backend="zorgzaam.accounts.backends.AccountBackend")
    etag = visitor.get(address)["ETag"]
    bare = _bare_client()
    return {
        "kale Django-view": lambda: bare.get(f"/kaal/{meeting.pk}/"),
        "agenda, openbaar": lambda: visitor.get(address),
        "agenda, openbaar 304": lambda: visitor.get(address, headers={"If-None-Match": etag}),
        "agenda, lid": lambda: member.get(address),
        "voortgang, openbaar": lambda: visitor.get("/voortgang/"),
        "voortgang, lid": lambda: member.get("/voortgang/"),
    }


def _bare_client() -> Client:
    """A client without our middleware, on addresses of its own. It keeps the settings it was first asked with: changing
    them between rounds would throw away the addresses of the house, and the next page would pay for that."""
    client = Client()
    with override_settings(MIDDLEWARE=["tests.benchmarks.bare.own_addresses"]):
        client.handler.load_middleware()
    return client


def measure(requests: dict[str, Request]) -> dict[str, float]:
    """Median milliseconds per request; the pages take turns so that a busy moment hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in requests}
    for _ in range(ROUNDS):
        for name, request in requests.items():
            began = time.perf_counter()
            request()
            times[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def queries(request: Request) -> int:
    with CaptureQueriesContext(connection) as captured:
        request()
    return len(captured)


def main() -> None:
    setup_test_environment()
    settings.ALLOWED_HOSTS = ["testserver"]
    requests = prepare()
    for request in requests.values():
        request()
    medians = measure(requests)
    base = medians["kale Django-view"]
    print(f"{ITEMS} agendapunten, mediaan van {ROUNDS} verzoeken, om en om gemeten")
    print(f"{'pagina':<24}{'ms':>8}{'vragen':>10}{'verhouding':>12}")
    for name, median in medians.items():
        print(f"{name:<24}{median:>8.1f}{queries(requests[name]):>10}{median / base:>12.2f}")


if __name__ == "__main__":
    main()
