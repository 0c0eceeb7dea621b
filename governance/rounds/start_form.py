"""The form every letter begins with: to whom, which kind, about what and over which days.

To all councils at once is a round, and to one body a briefing.
"""

from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from governance.bodies.models import Body
from governance.briefings.following import BriefingLine
from governance.briefings.following_form import period_in_order
from governance.briefings.forms import wrong_addressee
from governance.briefings.kinds import ADDRESSED, STRUCTURES
from governance.briefings.models import Briefing
from governance.rounds.making import of_the_region
from governance.rounds.models import KINDS, BriefingRound
from zorgzaam.ui.forms import NOT_IN_LIST, day_field

ALL = "alle-raden"
ALL_KINDS = " of een ".join(str(kind.label).lower() for kind in KINDS)


class AudienceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body, or the councils of the region (`ALL`)."""

    def clean(self, value: Any) -> Any:
        return ALL if value == ALL and self.of_region else super().clean(value)

    def offer(self, bodies: list[Body], of_region: list[Body]) -> None:
        """These bodies under the name of their kind, in that order, and all of `of_region` at once above them."""
        self.of_region = of_region
        together = [(ALL, f"Alle gemeenteraden van de regio ({len(of_region)})")]
        self.choices = [
            ("", "Kies aan wie"),
            *([("In één keer", together)] if of_region else []),
            *(
                (kind, [(str(body.pk), body.name) for body in rows])
                for kind, rows in groupby(bodies, key=lambda body: body.get_kind_display())
            ),
        ]


class StartForm(forms.ModelForm):  # type: ignore[type-arg]
    """The rest follows in the composer."""

    addressee = AudienceField(
        Body.objects.filter(kind__in=ADDRESSED), label="Aan wie", error_messages=NOT_IN_LIST,
        help_text="Alle raden tegelijk: één tekst, en per raad een eigen brief.",
    )  # fmt: skip
    period_from = day_field(
        "Periode van", required=False,
        help_text="Waar gaat het over? Besluiten en wat er veranderde komen uit deze dagen. Dit kan later ook.",
    )  # fmt: skip
    period_until = day_field("Periode tot en met", required=False)

    class Meta:
        model = Briefing
        fields: ClassVar = ["kind", "subject"]

    field_order = ("addressee", "kind", "subject", "period_from", "period_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["addressee"]
        bodies = sorted(to.queryset, key=lambda body: (ADDRESSED.index(body.kind), body.name))
        to.offer(bodies, of_the_region())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        period_in_order(self, cleaned)
        kind, to = cleaned.get("kind"), cleaned.get("addressee")
        if kind and to == ALL and kind not in KINDS:
            self.add_error("kind", f"Aan alle raden tegelijk gaat een {ALL_KINDS}. Kies een van die twee.")
        elif kind and to and to != ALL:
            label = str(dict(self.fields["kind"].choices)[kind])  # type: ignore[attr-defined]
            if why := wrong_addressee(STRUCTURES[kind], label, to):
                self.add_error("addressee", ValidationError(why))
        return cleaned

    @property
    def to_all(self) -> bool:
        """Whether a valid form asks for a letter to every council."""
        return bool(self.cleaned_data["addressee"] == ALL)

    def as_round(self) -> BriefingRound:
        """What a valid form asks for, as a round that is not kept yet."""
        names = ("kind", "subject", "period_from", "period_until")
        return BriefingRound(**{name: self.cleaned_data[name] for name in names})

    def as_briefing(self) -> tuple[Briefing, BriefingLine]:
        """What a valid form asks for, as a draft that is not kept yet."""
        briefing: Briefing = self.save(commit=False)
        briefing.addressee = self.cleaned_data["addressee"]
        days = {name: self.cleaned_data[name] for name in ("period_from", "period_until")}
        return briefing, BriefingLine(briefing=briefing, **days)
