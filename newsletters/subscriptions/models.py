"""Who gets the newsletter, what they chose, and the proof that they asked for it (domain.md E7)."""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from newsletters.subscriptions.reading import LINK, ReadingQuerySet
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, Frequency, SubscriberState
from partners.regions.models import Municipality
from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.post.bulk.suppression import digest_of
from zorgzaam.secret_links import fingerprint, secret_of
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment


class SubscriberQuerySet(ReadingQuerySet["Subscriber"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau and administrators; a reader has the link in every mail, and no account."""
        standing = standing_of(user)
        return self if standing.is_bureau or standing.is_admin else self.none()

    def kept(self) -> Self:
        """Whose address we still have."""
        return self.exclude(state=SubscriberState.GONE)

    def active(self) -> Self:
        return self.filter(state=SubscriberState.ACTIVE)

    def behind(self, secret: str) -> "Subscriber | None":
        """Whose own link holds this secret."""
        return self.filter(fingerprint=fingerprint(secret)).first()


@track(exclude=["address", "digest"])
class Subscriber(Versioned):
    """One address. Choosing no theme and no municipality is choosing all of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField("e-mailadres")
    # What the post office knows the address by; it stays when the address goes, so that consent can still be proven.
    digest = models.CharField(max_length=64, default="", editable=False, db_index=True)
    state = models.CharField(
        "stand", max_length=10, choices=SubscriberState.choices, default=SubscriberState.ASKED, editable=False
    )
    frequency = models.CharField("hoe vaak", max_length=8, choices=Frequency.choices, default=Frequency.EVERY)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True, verbose_name="thema's")
    municipalities = models.ManyToManyField(
        Municipality, related_name="+", blank=True, verbose_name="gemeenten"
    )
    # Where we have the address from, for who did not come by themselves.
    reader_list = models.ForeignKey(
        "newsletters.ReaderList", models.PROTECT, null=True, editable=False, related_name="readers",
        verbose_name="lijst",
    )  # fmt: skip
    # Raising it makes another secret: a link that lies about opens nothing any more (promise I10).
    link_number = models.PositiveSmallIntegerField(default=1, editable=False)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    # Also when only the themes or municipalities change, so that the row gets another version.
    chosen_at = models.DateTimeField("keuze van", default=timezone.now, editable=False)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = "abonnee"
        verbose_name_plural = "abonnees"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("address"), name="one_subscriber_per_address",
                violation_error_message="Dit adres staat al op de lijst.",
            ),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="subscriber_in_small_letters"),
            models.CheckConstraint(
                condition=~Q(state=SubscriberState.LISTED) | Q(reader_list__isnull=False),
                name="listed_reader_has_a_list",
            ),
            sane_moment("asked_at"),
            sane_moment("chosen_at"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "-asked_at", "id"], name="subscribers_by_state")]
        triggers = [
            version_trigger(),
            pgtrigger.Trigger(
                name="active_by_consent",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state=SubscriberState.ACTIVE.value),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM newsletters_consent
                        WHERE subscriber_id = NEW.id AND event = 'gegeven' AND at > COALESCE(
                            (SELECT max(at) FROM newsletters_consent
                              WHERE subscriber_id = NEW.id AND event = 'ingetrokken'), '-infinity')
                    ) THEN
                        RAISE EXCEPTION 'nobody gets mail without consent' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps what the database knows the own link and the address by up to date."""
        self.made()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "fingerprint", "digest"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def made(self) -> "Subscriber":
        """Work out what is made of the other fields; for who writes rows without `save`."""
        self.fingerprint = fingerprint(self.secret)
        if self.state != SubscriberState.GONE:
            self.digest = digest_of(self.address)
        return self

    @property
    def secret(self) -> str:
        """What the own link of this reader holds."""
        return secret_of(LINK, self.pk, self.link_number)

    @property
    def own_url(self) -> str:
        """The page where this reader changes and ends everything."""
        return reverse("newsletter_own", args=[self.secret])

    @property
    def question(self) -> str:
        """Which question to this reader it is, to the microsecond: what is about an earlier one does nothing."""
        return self.asked_at.astimezone(datetime.UTC).strftime("%Y%m%d%H%M%S%f")

    @property
    def is_known(self) -> bool:
        """Whether what they chose was theirs before anybody typed the address: they read once, or came by a list."""
        return self.reader_list_id is not None or self.consents.filter(event=ConsentEvent.GIVEN).exists()

    @property
    def is_active(self) -> bool:
        return self.state == SubscriberState.ACTIVE


@track()
class Consent(models.Model):
    """What somebody agreed to or ended, word for word, when and where. Without an address, so that it can stay."""

    id = models.BigAutoField(primary_key=True)
    subscriber = models.ForeignKey(
        Subscriber, models.PROTECT, related_name="consents", verbose_name="abonnee"
    )
    event = models.CharField("wat", max_length=11, choices=ConsentEvent.choices)
    source = models.CharField("waar", max_length=7, choices=ConsentSource.choices)
    version = models.PositiveSmallIntegerField("versie van de tekst")
    text = models.TextField("tekst")
    at = models.DateTimeField("wanneer", default=timezone.now)

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["at", "pk"]
        constraints = [
            sane_moment("at"),
            models.CheckConstraint(condition=~Q(text=""), name="consent_says_to_what"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.said}: {self.at:%Y-%m-%d}"

    @property
    def said(self) -> str:
        """What happened; asking is something else than being asked."""
        was_asked = self.source in (ConsentSource.LIST, ConsentSource.BUREAU)
        if self.event == ConsentEvent.ASKED and was_asked:
            return "Kreeg de vraag of de nieuwsbrief welkom is"
        return str(self.get_event_display())

    @property
    def whence(self) -> str:
        """Where it was said; "" where `said` says so already."""
        known = ((ConsentEvent.LISTED, ConsentSource.LIST), (ConsentEvent.GIVEN, ConsentSource.MAIL))
        return "" if (self.event, self.source) in known else str(self.get_source_display())

    @property
    def has_words(self) -> bool:
        """Whether its text is what was said; who ends repeats nothing."""
        return self.event != ConsentEvent.WITHDRAWN
