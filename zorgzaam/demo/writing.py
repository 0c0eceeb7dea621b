"""The six schrijfteams of 2023, with what the report of the start conference says as their first opbrengsten.

Who voted for what, and what the teams wrote, no source says: all of that stays empty (domain.md P1, s3).
"""

import datetime
from typing import Any

from django.utils import timezone

from governance.writing.models import HarvestItem, WritingAssignment
from themes.findings.models import Finding
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id

# The day of the start conference; the hour is not known.
_SAID = datetime.datetime.combine(datetime.date(2023, 9, 21), datetime.time.min)


def load() -> None:
    """One assignment per team, and the findings of its theme; makes what is missing."""
    data = facts("writing")
    for theme in data["themes"]:
        _assignment(theme, data)


def _assignment(theme: str, data: dict[str, Any]) -> None:
    assignment = put(
        WritingAssignment,
        "writing",
        theme,
        theme_id=demo_id("theme", theme),
        team_id=demo_id("body", f"schrijfteam-{theme}"),
        programme_id=demo_id("body", data["programme"]),
        instruction=data["instruction"],
    )
    for finding in Finding.objects.filter(theme=assignment.theme_id):
        # Staff may have taken it over themselves.
        HarvestItem.objects.get_or_create(
            assignment=assignment,
            finding=finding,
            defaults={
                "id": demo_id("harvest-item", str(finding.pk)),
                "question_id": finding.question_id,
                "text": finding.text,
                "said_at": timezone.make_aware(_SAID),
            },
        )
