"""Parking addresses that mail does not reach, from the facts, and letting one go again."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, DateTimeField, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from zorgzaam.people.models import Person
from zorgzaam.post.bounces import tell_freed, tell_parked
from zorgzaam.post.bounces.models import Bounce, BounceKind, FloodDecision, Parking
from zorgzaam.post.bounces.rules import FLOOD, FLOOD_PART, FLOOD_WITHIN, SOFT_TIMES, SOFT_WITHIN
from zorgzaam.post.bulk.models import Mailing, Suppression, WhyNot
from zorgzaam.post.bulk.suppression import EVERYTHING, suppress_digest, wait_for_the_line
from zorgzaam.post.models import OutgoingMail
from zorgzaam.telling import each

# One at a time parks: whoever comes second finds the work done.
_LOCK = 0x6261_6E6B


@dataclass(frozen=True)
class Due:
    """An address that is to be parked: what came back last, and how often it did."""

    digest: str
    bounce: int
    times: int

    @property
    def key(self) -> str:
        """What a log calls it."""
        return f"bounce {self.bounce}"


def due() -> list[Due]:
    """Which addresses the rules park now. What came back before an address was let go, or before somebody decided that
    the fault was ours, does not count."""
    now = timezone.now()
    lifted = Suppression.objects.filter(
        digest=OuterRef("digest"), scope=EVERYTHING, why=WhyNot.BOUNCED, lifted_at__isnull=False
    )
    held = Suppression.objects.holding().filter(scope=EVERYTHING).values("digest")
    last = lifted.order_by("-lifted_at").values("lifted_at")[:1]
    rows = Bounce.objects.exclude(kind=BounceKind.OURS).exclude(digest__in=held)
    rows = rows.annotate(let_go=Subquery(last, output_field=DateTimeField()))
    rows = rows.filter(Q(let_go__isnull=True) | Q(at__gt=F("let_go")))
    if (ours := FloodDecision.objects.filter(park=False).first()) is not None:
        rows = rows.filter(at__gt=ours.at)
    recent = rows.filter(Q(kind=BounceKind.HARD) | Q(at__gte=now - SOFT_WITHIN)).order_by()
    counted = recent.values("digest").annotate(
        hard=Count("pk", filter=Q(kind=BounceKind.HARD)),
        days=Count(TruncDate("at"), distinct=True),
        times=Count("pk"),
        latest=Max("pk"),
    )
    found = counted.filter(Q(hard__gt=0) | Q(days__gte=SOFT_TIMES)).order_by("latest")
    return [Due(row["digest"], row["latest"], row["times"]) for row in found]


def is_flood(number: int) -> bool:
    """Whether so many addresses at once say more of us than of them: a person looks first."""
    now = timezone.now()
    if FloodDecision.objects.filter(park=True, at__gte=now - FLOOD_WITHIN).exists():
        return False
    lately = Parking.objects.filter(suppression__since__gte=now - FLOOD_WITHIN).count() + number
    if lately <= FLOOD:
        return False
    a_day = now - FLOOD_WITHIN * 24
    went = OutgoingMail.objects.filter(handed_at__gte=a_day).count()
    return lately > went * FLOOD_PART


def park_due() -> int:
    """Park what the rules say; gives how many; nothing while so many wait that a person has to look. An address that
    cannot be parked now stops no other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    try:
        waiting = due()
        if is_flood(len(waiting)):
            return 0
        return each([(found,) for found in waiting], park)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@transaction.atomic
def park(found: Due) -> bool:
    """No mass mail goes to this address any more; False when that was so already."""
    if not suppress_digest(found.digest, EVERYTHING, WhyNot.BOUNCED):
        return False
    row = Suppression.objects.holding().get(digest=found.digest, scope=EVERYTHING)
    Parking.objects.create(suppression=row, bounce_id=found.bounce, times=found.times)
    tell_parked(found.digest)
    return True


@transaction.atomic
def free(parking: Parking, reason: str, by: Person) -> bool:
    """Mail goes to this address again, and what came back until now does not count any more. False when that was so
    already. ValueError without a reason."""
    if not reason.strip():
        raise ValueError("who lets an address go says why")
    digest = parking.suppression.digest
    wait_for_the_line(digest)
    held = Suppression.objects.holding().filter(pk=parking.suppression_id)
    if not held.update(lifted_at=timezone.now()):
        return False
    Parking.objects.filter(pk=parking.pk).update(freed_by=by, reason=reason.strip()[:300])
    tell_freed(digest)
    return True


def flood_now() -> int:
    """How many addresses wait for a person to look; 0 while the rules need nobody."""
    number = len(due())
    return number if is_flood(number) else 0


def decide_on_flood(*, park_them: bool, by: Person, seen: int) -> bool:
    """A person looked at `seen` addresses at once; parking them is work for the background (`read_bounces`). False when
    it is another number now, or nobody has to look any more: then nothing changes."""
    if not seen or flood_now() != seen:
        return False
    FloodDecision.objects.create(by=by, park=park_them)
    return True


def bounced_of(mailing: Mailing) -> int:
    """How many mails of a mailing our relay took and came back later."""
    return Bounce.objects.filter(mail__body__mailing=mailing, mail__state="sent").count()
