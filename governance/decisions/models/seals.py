"""The seal of a settled decision: its words as one text, hashed, and chained to the one before (promise I1)."""

from django.db import models

from governance.decisions.guards import hangs_in_the_chain
from governance.decisions.models.decisions import Decision
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is

START = "0" * 64


@track(exclude=["content"])
class DecisionSeal(models.Model):
    """One link. `content` is canonical JSON (see governance.decisions.content); `sha256` its hash in hex; `chain` the
    hash of the previous chain and this one. Whoever knows the last chain knows that none before it was changed."""

    number = models.PositiveBigIntegerField("nummer in de keten", primary_key=True)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="seal", verbose_name="besluit")
    content = models.TextField("inhoud (JSON)")
    sha256 = models.CharField("hash van de inhoud", max_length=64)
    previous = models.CharField("keten tot hier", max_length=64, unique=True)
    chain = models.CharField("keten met dit besluit", max_length=64, unique=True)
    sealed_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    class Meta:
        verbose_name = "zegel van een besluit"
        verbose_name_plural = "zegels van besluiten"
        ordering = ["number"]
        triggers = [*keep_as_is(), hangs_in_the_chain()]

    def __str__(self) -> str:
        return f"{self.number}: {self.chain[:12]}"
