"""The house of one region: its names, colours and addresses. A region is data; no code or template knows
Flevoland."""

from typing import TYPE_CHECKING, Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from zorgzaam.audit.history import track
from zorgzaam.tooi import is_tooi, tooi_field
from zorgzaam.versions import Versioned, version_trigger

if TYPE_CHECKING:
    from zorgzaam.standing import Reader


HEX_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Schrijf een kleur als #rrggbb.")


class HouseQuerySet(models.QuerySet["House"]):
    def visible_to(self, user: "Reader") -> Self:
        """Everybody: it is on every page."""
        return self

    def of_region(self) -> "House":
        """The one row, or an unsaved House with neutral names while the region is not set up yet."""
        return self.first() or House()


@track()
class House(Versioned):
    """Exactly one row. Made by `manage.py setup_region` or the demo, changed in beheer."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    network_name = models.CharField("naam van het netwerk", max_length=80, default="Zorgzaam")
    region_name = models.CharField("naam van de regio", max_length=80, default="de regio")
    office_name = models.CharField("naam van het netwerkbureau", max_length=80, default="het netwerkbureau")
    tagline = models.CharField("zin op de voorpagina", max_length=200, blank=True)
    contact_email = models.EmailField("e-mailadres voor vragen", blank=True)
    publisher = models.CharField(
        "verantwoordelijke organisatie (Woo)",
        max_length=120,
        blank=True,
        help_text="Een netwerk is geen bestuursorgaan: "
        "noem de provincie of gemeente die verantwoordelijk is.",
    )
    publisher_tooi = tooi_field()
    accent = models.CharField(
        "huiskleur",
        max_length=7,
        blank=True,
        validators=[HEX_COLOUR],
        help_text="Van knoppen en links, als #rrggbb.",
    )
    warm = models.CharField(
        "warme kleur",
        max_length=7,
        blank=True,
        validators=[HEX_COLOUR],
        help_text="Van accenten, als #rrggbb.",
    )
    code = models.CharField(
        "korte code",
        max_length=20,
        default="regio",
        validators=[RegexValidator(r"^[a-z0-9-]+$", "Gebruik kleine letters, cijfers en streepjes.")],
    )

    objects = HouseQuerySet.as_manager()

    class Meta:
        verbose_name = "regio-instellingen"
        verbose_name_plural = "regio-instellingen"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="house_is_one"),
            is_tooi("publisher_tooi", "house_publisher_tooi_is_one"),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.network_name

    @property
    def name(self) -> str:
        return self.network_name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise models.ProtectedError("De regio-instellingen kun je niet verwijderen.", {self})
