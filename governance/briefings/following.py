"""What a letter is about: its subject, its period, and which earlier letter it follows on: the last one on the same
subject to the same audience, or one that was chosen. From the two snapshots the letter says what changed since."""

import datetime

from django.db import models
from django.db.models import Q

from governance.briefings.content import PartQuerySet
from governance.briefings.fragments import Span
from governance.briefings.guards import guard_part
from governance.briefings.models import Briefing, Status
from governance.briefings.publication import BriefingPublication, BriefingPublicationQuerySet
from governance.council.dossiers.models import CouncilDossier
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.periods import in_order
from zorgzaam.publicity import Publicity, no_embargo
from zorgzaam.ui.dates import during
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sensible

A_DAY = datetime.timedelta(days=1)
SUBJECTS = ("dossier", "task", "theme")


class How(models.TextChoices):
    BY_SUBJECT = "vanzelf", "Op het laatste stuk over hetzelfde onderwerp"
    CHOSEN = "gekozen", "Op een stuk dat je zelf kiest"
    NOTHING = "niets", "Op geen eerder stuk"


@track()
class BriefingLine(Versioned):
    """The subject and the period of a briefing, and what it follows on. A briefing without a row follows by its kind
    alone."""

    briefing = models.OneToOneField(
        Briefing, models.PROTECT, primary_key=True, related_name="line", verbose_name="briefing"
    )
    dossier = models.ForeignKey(
        CouncilDossier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dossier"
    )
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opgave"
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thema"
    )
    how = models.CharField("waar het op volgt", max_length=8, choices=How.choices, default=How.BY_SUBJECT)
    previous = models.ForeignKey(
        Briefing, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="eerder stuk"
    )
    period_from = models.DateField(
        "periode van", null=True, blank=True, validators=[sensible],
        help_text="Fragmenten die over een periode gaan, zoals besluiten, vertellen alleen over deze dagen.",
    )  # fmt: skip
    period_until = models.DateField("periode tot en met", null=True, blank=True, validators=[sensible])
    printed = models.BooleanField(
        "zet in het stuk wat er is veranderd", default=False,
        help_text="Als laatste onderdeel, ook in de PDF. De pagina van het stuk zegt het altijd.",
    )  # fmt: skip

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = "onderwerp van een briefing"
        verbose_name_plural = "onderwerpen van briefings"
        constraints = [
            models.CheckConstraint(
                condition=Q(how=How.CHOSEN, previous__isnull=False) | ~Q(how=How.CHOSEN) & Q(previous=None),
                name="briefing_line_follows_what_was_chosen",
                violation_error_message="Kies het stuk waar dit op volgt.",
            ),
            models.CheckConstraint(
                condition=Q(previous=None) | ~Q(previous=models.F("briefing")),
                name="briefing_line_follows_another",
                violation_error_message="Een stuk volgt niet op zichzelf.",
            ),
            models.CheckConstraint(
                condition=Q(dossier=None, task=None) | Q(dossier=None, theme=None) | Q(task=None, theme=None),
                name="briefing_line_one_subject",
                violation_error_message="Kies één onderwerp: een dossier, een opgave of een thema.",
            ),
            in_order("briefing_line_period_in_order", "period_from", "period_until"),
        ]  # fmt: skip
        triggers = [version_trigger(), *guard_part("{row}.briefing_id")]

    def __str__(self) -> str:
        return str(self.subject or self.briefing_id)

    @property
    def period(self) -> str:
        """The period it is about, in words; "" where none was chosen."""
        return during(self.period_from, self.period_until)

    @property
    def subject(self) -> CouncilDossier | TransformationTask | Theme | None:
        return self.dossier or self.task or self.theme


def line_of(briefing: Briefing) -> BriefingLine:
    """Its line, or one as if nothing was said."""
    rows = BriefingLine.objects.filter(briefing=briefing).select_related(*SUBJECTS)
    return rows.first() or BriefingLine(briefing=briefing)


def read_along_with(briefing: Briefing) -> Q:
    """Publications that everybody may read who may read this briefing, from the moment they may."""
    who = Q(publicity=Publicity.PUBLIC)
    if briefing.publicity == Publicity.CLOSED:
        who |= Q(publicity=Publicity.CLOSED, briefing__addressee=briefing.addressee_id)
    if briefing.publicity == Publicity.CONFIDENTIAL:
        who |= Q(briefing=briefing.pk)
    when = no_embargo()
    if briefing.embargo_until:
        when |= Q(embargo_until__lte=briefing.embargo_until)
    return who & when


def earlier(briefing: Briefing) -> BriefingPublicationQuerySet:
    """What it can follow on, the last one first: published before it to the same audience, and read by everybody who
    may read this letter."""
    before = Q(dated_on__lt=briefing.day) | Q(
        dated_on=briefing.day, briefing__created_at__lt=briefing.created_at
    )
    rows = BriefingPublication.objects.filter(read_along_with(briefing), no_embargo(), before)
    rows = (
        rows.filter(briefing__addressee=briefing.addressee_id)
        .newest()
        .exclude(briefing=briefing)
        .exclude(briefing__status=Status.WITHDRAWN)
    )
    return rows.select_related("briefing__addressee").order_by("-dated_on", "-published_at", "-version")


def previous_of(briefing: Briefing, line: BriefingLine) -> BriefingPublication | None:
    """The publication it follows on, without its page and PDF; None where there is none, or it may not be told."""
    rows = earlier(briefing).defer("html", "plain", "pdf", "search")
    if line.how == How.NOTHING:
        return None
    if line.how == How.CHOSEN:
        return rows.filter(briefing=line.previous_id).first()
    same = _same_subject(briefing, line)
    return rows.filter(same).first() if same else None


def _same_subject(briefing: Briefing, line: BriefingLine) -> Q | None:
    """Letters on the same dossier, task or theme; those of a kind that comes back are about the same without."""
    kind = Q(briefing__kind=briefing.kind) if briefing.structure.recurring else Q()
    for name in SUBJECTS:
        if about := getattr(line, f"{name}_id"):
            return kind & Q(**{f"briefing__line__{name}": about})
    return kind & _without_subject() if kind else None


def _without_subject() -> Q:
    return Q(**{f"briefing__line__{name}__isnull": True for name in SUBJECTS})


def span_of(briefing: Briefing) -> Span:
    """The days it tells of: the period that was chosen for it, or all since the letter it follows on."""
    line = line_of(briefing)
    return span_between(line, previous_of(briefing, line))


def span_between(line: BriefingLine, previous: BriefingPublication | None) -> Span:
    """The same, where both are known."""
    first = line.period_from
    since = first - A_DAY if first else previous.dated_on if previous else None
    return Span(since, line.period_until, line.period)
