"""Who opened which paper: a fact with a short life, for the secretary's list "nog niet geopend".

Only of who sits in the body, only the first time, and gone a month after the meeting and with the person. It is
written while a file is fetched: a GET that leaves this fact and nothing else.
"""

from django.db import models

from governance.meetings.models.versions import PaperVersion
from zorgzaam.people.models import Person


class PaperOpening(models.Model):
    """Without history: what is forgotten must be gone."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="wie")
    version = models.ForeignKey(
        PaperVersion, models.CASCADE, related_name="openings", verbose_name="versie van een stuk"
    )
    first_at = models.DateTimeField("voor het eerst geopend", auto_now_add=True)

    class Meta:
        verbose_name = "geopend stuk"
        verbose_name_plural = "geopende stukken"
        constraints = [models.UniqueConstraint("person", "version", name="paper_opened_first_once")]

    def __str__(self) -> str:
        return f"{self.version_id} op {self.first_at}"
