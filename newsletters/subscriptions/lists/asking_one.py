"""Asking one reader of a list again, for who lost the mail: the same question with the same last day."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from newsletters.subscriptions.lists.asking import letter
from newsletters.subscriptions.mails import PERMISSION_AGAIN
from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, SubscriberState
from newsletters.subscriptions.subscribing import A_MOMENT, had_enough
from newsletters.subscriptions.wording import VERSION, question
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put


def is_asked_by_list(row: Subscriber) -> bool:
    """Whether the question this reader did not answer is that of a list, and an answer still counts."""
    ends_at = row.reader_list.ends_at if row.reader_list else None
    if row.state != SubscriberState.ASKED or ends_at is None or timezone.now() >= ends_at:
        return False
    # Who came back by the form of the site was asked something else.
    return not row.consents.filter(event=ConsentEvent.ASKED, source=ConsentSource.SITE).exists()


def ask_one(row: Subscriber, *, by: Actor) -> bool:
    """Mail the question of the list once more to a reader of whom `is_asked_by_list` holds. Twice within a moment is
    once. False for an address that got too many mails today."""
    with transaction.atomic(), acting(by):
        now = Subscriber.objects.select_for_update(of=("self",)).select_related("reader_list").get(pk=row.pk)
        if not is_asked_by_list(now):
            return True
        asked = now.consents.filter(event=ConsentEvent.ASKED)
        if asked.filter(at__gt=timezone.now() - A_MOMENT).exists():
            return True
        if had_enough(now):
            return False
        Consent.objects.create(
            subscriber=now, event=ConsentEvent.ASKED, source=ConsentSource.BUREAU, version=VERSION, text=question()
        )  # fmt: skip
        put(PERMISSION_AGAIN, f"{now.pk.hex}-{asked.count()}", now.address, _own_letter(now), private=True)
    return True


def _own_letter(row: Subscriber) -> Letter:
    """The letter to all with the links of this reader."""
    assert row.reader_list is not None
    to_all = letter(row.reader_list, again=False)
    headers = {name: _filled(value, row) for name, value in to_all.headers.items()}
    return replace(to_all, text=_filled(to_all.text, row), headers=headers)


def _filled(words: str, row: Subscriber) -> str:
    return words.replace("[[key]]", row.secret)


def still_true(mail: OutgoingMail) -> bool:
    """Whether the question still stands when its mail goes."""
    rows = Subscriber.objects.select_related("reader_list")
    row = rows.filter(pk=mail.about.partition("-")[0]).first()
    return row is not None and is_asked_by_list(row)
