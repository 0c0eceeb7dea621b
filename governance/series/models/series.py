"""The rhythm a body meets in, what was decided about single dates, and which meeting was made for which date."""

import datetime
import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance.bodies.models import Body
from governance.meetings.models import MANAGERS, Meeting
from governance.meetings.models.meetings import bodies_where
from governance.series.models.guards import of_one_body
from zorgzaam.audit.history import track
from zorgzaam.periods import ENDS_BEFORE_IT_STARTS
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class Rhythm(models.TextChoices):
    MONTHLY = "maand", "Per maand, op een vaste weekdag"
    WEEKLY = "week", "Om de zoveel weken, op een vaste weekdag"


class Weekday(models.IntegerChoices):
    """As datetime.date.weekday() counts."""

    MONDAY = 0, "maandag"
    TUESDAY = 1, "dinsdag"
    WEDNESDAY = 2, "woensdag"
    THURSDAY = 3, "donderdag"
    FRIDAY = 4, "vrijdag"
    SATURDAY = 5, "zaterdag"
    SUNDAY = 6, "zondag"


class Nth(models.IntegerChoices):
    """Which of the weekdays of a month; as dateutil.rrule counts."""

    FIRST = 1, "eerste"
    SECOND = 2, "tweede"
    THIRD = 3, "derde"
    FOURTH = 4, "vierde"
    LAST = -1, "laatste"


class Avoiding(models.TextChoices):
    """What happens to a date on a public holiday or in a recess."""

    FLAG = "melden", "Alleen melden; ik beslis per datum"
    LATER = "later", "Vanzelf een week later"
    EARLIER = "eerder", "Vanzelf een week eerder"


class OfBodyQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows with a `body`, about how it works: for who sits there and for the netwerkbureau."""

    def visible_to(self, user: Reader) -> Self:
        standing = standing_of(user)
        return self if standing.is_bureau else self.filter(body_id__in=list(standing.bodies))

    def kept_by(self, user: Reader) -> Self:
        """Of bodies whose agenda this reader keeps."""
        return self.filter(body_id__in=bodies_where(standing_of(user), MANAGERS))


@track()
class MeetingSeries(Versioned):
    """Meetings of a body in a rhythm: "elke vierde donderdag van de maand"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="series", verbose_name="orgaan", editable=False
    )
    title = models.CharField(
        "titel van elke vergadering",
        max_length=160,
        help_text="De maand komt er vanzelf achter, bijvoorbeeld: januari 2027.",
    )
    rhythm = models.CharField("ritme", max_length=5, choices=Rhythm.choices, default=Rhythm.MONTHLY)
    nth = models.SmallIntegerField(
        "welke in de maand", choices=Nth.choices, default=Nth.FIRST, help_text="Telt alleen bij ‘per maand’."
    )
    weekday = models.PositiveSmallIntegerField("dag", choices=Weekday.choices, default=Weekday.THURSDAY)
    months = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="maanden", default=list, blank=True,
        help_text="Telt alleen bij ‘per maand’. Kies je geen enkele, dan is het elke maand.",
    )  # fmt: skip
    every = models.PositiveSmallIntegerField(
        "om de hoeveel weken", default=2, validators=[MinValueValidator(1), MaxValueValidator(26)],
        help_text="Telt alleen bij ‘om de zoveel weken’. 1 is elke week.",
    )  # fmt: skip
    starts_on = models.DateField("vanaf", validators=[sensible])
    ends_on = models.DateField("tot en met", null=True, blank=True, validators=[sensible])
    start_time = models.TimeField("begintijd")
    minutes = models.PositiveSmallIntegerField(
        "duur in minuten", default=120, validators=[MinValueValidator(5), MaxValueValidator(960)]
    )
    location = models.CharField("plaats", max_length=200, blank=True)
    avoiding = models.CharField(
        "op een feestdag of in een reces", max_length=6, choices=Avoiding.choices, default=Avoiding.FLAG
    )
    note = models.CharField("opmerking", max_length=300, blank=True)

    objects = OfBodyQuerySet.as_manager()

    class Meta:
        verbose_name = "reeks vergaderingen"
        verbose_name_plural = "reeksen vergaderingen"
        ordering = ["body__position", "body__name", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="series_ends_after_start",
                violation_error_message=ENDS_BEFORE_IT_STARTS,
            ),
            models.CheckConstraint(
                condition=day_within("starts_on") & day_within("ends_on"),
                name="series_days_are_sensible",
                violation_error_message=FAR_OFF,
            ),
            models.CheckConstraint(
                condition=Q(every__range=(1, 26)),
                name="series_weeks_apart",
                violation_error_message="Kies 1 tot en met 26 weken.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 960)),
                name="series_minutes_within_day",
                violation_error_message="Een vergadering duurt 5 tot en met 960 minuten.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("series", args=[self.pk])


class Fate(models.TextChoices):
    """What was decided about one date of a series."""

    KEPT = "houden", "Gaat door op deze dag"
    MOVED = "verplaatst", "Gaat naar een andere dag"
    SKIPPED = "overgeslagen", "Wordt overgeslagen"


@track()
class SeriesDate(Versioned):
    """One date of the rhythm about which somebody decided something."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(
        MeetingSeries, models.PROTECT, related_name="dates", verbose_name="reeks", editable=False
    )
    day = models.DateField("datum volgens het ritme", editable=False)
    fate = models.CharField("besluit", max_length=12, choices=Fate.choices, default=Fate.KEPT)
    moved_to = models.DateField("nieuwe dag", null=True, blank=True, validators=[sensible])
    reason = models.CharField("waarom", max_length=300, blank=True)

    class Meta:
        verbose_name = "datum van een reeks"
        verbose_name_plural = "datums van reeksen"
        ordering = ["series", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "day"],
                name="series_date_decided_once",
                violation_error_message="Over deze datum is al iets besloten. Kijk wat er nu staat.",
            ),
            models.CheckConstraint(
                condition=Q(fate=Fate.MOVED, moved_to__isnull=False)
                | (~Q(fate=Fate.MOVED) & Q(moved_to__isnull=True)),
                name="series_date_moves_somewhere",
                violation_error_message="Kies de nieuwe dag.",
            ),
            models.CheckConstraint(
                condition=~Q(fate=Fate.SKIPPED) | ~Q(reason=""),
                name="series_date_skipped_with_reason",
                violation_error_message="Schrijf erbij waarom.",
            ),
            models.CheckConstraint(
                condition=day_within("day") & day_within("moved_to"),
                name="series_date_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.series}, {self.day}"

    @property
    def held_on(self) -> datetime.date | None:
        """The day it is held after all; None when it is skipped."""
        return {Fate.KEPT: self.day, Fate.MOVED: self.moved_to}.get(Fate(self.fate))


@track()
class SeriesMeeting(models.Model):
    """A meeting of a series. `day` is the date of the rhythm it stands for: one meeting per date, whoever presses
    the button how often. A meeting outside the rhythm has none."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="in_series", verbose_name="vergadering"
    )
    series = models.ForeignKey(MeetingSeries, models.PROTECT, related_name="meetings", verbose_name="reeks")
    day = models.DateField("datum volgens het ritme", null=True, blank=True)

    class Meta:
        verbose_name = "vergadering van een reeks"
        verbose_name_plural = "vergaderingen van reeksen"
        constraints = [
            models.UniqueConstraint(
                fields=["series", "day"],
                name="series_meeting_once_per_date",
                violation_error_message="Voor deze datum is er al een vergadering.",
            ),
        ]
        triggers = [of_one_body("governance_meetingseries", "series_id")]

    def __str__(self) -> str:
        return f"{self.meeting_id} in {self.series_id}"


@track()
class FollowingMeeting(models.Model):
    """The meeting that was made after another one, just like it: asked twice, it is the same meeting."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="followed_by", verbose_name="na"
    )
    following = models.OneToOneField(
        Meeting, models.CASCADE, related_name="follows", verbose_name="volgende vergadering"
    )
    at = models.DateTimeField("gemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "volgende vergadering"
        verbose_name_plural = "volgende vergaderingen"
        constraints = [
            models.CheckConstraint(condition=~Q(meeting=F("following")), name="following_is_another_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.following_id} na {self.meeting_id}"
