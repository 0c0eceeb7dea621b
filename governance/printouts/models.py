"""A paper somebody asked for as PDF: made in the background, kept for a day.

A row is what is printed, and nothing of who asked or what for: equal papers are one row, made once. So it opens nothing
by itself. Whoever may read what it was made of gets the paper made of that anew, and by that its PDF (see `pages`).
"""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from zorgzaam.claimed import Claimed, ClaimedQuerySet, State

# How long a PDF is kept after it was made, also when the job that throws it away does not run.
KEPT = datetime.timedelta(days=1)


class PrintoutQuerySet(ClaimedQuerySet["Printout"]):
    def light(self) -> Self:
        """Without what is printed and what came of it: for pages that only tell how far it is."""
        return self.defer("html", "assets", "pdf")

    def old(self) -> Self:
        """What is thrown away."""
        until = timezone.now() - KEPT
        never_made = Q(finished_at=None, asked_at__lt=until)
        return self.filter(never_made | Q(finished_at__lt=until))


class Printout(Claimed):
    """One paper. `html` and `assets` (id -> media type, and base64 or the hash of a kept file) are what is printed, and
    go when that is done; of `pages` that were laid out the last is told while it is made."""

    fingerprint = models.CharField("vingerafdruk van wat erop staat", max_length=64, primary_key=True)
    html = models.TextField("wat erop staat (HTML)", blank=True)
    assets = models.JSONField("bestanden die erbij horen", default=dict)
    pages = models.PositiveIntegerField("bladzijden opgemaakt", default=0)
    pdf = models.BinaryField("PDF", null=True)
    pdf_sha256 = models.CharField("hash van de PDF", max_length=64, blank=True)
    pdf_size = models.PositiveIntegerField("grootte van de PDF", default=0)

    objects = PrintoutQuerySet.as_manager()

    class Meta:
        verbose_name = "afdruk op verzoek"
        verbose_name_plural = "afdrukken op verzoek"
        indexes = [models.Index("state", "lease_until", name="printout_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DONE, pdf__isnull=False) | ~Q(state=State.DONE) & Q(pdf=None),
                name="printout_done_has_its_pdf",
            ),
            # What nobody may read must not outlive what it was printed for.
            models.CheckConstraint(
                condition=~Q(state__in=[State.DONE, State.FAILED]) | Q(html="", assets={}),
                name="printout_over_keeps_no_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fingerprint[:12]} ({self.get_state_display()})"

    @property
    def is_ready(self) -> bool:
        """The PDF is there, and not too old to be given."""
        return (
            self.state == State.DONE
            and self.finished_at is not None
            and self.finished_at > timezone.now() - KEPT
        )

    @property
    def ahead(self) -> int:
        """How many are made before this one."""
        mine = Q(asked_at__lt=self.asked_at) | Q(asked_at=self.asked_at, pk__lt=self.pk)
        return Printout.objects.due().filter(mine).exclude(pk=self.pk).count()
