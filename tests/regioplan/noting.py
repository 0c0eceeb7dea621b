"""The form with which the decision of a college is noted."""

import datetime

from django.urls import reverse
from django.utils import timezone

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def url(version, slug="duindorp"):
    return reverse("approval_record", args=[version.pk, slug])


def on_plan(plan, slug="duindorp"):
    return reverse("approval_on_plan", args=[plan.pk, slug])


def typed(**more):
    return {
        "outcome": "ingestemd",
        "decided_on": YESTERDAY.isoformat(),
        "decided_precision": "day",
        "seen": 0,
        "sure": "on",
        **more,
    }
