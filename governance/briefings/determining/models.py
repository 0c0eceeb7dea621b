"""The portfolio holder determines a briefing: by saying so here, or by a decision elsewhere that somebody records."""

import datetime
import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.briefings.errors import Refused
from governance.briefings.models import Briefing, Status
from governance.briefings.people import told_by_it
from governance.briefings.reviewing import BriefingShare, digest_now, share
from governance.briefings.steps import BEFORE_HOLDER
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader
from zorgzaam.years import sensible

# How long the letter lies before the portfolio holder; pressing again begins anew.
TIME = datetime.timedelta(weeks=4)


class DeterminationQuerySet(models.QuerySet["BriefingDetermination"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever works on the briefing."""
        return self.filter(briefing__in=Briefing.objects.in_hands_of(user).values("pk"))


@track()
class BriefingDetermination(models.Model):
    """That it was determined, and which text: `text_sha256` is `document.decided_digest`.

    `own`: the portfolio holder said so; else `person` recorded it, on the word of `source`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(
        Briefing, models.PROTECT, related_name="determinations", verbose_name="briefing"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    own = models.BooleanField("zelf vastgesteld", editable=False)
    on = models.DateField("vastgesteld op", validators=[sensible])
    source = models.CharField(
        "waar staat dat?",
        max_length=300,
        blank=True,
        help_text="Bijvoorbeeld: besluitenlijst van Gedeputeerde Staten, punt 4.",
    )
    text_sha256 = models.CharField("hash van de tekst", max_length=64, editable=False)
    at = models.DateTimeField("wanneer", auto_now_add=True)

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        verbose_name = "vaststelling"
        verbose_name_plural = "vaststellingen"
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(own=True) | ~Q(source=""),
                name="briefing_determination_has_source",
                violation_error_message="Schrijf op waar staat dat het is vastgesteld.",
            )
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.briefing_id}: {self.on}"


def note_determination(
    briefing: Briefing, person: Person, *, on: datetime.date | None, source: str
) -> BriefingDetermination:
    """Write down that it was determined, and of which text.

    Raises Refused where who records what another said gives no day or source.
    """
    own = person.pk == briefing.holder_id
    if not own and (on is None or not source.strip()):
        raise Refused("Schrijf op wanneer het is vastgesteld en waar dat staat.")
    return BriefingDetermination.objects.create(
        briefing=briefing,
        person=person,
        own=own,
        on=on or timezone.localdate(),
        source=source.strip(),
        text_sha256=digest_now(briefing),
    )


def refuse_told(briefing: Briefing) -> None:
    """Raise Refused where the portfolio holder sits in the council it goes to, by now."""
    if briefing.holder and (why := told_by_it(briefing.holder, briefing.addressee)):
        raise Refused(why)


def put_before(briefing: Briefing, *, by: User) -> BriefingShare:
    """Let the portfolio holder read the letter and determine it; again moves the end. What was shared with them for
    longer stays as it is.

    Raises Refused where it was not approved, where there is none with an account, for the portfolio holder itself, and
    where that one wrote a part of it or sits where it goes.
    """
    if briefing.status != Status.APPROVED:
        raise Refused("Dit stuk wacht niet op vaststelling.")
    account = User.objects.filter(person=briefing.holder_id, is_active=True).first()
    if account is None:
        raise Refused(
            "De portefeuillehouder heeft hier geen account. Leg vast waar en wanneer het is vastgesteld."
        )
    if briefing.is_work_of(briefing.holder_id):
        raise Refused(
            f"{briefing.holder} schreef aan dit stuk mee of bood het aan, en kan het niet zelf vaststellen. "
            "Leg vast waar en wanneer het is vastgesteld."
        )
    refuse_told(briefing)
    if account.pk == by.pk:
        raise Refused("Je bent zelf de portefeuillehouder: je kunt het stuk vaststellen.")
    until = timezone.now() + TIME
    longer = briefing.shares.filter(user=account, until__gt=until).first()
    return longer or share(briefing, account, by=by, until=until, reason=BEFORE_HOLDER)
