"""Forms of bottlenecks: raising one, letting it climb, writing down what was decided, and answering."""

from typing import Any

from django import forms
from django.db.models import Q

from governance.bodies.models import Body
from governance.bottlenecks.models import LADDER, Bottleneck, Kind, Level
from governance.bottlenecks.models.bottlenecks import AT_A_BODY
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem
from partners.organisations.models import Organisation
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

WHY = {"required": "Schrijf erbij waarom."}


class RaiseForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A bottleneck or a success. Who speaks for one organisation does not choose it."""

    given = ("raised_by",)

    class Meta:
        model = Bottleneck
        fields = ("kind", "title", "text", "organisation", "unnamed")
        widgets = {"kind": ChoiceCards, "text": forms.Textarea(attrs={"rows": 8})}
        error_messages = {
            "kind": ONE_OF,
            "title": {"required": "Vat het samen in één zin."},
            "text": {"required": "Schrijf op wat er aan de hand is."},
            "organisation": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = Organisation.objects.remaining().filter(pk__in=standing_of(reader).organisations)
        organisation: Any = self.fields["organisation"]
        organisation.queryset, organisation.empty_label = ours, "Namens mijzelf"
        if not ours:
            del self.fields["organisation"]
        elif self.instance._state.adding and len(ours) == 1:
            organisation.initial = ours[0].pk


class ClimbForm(RowForm):
    """A level higher, with the body that deals with it there."""

    level = forms.ChoiceField(label="Naar welk niveau?", widget=forms.RadioSelect, error_messages=ONE_OF)
    body = forms.ModelChoiceField(
        Body.objects.none(), label="Bij welk overleg?", required=False, empty_label="Kies een overleg",
        help_text="Alleen bij regiegroep en bestuurlijk. De leden van dat overleg lezen het dan.",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    why = forms.CharField(
        label="Waarom lukt het hier niet?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=WHY,
    )

    def __init__(self, *args: Any, row: Bottleneck, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["level"].choices = [(level.value, level.label) for level in row.next_levels]  # type: ignore[attr-defined]
        self.fields["body"].queryset = Body.objects.current()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("level") in AT_A_BODY and not data.get("body") and "body" not in self.errors:
            self.add_error("body", "Kies bij welk overleg dit komt te liggen.")
        if data.get("level") == Level.NATIONAL:
            data["body"] = None
        return data


class DecideForm(RowForm):
    """What was decided about it, or that it is put on an agenda."""

    text = forms.CharField(
        label="Wat is besloten of afgesproken?", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Bijvoorbeeld: op de agenda gezet.", error_messages={"required": "Schrijf op wat is besloten."},
    )  # fmt: skip
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label="Op welk agendapunt staat het?", required=False, empty_label="Geen agendapunt",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label="Bij welk besluit hoort het?", required=False, empty_label="Geen besluit",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip

    def __init__(self, *args: Any, row: Bottleneck, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        at = Q(body=row.body_id) if row.body_id else Q(body_id__in=list(standing_of(reader).bodies))
        items = AgendaItem.objects.visible_to(reader).filter(at).order_by("-created_at")
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        self.fields["decision"].queryset = Decision.objects.visible_to(reader).settled().filter(at)  # type: ignore[attr-defined]


class AnswerForm(RowForm):
    """What who raised it hears."""

    text = forms.CharField(
        label="Jullie antwoord", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Wie het meldde krijgt er een mail over en leest dit op de pagina.",
        error_messages={"required": "Schrijf een antwoord."},
    )  # fmt: skip
    close = forms.BooleanField(label="Hiermee is het afgerond", required=False)


class BoardFilter(forms.Form):
    """A GET form: narrows the board."""

    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Knelpunten en successen"), *Kind.choices],
        error_messages=NOT_IN_LIST,
    )
    niveau = forms.ChoiceField(
        label="Niveau", required=False, error_messages=NOT_IN_LIST,
        choices=[("", "Alle niveaus"), *((level.value, level.label) for level in LADDER)],
    )  # fmt: skip
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "Open"), ("dicht", "Afgerond"), ("alles", "Alles")],
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
