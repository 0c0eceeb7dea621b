"""Addresses and fields of the form in which a municipality notes what its college decided."""

import datetime

from django.urls import reverse
from django.utils import timezone

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def url(version, slug="duindorp"):
    return reverse("approval_record", args=[version.pk, slug])


def typed(**more):
    return {
        "outcome": "ingestemd",
        "decided_on": YESTERDAY.isoformat(),
        "decided_precision": "day",
        "seen": 0,
        "sure": "on",
        **more,
    }


def on_plan(plan, slug="duindorp"):
    return reverse("approval_on_plan", args=[plan.pk, slug])


def offers_nothing(client, plan, place):
    """No page leads to the form of this plan, and its address leads back to the plan."""
    for door in (reverse("partner"), plan.get_absolute_url(), place.get_absolute_url()):
        assert on_plan(plan) not in client.get(door).content.decode(), door
    assert client.get(on_plan(plan)).url == plan.get_absolute_url()
