"""Who comes to a session, and in which group."""

from django.db import models
from django.db.models import Q

from governance.council.sessions.models.sessions import CouncilSession
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person


@track(exclude=["known", "told"])
class SessionPlace(models.Model):
    """One person who comes. `group` is a letter; "" while there are no breakouts, or nobody gave a group yet."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="places", verbose_name="sessie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    group = models.CharField("groep", max_length=1, blank=True)
    signed_at = models.DateTimeField("aangemeld op", auto_now_add=True)
    # What this person knows of the session (telling.py), and how often that was told by mail.
    known = models.JSONField(default=dict, editable=False)
    told = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["group", "signed_at"]
        constraints = [
            models.UniqueConstraint(
                "session", "person", name="session_place_once",
                violation_error_message="Deze persoon is al aangemeld.",
            ),
            models.CheckConstraint(
                condition=Q(group="") | Q(group__regex=r"^[A-L]$"), name="session_place_in_a_group",
                violation_error_message="Kies een groep uit de lijst.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person}, groep {self.group}" if self.group else str(self.person)
