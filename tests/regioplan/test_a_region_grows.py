"""Pages and files cost the same number of questions in a small and in a full region; a dashboard at most twelve, with
everything around it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from regioplan.progress.export import SHEETS
from regioplan.progress.reports import ProgressReport
from tests.benchmarks import region
from tests.regioplan import making
from tests.regioplan import making_plans as plans
from zorgzaam.exports import FORMATS

pytestmark = pytest.mark.django_db
MOST = 12
SMALL = region.Size(2, 4, 2, 1, datetime.date(2024, 1, 1))
BESIDE = region.Size(1, 2, 1, 1)
READERS = (None, "partner", "bureau")
# Who somebody is, whether they follow this, and what only they may do.
SIGNED_IN = {None: 0, "partner": 6, "bureau": 6}
# Thirty-three rooms say what waits, in forty-four questions, and seven what is mine, in one each; who somebody is asks
# four, and the house one.
WERKBANK = 57


def asked(client, address):
    """What is asked of the tables, whoever asks it; opening and closing the transaction aside."""
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"".join(answer) if answer.streaming else answer.content
    return sum(" FROM " in one["sql"] for one in found)


def dashboards(world):
    """Where one looks how it goes."""
    names = ["progress", "funding", "funding_coverage", "approvals", "plans", "transformation_plans"]
    own = reverse("municipality_progress", args=[world.municipality.slug])
    return [*map(reverse, names), own]


def files():
    """Every list to take along."""
    found = [reverse("progress_export", args=[sheet, kind]) for sheet in SHEETS for kind in FORMATS]
    return found + [reverse("funding_export", args=[kind]) for kind in FORMATS]


def pages(world):
    """Other pages that grow with the region."""
    names = ["home", "tasks", "themes", "organisations", "municipalities"]
    own = reverse("municipality", args=[world.municipality.slug])
    first = ProgressReport.objects.order_by("pk").first().agreement
    return [*map(reverse, names), own, first.task.get_absolute_url(), first.organisation.get_absolute_url()]


def of_one_thing(world):
    """The pages of a municipality, an organisation and a task, each with what a visitor's may cost at most.

    A task is over twelve: fifteen rooms show what they know of it, each with a question of its own; of a municipality
    the initiatives ask one more than the dashboards.
    """
    first = ProgressReport.objects.order_by("pk").first().agreement
    own = reverse("municipality", args=[world.municipality.slug])
    return {own: MOST + 1, first.organisation.get_absolute_url(): MOST, first.task.get_absolute_url(): 26}


def desks():
    """The work of the netwerkbureau."""
    names = ["werkbank", "werkbank_progress", "werkbank_agreements", "werkbank_tasks", "kept_themes"]
    return [reverse(name) for name in [*names, "funding_desk", "plans_desk", "plan_board"]]


def counted(world, as_):
    """Who asks for what, and what it costs: the dashboards for every kind of reader, the rest for who sees most."""
    found = {}
    for who in READERS:
        client = as_(getattr(world, who) if who else None)
        more = [*pages(world), *files(), *desks()] if who == "bureau" else of_one_thing(world)
        for address in [*dashboards(world), *more]:
            found[who, address] = asked(client, address)
    return found


def grows(world, as_, to):
    """Nothing costs more in the bigger region; dashboards stay within the limit for everybody."""
    making.rhythm("half", datetime.date(2020, 1, 1))
    plans.taken_over(plans.plan(plans.region(world, "Kreekdam")))
    region.fill(world, SMALL)
    region.fill(world, BESIDE)
    few = counted(world, as_)
    reports = region.fill(world, to)
    many = counted(world, as_)
    same = {key[1] for key in many} & {key[1] for key in few}
    assert {key: cost for key, cost in many.items() if key[1] in same and cost > few[key]} == {}
    limited = {*dashboards(world), *files()}
    assert {key: cost for key, cost in many.items() if key[1] in limited and cost > MOST} == {}
    at_most = {
        (who, page): most + SIGNED_IN[who] for page, most in of_one_thing(world).items() for who in READERS
    }
    at_most["bureau", reverse("werkbank")] = WERKBANK
    assert {key: many[key] for key, most in at_most.items() if many[key] > most} == {}
    return reports


def test_a_bigger_region_asks_no_more_questions(world, as_):
    grows(world, as_, region.Size(12, 40, 24, 5, datetime.date(2025, 6, 1)))


@pytest.mark.long
def test_a_full_region_asks_no_more_questions(world, as_):
    size = region.Size(60, 400, 200, 10, datetime.date(2025, 6, 1))
    assert grows(world, as_, size) == 4000
