"""The words the public will read of an initiative, and what was said about exactly those words: the question to who
brings it in, and their yes or no."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.models.initiatives import Initiative
from partners.initiatives.triggers import by_somebody_or_the_guest
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.nameless import names_nobody
from zorgzaam.people.models import Person
from zorgzaam.snapshots import canonical, digest
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class BothSidesQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows of an initiative for the netwerkbureau and for who brings it in; for nobody else who reads along."""

    def visible_to(self, user: Reader) -> Self:
        if standing_of(user).is_bureau:
            return self
        return self.filter(initiative__in=Initiative.objects.own(user).values("pk"))


class PublicTextQuerySet(BothSidesQuerySet):
    def agreed(self) -> Self:
        """Of which who brings it in agreed to the words as they are now."""
        return self.filter(Exists(_about_these_words(PublicityAgreement)))

    def refused(self) -> Self:
        """Of which who brings it in said no to the words as they are now, and not yes after all."""
        refused = Exists(_about_these_words(PublicityRefusal))
        return self.filter(refused, ~Exists(_about_these_words(PublicityAgreement)))

    def asked(self) -> Self:
        """Of which the words as they are now wait for an answer of who brings it in."""
        answers = (PublicityAgreement, PublicityRefusal)
        asked = Exists(_about_these_words(PublicityQuestion))
        return self.filter(asked, *(~Exists(_about_these_words(each)) for each in answers))


def _about_these_words(model: Any) -> Any:
    return model.objects.filter(initiative=OuterRef("initiative"), words_sha256=OuterRef("words_sha256"))


@track()
class PublicText(Versioned):
    """What the public will read, written for the public. `words_sha256` names exactly these words: who agreed to other
    words did not agree to these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.OneToOneField(
        Initiative, models.PROTECT, related_name="public_text", verbose_name="initiatief"
    )
    title = models.CharField("titel", max_length=160)
    summary = models.TextField(
        "wat er gebeurt",
        max_length=4000,
        help_text="In gewone taal: wat, voor wie en waarom. Zonder namen van personen.",
    )
    contact = models.CharField(
        "vragen",
        max_length=200,
        blank=True,
        help_text="Waar iemand terechtkan met een vraag, bijvoorbeeld een pagina of een algemeen adres.",
    )
    words_sha256 = models.CharField(max_length=64, editable=False)

    objects = PublicTextQuerySet.as_manager()

    class Meta:
        verbose_name = "tekst voor de site"
        verbose_name_plural = "teksten voor de site"
        triggers = [
            version_trigger(),
            names_nobody("public_text_names_nobody", ("title", "summary"), "TRUE"),
            names_nobody("public_contact_names_nobody", ("contact",), "TRUE", addresses=False),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words_sha256 = digest(canonical([self.title, self.summary, self.contact]))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("initiative", args=[self.initiative_id])


class AboutWords(models.Model):
    """Abstract: something that was said about exactly these words. `person` is empty for who has no account and said
    it by their link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    words_sha256 = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = BothSidesQuerySet.as_manager()

    class Meta:
        abstract = True


@track()
class PublicityQuestion(AboutWords):
    """The netwerkbureau asked who brings it in whether these words may be on the site; `told` counts the mails."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="+", verbose_name="initiatief")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    told = models.PositiveIntegerField("aantal mails")

    class Meta:
        verbose_name = "vraag om akkoord"
        verbose_name_plural = "vragen om akkoord"
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "words_sha256"],
                name="publicity_question_once",
                violation_error_message="Dit is al gevraagd.",
            )
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"akkoord gevraagd: {self.initiative_id}"


@track(exclude=["said_by", "how"])
class PublicityAgreement(AboutWords):
    """Who brings it in agrees to these words on the site.

    `person` pressed the button. When that is the netwerkbureau, `said_by` and `how` say who agreed, and where that is
    to be read: somebody answered in a mail.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="+", verbose_name="initiatief")
    said_by = models.CharField("wie akkoord gaf", max_length=120, blank=True)
    how = models.CharField("hoe", max_length=200, blank=True)
    agreed_on = models.DateField("akkoord op")

    class Meta:
        verbose_name = "akkoord met publicatie"
        verbose_name_plural = "akkoorden met publicatie"
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "words_sha256"],
                name="publicity_agreement_once",
                violation_error_message="Hier is al akkoord op gegeven.",
            ),
            models.CheckConstraint(
                condition=Q(said_by="", how="") | ~Q(said_by="") & ~Q(how=""),
                name="publicity_agreement_says_how",
                violation_error_message="Schrijf op wie akkoord gaf, en hoe.",
            ),
        ]
        triggers = [*keep_as_is(), by_somebody_or_the_guest()]

    def __str__(self) -> str:
        return f"akkoord: {self.initiative_id}"


@track(exclude=["why"])
class PublicityRefusal(AboutWords):
    """Who brings it in does not want these words on the site, and why: the netwerkbureau writes others and asks again.
    An agreement to the same words after it counts."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="+", verbose_name="initiatief")
    why = models.CharField("waarom", max_length=1000)

    class Meta:
        verbose_name = "geen akkoord met publicatie"
        verbose_name_plural = "geen akkoord met publicatie"
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "words_sha256"],
                name="publicity_refusal_once",
                violation_error_message="Op deze tekst is al geantwoord.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""),
                name="publicity_refusal_says_why",
                violation_error_message="Schrijf op wat er anders moet.",
            ),
        ]
        triggers = [*keep_as_is(), by_somebody_or_the_guest()]

    def __str__(self) -> str:
        return f"geen akkoord: {self.initiative_id}"
