"""Asking readers of a list whether they want to read on: one mail each, one more after two weeks, then forgotten.

Somebody presses the button; the rest follows from facts in the database: a job that comes twice or late does no harm.
"""

import datetime
import uuid
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from newsletters.subscriptions.forgetting import blank, blank_silent, forget_one
from newsletters.subscriptions.lists import put_back
from newsletters.subscriptions.lists.models import REMIND_AFTER, UNASKED, ReaderList
from newsletters.subscriptions.mails import PERMISSION
from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, SubscriberState
from newsletters.subscriptions.subscribing import SCOPE
from newsletters.subscriptions.wording import VERSION, question
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.house import House
from zorgzaam.post.bulk.filling import freeze, unmarked
from zorgzaam.post.bulk.models import MailBody, Mailing, MailingState
from zorgzaam.post.bulk.progress import set_state
from zorgzaam.post.bulk.queueing import queue
from zorgzaam.post.office import Letter, wake_up_for_mailings
from zorgzaam.post.restored import may_have_gone

AGAIN = "-herinnering"


def press(row: ReaderList, *, by: User) -> None:
    """Somebody wants these readers asked, as the row says (its name, whether to remind, how many days). Twice is once.

    Needs the row as its form left it; StaleVersion when it was changed since.
    """
    if row.applied_at and row.asked_at is None:
        row.asked_at, row.asked_by = timezone.now(), by.person
        row.save()


def ask_readers() -> int:
    """Put the mails of who pressed the button in the book; how many lists."""
    return sum(_locked(pk, _ask) for pk in _pks(queued_at__isnull=True))


def remind_readers() -> int:
    """Ask who did not answer once more; how many lists. What may have gone before a restore a person presses."""
    late = timezone.now() - REMIND_AFTER
    found = _pks(queued_at__isnull=False, remind=True, reminded_at__isnull=True, asked_at__lte=late)
    return sum(_locked(pk, _remind) for pk in found)


def close_lists() -> int:
    """Forget who did not answer in time, and whom nobody asked anything for too long; how many readers."""
    over = [row for row in ReaderList.objects.asking() if row.ends_at and row.ends_at <= timezone.now()]
    forgotten = sum(_close(row) for row in over)
    unasked = Subscriber.objects.filter(
        state=SubscriberState.LISTED, reader_list__applied_at__lt=timezone.now() - UNASKED,
        reader_list__asked_at__isnull=True,
    )  # fmt: skip
    return forgotten + sum(forget_one(each, SubscriberState.LISTED, blank) for each in unasked.iterator())


def mailings_of(row: ReaderList) -> list[Mailing]:
    """The question and the reminder, as far as they are there."""
    return list(
        Mailing.objects.filter(kind=PERMISSION, about__in=[str(row.pk), f"{row.pk}{AGAIN}"]).order_by("about")
    )


def _pks(**facts: object) -> list[uuid.UUID]:
    return list(ReaderList.objects.asking().filter(**facts).values_list("pk", flat=True))


def _locked(pk: uuid.UUID, act: Callable[[ReaderList], bool]) -> int:
    """One list in one transaction; what another scheduler has in hand is left to it."""
    with transaction.atomic(), acting(SystemActor.WORKER):
        rows = ReaderList.objects.asking().select_for_update(of=("self",), skip_locked=True)
        row = rows.filter(pk=pk).first()
        return int(act(row)) if row else 0


def _ask(row: ReaderList) -> bool:
    if row.queued_at is not None:
        return False
    if may_have_gone(row.asked_at):
        put_back.give_back(row)
        return False
    listed = Subscriber.objects.filter(reader_list=row, state=SubscriberState.LISTED)
    asked = list(listed.select_for_update().values_list("pk", flat=True))
    Subscriber.objects.filter(pk__in=asked).update(state=SubscriberState.ASKED, asked_at=timezone.now())
    words = {
        "event": ConsentEvent.ASKED,
        "source": ConsentSource.LIST,
        "version": VERSION,
        "text": question(),
    }
    Consent.objects.bulk_create([Consent(subscriber_id=pk, **words) for pk in asked], 500)
    _queue(row, "")
    row.queued_at = timezone.now()
    row.save()
    return True


def _remind(row: ReaderList) -> bool:
    if row.reminded_at is not None or row.ends_at is None or row.ends_at <= timezone.now():
        return False
    if may_have_gone(row.reminds_at):
        put_back.tell(row)
        return False
    return _once_more(row)


def remind_now(row: ReaderList, *, by: User) -> bool:
    """Somebody looked, after a restore, and wants who did not answer asked once more all the same. Twice is once."""
    with transaction.atomic(), acting(by):
        now = ReaderList.objects.asking().select_for_update(of=("self",)).filter(pk=row.pk).first()
        return now is not None and put_back.reminder_waits(now) and _once_more(now)


def _once_more(row: ReaderList) -> bool:
    if any(mailing.state == MailingState.PAUSED for mailing in mailings_of(row)):
        # Who let the question stand still wants no second one either.
        return False
    _queue(row, AGAIN)
    row.reminded_at = timezone.now()
    row.save()
    return True


def _queue(row: ReaderList, again: str) -> None:
    mailing, _ = Mailing.objects.get_or_create(kind=PERMISSION, about=f"{row.pk}{again}", scope=SCOPE)
    body = MailBody.objects.filter(mailing=mailing).first() or freeze(mailing, letter(row, again=bool(again)))
    waiting = Subscriber.objects.filter(reader_list=row, state=SubscriberState.ASKED)
    queue(body, waiting.to_queue(), timezone.now())
    transaction.on_commit(wake_up_for_mailings)


def letter(row: ReaderList, *, again: bool) -> Letter:
    """What a reader is asked; the secret of their own links is filled in per reader."""
    end = _own("newsletter_end")
    house = House.objects.of_region()
    words = {
        "network": unmarked(house.network_name),
        "question": unmarked(question(house)),
        "list": unmarked(row.name),
        "again": again,
        # Before it is asked: as it would be now.
        "ends": timezone.localdate(row.ends_at or timezone.now() + datetime.timedelta(days=row.days)),
        "link": _own("newsletter_continue"),
        "end": end,
    }
    subject = "Wilt u onze nieuwsbrief blijven ontvangen?"
    headers = {"List-Unsubscribe": f"<{end}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    text = render_to_string("newsletters/email/permission.txt", words)
    return Letter(
        f"Nog één keer: {subject[0].lower()}{subject[1:]}" if again else subject, text, headers=headers
    )


def _own(name: str) -> str:
    return settings.SITE_URL + reverse(name, args=["key"]).replace("/key/", "/[[key]]/")


def _close(row: ReaderList) -> int:
    for mailing in mailings_of(row):
        with acting(SystemActor.WORKER):
            set_state(mailing, MailingState.STOPPED)
    waiting = Subscriber.objects.filter(reader_list=row, state=SubscriberState.ASKED)
    done = sum(forget_one(each, SubscriberState.ASKED, blank_silent) for each in waiting.iterator())
    with transaction.atomic(), acting(SystemActor.WORKER):
        now = ReaderList.objects.asking().select_for_update(of=("self",)).filter(pk=row.pk).first()
        if now and not waiting.exists():
            now.closed_at = timezone.now()
            now.save()
    return done
