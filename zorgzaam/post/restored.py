"""After a restore mail is held until a person lets it go (promise I11).

The book says where it stands: which cluster, which history of it, which database, which table. A restore with
`pg_restore` and a failover change one of these. A copy of the whole machine, of its disk or of the data directory that
is put back, and a `pg_restore --data-only`, change none: then somebody shuts the office with `manage.py shut_post`.

What waits in a book that was put back may have gone already after the copy was made: the witness is asked about every
such mail, and what it cannot tell waits for a person. Nor does the book know of mail that was written after the copy:
what the clock begins by itself asks `may_have_gone`.
"""

import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.post.bulk.models import Mailing, MailingState
from zorgzaam.post.models import MailDecision, MailQuerySet, MailState, OutgoingMail, PostOffice
from zorgzaam.post.reconcile import Answer

RESTORED = "de databank is teruggezet: deze mail kan al weg zijn"
WHY = "De databank is teruggezet uit een reservekopie, of draait op een andere plek."
# A decision for each of perhaps a hundred thousand mails, in one statement.
_SETTLE = """
WITH done AS (
    UPDATE {book} SET {values} WHERE state = %(unsure)s AND last_answer = %(restored)s RETURNING id
)
INSERT INTO {decision} (mail_id, arrived, by_id, at) SELECT id, %(arrived)s, %(by)s, %(now)s FROM done
"""
_WENT = "state = 'sent', sent_at = handed_at, last_answer = 'aangekomen, achteraf vastgesteld'"
_GOES = "state = 'queued', not_before = %(now)s, last_answer = 'niet aangekomen'"

_PLACE = """
SELECT (SELECT system_identifier FROM pg_control_system()) || '/' ||
    (SELECT timeline_id FROM pg_control_checkpoint()) || '/' ||
    (SELECT oid FROM pg_database WHERE datname = current_database()) || '/' || %s::regclass::oid
"""


def is_shut() -> bool:
    """Whether no mail may leave now. Who asks first after a restore finds that out, and shuts the post office."""
    here = place()
    office = PostOffice.objects.filter(pk=1).first()
    if office is not None and office.place == here:
        return office.held
    with transaction.atomic(), acting(SystemActor.WORKER, job="post"):
        office, _ = PostOffice.objects.get_or_create(pk=1)
        office = PostOffice.objects.select_for_update().get(pk=1)
        if office.place not in ("", here):
            _shut(office)
        office.place = here
        office.save()
    return office.held


def known_restore() -> datetime.datetime | None:
    """When the book was last put back, as far as the background work noticed: for pages, which write nothing."""
    return PostOffice.objects.filter(pk=1).values_list("restored_at", flat=True).first()


def restored_at() -> datetime.datetime | None:
    """When the book was last put back; None when it never was. Asked first after a restore it finds that out."""
    is_shut()
    return known_restore()


def may_have_gone(*moments: datetime.datetime | None) -> bool:
    """Whether mail that was due by the latest of these moments may have gone before the book was put back: then a
    person decides, not the clock."""
    known = [moment for moment in moments if moment is not None]
    back = restored_at()
    return back is not None and bool(known) and max(known) <= back


def shut_by_hand(why: str) -> None:
    """As a restore that was noticed, for one that cannot be: what waits may have gone already. In the transaction and
    the name of the caller."""
    is_shut()
    office = PostOffice.objects.select_for_update().get(pk=1)
    _shut(office, why)
    office.save()


def place() -> str:
    """Where the book stands; another answer than last time means that it was put back or moved."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [OutgoingMail._meta.db_table])
        return str(cursor.fetchone()[0])


def _shut(office: PostOffice, why: str = WHY) -> None:
    office.held, office.held_since, office.held_because = True, timezone.now(), why[:200]
    office.restored_at = office.held_since
    # Planned for later than now: cannot have gone yet.
    open_rows = OutgoingMail.objects.filter(
        state__in=[MailState.QUEUED, MailState.CLAIMED, MailState.HANDED], not_before__lte=timezone.now()
    )
    # What was stopped does not go, unless the relay was just hearing it; who starts it again asks `doubt`.
    stopped = Q(body__mailing__state=MailingState.STOPPED) & ~Q(state=MailState.HANDED)
    _unsure(open_rows.exclude(stopped))


def doubt(mailing: Mailing) -> int:
    """Mail of this mailing that was written before the book was put back, and waits, may have gone after the copy was
    made; gives how much of it there is. For a mailing that was stopped at the moment it was put back.

    What lay claimed in the copy waits too: its line is gone. What a person decided about since is not asked again."""
    back = restored_at()
    if back is None:
        return 0
    waiting = OutgoingMail.objects.filter(
        state__in=[MailState.QUEUED, MailState.CLAIMED], body__mailing=mailing, created_at__lte=back
    )
    return _unsure(waiting.exclude(pk__in=MailDecision.objects.filter(at__gte=back).values("mail")))


def _unsure(rows: MailQuerySet) -> int:
    return OutgoingMail.objects.filter(pk__in=rows.values("pk")).update(
        state=MailState.UNCERTAIN,
        handed_at=Coalesce(F("handed_at"), F("created_at")),
        claimed_by=None,
        lease_until=None,
        last_answer=RESTORED,
    )


def unsure_since_restore() -> int:
    """How many mails wait for somebody who knows whether they went before the restore."""
    return OutgoingMail.objects.filter(state=MailState.UNCERTAIN, last_answer=RESTORED).count()


@transaction.atomic
def settle_all(answer: Answer, by: Person) -> int:
    """Decide about all of these at once: they went (YES) or they go again (NO). Gives how many it was about."""
    arrived = answer is Answer.YES
    statement = _SETTLE.format(
        book=connection.ops.quote_name(OutgoingMail._meta.db_table),
        decision=connection.ops.quote_name(MailDecision._meta.db_table),
        values=_WENT if arrived else _GOES,
    )
    given: dict[str, Any] = {
        "unsure": MailState.UNCERTAIN,
        "restored": RESTORED,
        "arrived": arrived,
        "by": by.pk,
        "now": timezone.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return int(cursor.rowcount)
