"""Agreements and progress.

The sentences behind the table: what was accepted and what was handed in is for everybody; a proposal is for the
netwerkbureau that makes it and the organisation it is made to; a draft report is for its writers alone, so not for the
netwerkbureau. An organisation answers and reports for itself; goals and milestones are kept by the netwerkbureau and by
who leads the task.
"""

import datetime
import uuid

from tests.access_rows import ALL, BUREAU, Row, only
from tests.regioplan import making

NOBODY = uuid.UUID(int=0)
OPEN = Row(200)
GONE = {"pk": NOBODY}
ASKED = (*BUREAU, "partner")


def days_of(period):
    """The two days in the address of a report."""
    return {"first": period.starts_on.isoformat(), "last": period.ends_on.isoformat()}


DAYS = days_of(making.last_period())


def among(able, sees, arguments):
    """`able` get it, who merely sees the thing 403, others 404, a visitor the login."""
    told = dict.fromkeys(sees, 403) | dict.fromkeys(able, 200) | {"visitor": 302}
    return Row(404, told, arguments, GONE, only((), otherwise=404))


def seen_by(readers, arguments):
    return Row(404, dict.fromkeys(readers, 200), arguments, GONE, dict.fromkeys(ALL, 404))


def proposal(world):
    return {"pk": making.proposal(making.a_task(), world.partner_org).pk}


def accepted(world):
    return {"pk": making.accepted(world, making.a_task()).pk}


def refused(world):
    made = making.proposal(making.a_task(), world.partner_org)
    made.refuse(by=world.partner, reason="Geen mensen.")
    return {"pk": made.pk}


def to_report(world):
    making.ReportingRhythm.objects.exists() or making.rhythm()
    return {**accepted(world), **DAYS}


def draft(world):
    return {"pk": making.draft(making.accepted(world, making.a_task())).pk}


def whole(world):
    """A draft that lacks nothing."""
    agreement = making.accepted(world, making.a_task())
    return {"pk": making.draft(agreement, light="groen", reason="Het loopt.").pk}


def handed_in(world):
    return {"pk": making.report(world, making.accepted(world, making.a_task())).pk}


def led_task(world):
    """partner_org leads it."""
    task = making.a_task()
    making.accepted(world, task)
    return {"pk": task.pk}


def led_goal(world):
    return {"pk": making.goal(making.TransformationTask.objects.get(**led_task(world))).pk}


def led_indicator(world):
    return {"pk": making.indicator(making.Goal.objects.get(**led_goal(world))).pk}


def led_figure(world):
    indicator = making.Indicator.objects.get(**led_indicator(world))
    return {"pk": making.measured(indicator, 3, datetime.date(2025, 1, 1)).pk}


def led_milestone(world):
    task = making.TransformationTask.objects.get(**led_task(world))
    return {"pk": making.milestone(task, "Tien huiskamers", datetime.date(2030, 1, 1)).pk}


def rhythm(world):
    return {"pk": (making.ReportingRhythm.objects.first() or making.rhythm()).pk}


ROWS = {
    "agreement": seen_by(ALL, accepted),
    "agreement@voorgesteld": seen_by(ASKED, proposal),
    "agreement@geweigerd": seen_by(ASKED, refused),
    "agreement_answer": among(("partner",), ASKED, proposal),
    "agreement_answer@geaccepteerd": among(("partner",), ALL, accepted),
    "agreement_edit": among(BUREAU, ASKED, proposal),
    "agreement_withdraw": among(BUREAU, ASKED, proposal),
    "agreement_end": among(ASKED, ALL, accepted),
    "regioplan_hub": Row(403, only(BUREAU)),
    "werkbank_agreements": Row(403, only(BUREAU)),
    "agreement_propose": Row(403, only(BUREAU)),
    "progress": OPEN,
    "municipality_progress": Row(200, arguments=lambda world: {"slug": world.municipality.slug}),
    "municipality_progress@bestaat niet": Row(404, arguments=lambda world: {"slug": "nergens"}),
    "progress_export": Row(200, arguments=lambda world: {"sheet": "afspraken", "kind": "csv"}),
    "progress_export@xlsx": Row(200, arguments=lambda world: {"sheet": "rapportages", "kind": "xlsx"}),
    "progress_export@bestaat niet": Row(404, arguments=lambda world: {"sheet": "geheim", "kind": "csv"}),
    "report": seen_by(ALL, handed_in),
    "report@concept": seen_by(("partner",), draft),
    "report_start": Row(403, only(("partner",)), to_report, {"pk": NOBODY, **DAYS}, only((), otherwise=404)),
    "report_start@nog niet voorbij": Row(
        403,
        {**only((), otherwise=403), "partner": 404},
        lambda world: {**accepted(world), **days_of(making.period_of(datetime.date.today(), "half"))},
    ),
    "report_edit": among(("partner",), ("partner",), draft),
    "report_submit": among(("partner",), ("partner",), whole),
    "report_correct": Row(405, arguments=handed_in),
    "goal_add": among(ASKED, ALL, led_task),
    "milestone_add": among(ASKED, ALL, led_task),
    "goal_edit": among(ASKED, ALL, led_goal),
    "indicator_add": among(ASKED, ALL, led_goal),
    "indicator_edit": among(ASKED, ALL, led_indicator),
    "measurement_add": among(ASKED, ALL, led_indicator),
    "measurement_correct": among(ASKED, ALL, led_figure),
    "milestone_move": among(ASKED, ALL, led_milestone),
    "werkbank_progress": Row(403, only(BUREAU)),
    "progress_pdf": Row(403, only(BUREAU)),
    "rhythm_add": Row(403, only(BUREAU)),
    "rhythm_edit": Row(403, only(BUREAU), rhythm),
}
