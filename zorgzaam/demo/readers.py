"""Readers of the newsletter, and a list that was taken over and waits for a person to ask them. Invented addresses."""

import datetime
from typing import Any

from django.utils import timezone

from newsletters.subscriptions.lists.applying import take_over
from newsletters.subscriptions.lists.models import ReaderList
from newsletters.subscriptions.lists.plan import Plan
from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, Frequency, SubscriberState
from newsletters.subscriptions.wording import VERSION, consent_text
from partners.regions.models import Municipality
from themes.generations.models import ThemeGeneration
from themes.themes.models import Theme
from zorgzaam.accounts.models import User
from zorgzaam.demo.facts import facts
from zorgzaam.demo.ids import demo_id


def load() -> None:
    """Make what is missing; a reader that is there stays as they left it."""
    data = facts("readers")
    for record in data["readers"]:
        if not Subscriber.objects.filter(pk=demo_id("reader", record["name"])).exists():
            _reader(record)
    for record in data["lists"]:
        if not ReaderList.objects.filter(pk=demo_id("reader-list", record["id"])).exists():
            _list(record)


def _reader(record: dict[str, Any]) -> None:
    since = timezone.now() - datetime.timedelta(days=record["days"])
    row = Subscriber(
        id=demo_id("reader", record["name"]),
        address=f"{record['name']}@{record.get('domain', 'inwoner.example')}",
        frequency=Frequency.QUARTER if record.get("quarter") else Frequency.EVERY,
        asked_at=since,
        chosen_at=since,
    )
    row.save()
    row.themes.set(_themes(record.get("themes", [])))
    row.municipalities.set(Municipality.objects.filter(slug__in=record.get("municipalities", [])))
    state = record.get("state", SubscriberState.ACTIVE)
    for event, source, hours in _STORY[state]:
        at = min(since + datetime.timedelta(hours=hours), timezone.now())
        _note(row, event, source, at)
    if state != SubscriberState.ASKED:
        row.state = state
        row.save()


_ASKED = (ConsentEvent.ASKED, ConsentSource.SITE, 0)
_GIVEN = (ConsentEvent.GIVEN, ConsentSource.MAIL, 1)
_STORY = {
    SubscriberState.ASKED: [_ASKED],
    SubscriberState.ACTIVE: [_ASKED, _GIVEN],
    SubscriberState.PARKED: [_ASKED, _GIVEN],
    SubscriberState.ENDED: [_ASKED, _GIVEN, (ConsentEvent.WITHDRAWN, ConsentSource.OWN_PAGE, 48)],
}


def _note(row: Subscriber, event: str, source: str, at: datetime.datetime) -> None:
    Consent.objects.create(
        subscriber=row, event=event, source=source, version=VERSION, text=consent_text(), at=at
    )


def _themes(numbers: list[int]) -> Any:
    return Theme.objects.filter(generation=ThemeGeneration.objects.leading(), number__in=numbers)


def _list(record: dict[str, Any]) -> None:
    by = User.objects.get(person=demo_id("person", "bureau"))
    rows = [
        {"where": f"rij {at}", "values": {"address": address}}
        for at, address in enumerate(record["addresses"], start=2)
    ]
    read = ReaderList.objects.create(
        id=demo_id("reader-list", record["id"]), name=record["name"], file_name=record["file"],
        columns=["address"], rows=rows, uploaded_by=by.person,
    )  # fmt: skip
    take_over(read, by=by, seen=Plan(read).mark)
