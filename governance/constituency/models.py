"""What representatives note for those they speak for, and which closed decisions they may pass on."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from governance.bodies.models import Mandate, Seat
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity, no_embargo
from zorgzaam.standing import Reader, Standing, standing_of
from zorgzaam.versions import Versioned, version_trigger


class Moment(models.TextChoices):
    BEFORE = "vooraf", "Standpunt vooraf"
    AFTER = "achteraf", "Terugkoppeling"


def seats_of(standing: Standing) -> "models.QuerySet[Mandate]":
    """The mandates of now by which somebody sits for an organisation."""
    return Mandate.objects.current().filter(
        person_id=standing.person_id, seat__organisation__isnull=False, body_id__in=list(standing.bodies)
    )


def spoken_for(user: Reader) -> "models.QuerySet[Organisation]":
    """The organisations this reader represents: by a seat, or because they may speak for them."""
    standing = standing_of(user)
    by_seat = seats_of(standing).values("seat__organisation")
    seated = Organisation.objects.one_with(by_seat).values("pk")
    return Organisation.objects.filter(Q(pk__in=standing.organisations) | Q(pk__in=seated))


def spoken_for_in(user: Reader, body_id: uuid.UUID) -> "models.QuerySet[Organisation]":
    """The organisations this reader represents in one body: those with a seat there for which they sit in it or may
    speak."""
    standing = standing_of(user)
    by_seat = seats_of(standing).filter(body_id=body_id).values("seat__organisation")
    seated = Seat.objects.current().filter(body_id=body_id, organisation__isnull=False).values("organisation")
    ours = Q(pk__in=standing.organisations) | Q(pk__in=by_seat)
    return Organisation.objects.filter(ours, pk__in=seated).order_by("name")


class ItemNoteQuerySet(models.QuerySet["ItemNote"]):
    def visible_to(self, user: Reader) -> Self:
        """Who represents the organisation, and for what is shared who sits in the body; each only on an item they may
        read themselves."""
        standing = standing_of(user)
        ours = Q(organisation__in=spoken_for(user).values("pk"))
        shared = Q(shared=True, item__body_id__in=list(standing.bodies))
        return self.filter(ours | shared, item__in=AgendaItem.objects.visible_to(user).values("pk"))

    def shown(self) -> Self:
        """With what a note shows, in order of organisation."""
        return self.select_related("organisation", "person").order_by("organisation__name", "pk")


@track(exclude=["text"])
class ItemNote(Versioned):
    """A position beforehand, or feedback afterwards, of one representative on one item, for one organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="notes", verbose_name="agendapunt")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="namens")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="van", editable=False)
    moment = models.CharField("wanneer", max_length=8, choices=Moment.choices, editable=False)
    text = models.TextField("tekst", max_length=4000)
    shared = models.BooleanField(
        "het overleg mag dit lezen",
        default=False,
        help_text="Zonder vinkje lezen alleen de vertegenwoordigers van je eigen organisatie dit.",
    )
    written_at = models.DateTimeField("geschreven op", auto_now=True)

    objects = ItemNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "notitie bij een agendapunt"
        verbose_name_plural = "notities bij agendapunten"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "organisation", "person", "moment"],
                name="item_note_once",
                violation_error_message="Je hebt hier al een notitie over. Wijzig die.",
            ),
        ]
        triggers = [version_trigger(ignoring=("written_at",))]

    def __str__(self) -> str:
        return f"{self.get_moment_display()} van {self.organisation}"


class PassOnQuerySet(models.QuerySet["PassOn"]):
    def in_force(self) -> Self:
        return self.filter(ended_at__isnull=True)


@track()
class PassOn(models.Model):
    """Chair or secretary let representatives tell a closed decision to those they speak for, until taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="passed_on", verbose_name="besluit")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    reason = models.CharField("waarom", max_length=300)
    at = models.DateTimeField("sinds", default=timezone.now, editable=False)
    ended_at = models.DateTimeField("tot", null=True, editable=False)

    objects = PassOnQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit dat doorverteld mag worden"
        verbose_name_plural = "besluiten die doorverteld mogen worden"
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(ended_at__isnull=True),
                name="passed_on_once",
                violation_error_message="Dit besluit mag al doorverteld worden.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("at")), name="passed_on_until_later"
            ),
        ]

    def __str__(self) -> str:
        return str(self.decision)


def may_be_passed_on() -> Q:
    """Settled decisions everybody may read, and closed ones that chair or secretary released. Confidential ones and
    those under embargo never: releasing does not outlive a stricter choice."""
    released = PassOn.objects.in_force().values("decision")
    return no_embargo() & (Q(publicity=Publicity.PUBLIC) | Q(publicity=Publicity.CLOSED, pk__in=released))
