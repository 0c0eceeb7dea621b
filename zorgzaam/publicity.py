"""Publicity: openbaar, besloten (the body), vertrouwelijk (named people), plus embargo until a moment.

Per document and not per meeting (domain.md O48), with ground and end condition. Gemeentewet 87-89 and its
provincial counterpart make a ground obligatory for secrecy; Woo categories follow article 3.3.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from zorgzaam.years import sane_moment, sensible


class Publicity(models.TextChoices):
    PUBLIC = "openbaar", "Openbaar"
    CLOSED = "besloten", "Besloten"
    CONFIDENTIAL = "vertrouwelijk", "Vertrouwelijk"


class WooCategory(models.TextChoices):
    """Information categories of article 3.3 Woo, in its order, and article 3.1; the value is the TOOI code
    (domain.md E6)."""

    LAWS = "c_139c6280", "Wetten en algemeen verbindende voorschriften"
    GENERAL_DECISIONS = "c_aab6bfc7", "Overige besluiten van algemene strekking"
    DRAFT_RULES = "c_759721e2", "Ontwerpen van regelgeving met adviesaanvraag"
    HOW_IT_WORKS = "c_40a05794", "Organisatie en werkwijze"
    HOW_TO_REACH = "c_89ee6784", "Bereikbaarheidsgegevens"
    RECEIVED_BY_COUNCIL = "c_8c840238", "Bij vertegenwoordigende organen ingekomen stukken"
    PARLIAMENT_PAPERS = "c_c76862ab", "Vergaderstukken Staten-Generaal"
    COUNCIL_PAPERS = "c_db4862c3", "Vergaderstukken decentrale overheden"
    EXECUTIVE_AGENDAS = "c_3a248e3a", "Agenda's en besluitenlijsten bestuurscolleges"
    ADVICE = "c_99a836c7", "Adviezen"
    COVENANTS = "c_8fc2335c", "Convenanten"
    ANNUAL_PLANS = "c_c6cd1213", "Jaarplannen en jaarverslagen"
    SUBSIDIES = "c_cf268088", "Subsidieverplichtingen anders dan met beschikking"
    WOO_REQUESTS = "c_3baef532", "Woo-verzoeken en -besluiten"
    RESEARCH = "c_fdaee95e", "Onderzoeksrapporten"
    ORDERS = "c_46a81018", "Beschikkingen"
    COMPLAINTS = "c_a870c43d", "Klachtoordelen"
    BEST_EFFORTS = "c_816e508d", "Inspanningsverplichting (artikel 3.1 Woo)"


class WithPublicity(models.Model):
    """Abstract: the publicity of one thing. The database asks a ground for whatever is not public."""

    publicity = models.CharField(
        "openbaarheid", max_length=14, choices=Publicity.choices, default=Publicity.PUBLIC
    )
    publicity_ground = models.CharField(
        "reden om niet openbaar te zijn",
        max_length=300,
        blank=True,
        help_text="Nodig bij besloten en vertrouwelijk.",
    )
    publicity_until = models.CharField(
        "besloten tot",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: tot en met het besluit van het college.",
    )
    embargo_until = models.DateTimeField(
        "embargo tot", null=True, blank=True, validators=[sensible],
        help_text="Tot dat moment ziet alleen wie eraan werkt dit.",
    )  # fmt: skip
    woo_category = models.CharField(
        "informatiecategorie (Woo)", max_length=12, choices=WooCategory.choices, blank=True
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(publicity=Publicity.PUBLIC) | ~Q(publicity_ground=""),
                name="%(app_label)s_%(class)s_closed_has_ground",
                violation_error_message="Noem de reden waarom dit niet openbaar is.",
            ),
            sane_moment("embargo_until"),
        ]

    @property
    def under_embargo(self) -> bool:
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def open_now(self) -> bool:
        """Everybody may read this at this moment."""
        return self.publicity == Publicity.PUBLIC and not self.under_embargo


def no_embargo(prefix: str = "") -> Q:
    """Rows whose embargo is over or that never had one; `prefix` is a lookup path such as "item__"."""
    field = f"{prefix}embargo_until"
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": timezone.now()})


def open_now(prefix: str = "") -> Q:
    """Rows everybody may read now."""
    return Q(**{f"{prefix}publicity": Publicity.PUBLIC}) & no_embargo(prefix)


def closed_for(bodies: Any, body_path: str, prefix: str = "") -> Q:
    """Rows that are besloten and whose body is among `bodies` (ids), embargo over."""
    return Q(**{f"{prefix}publicity": Publicity.CLOSED, f"{body_path}__in": list(bodies)}) & no_embargo(
        prefix
    )


def narrowest(field: str, one: Any, other: Any) -> Any:
    """Of two values of a field that says who may read something, the one that lets in fewest; for any other field
    `one`."""
    if field == "publicity":
        return max(one, other, key=Publicity.values.index)
    if field == "embargo_until":
        return max((value for value in (one, other) if value is not None), default=None)
    return one
