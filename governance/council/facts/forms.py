"""Forms of facts: a new one, another in its place, and the last day of one."""

from typing import Any

from django import forms
from django.utils import timezone

from governance.bodies.models import Body
from governance.council.facts.models import CouncilFact, FactKind
from governance.council.forms import councils_of, one_of_both
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.ui.pages import RowForm

FIELDS = ("kind", "subject", "text", "detail", "position", "dossier", "starts_on", "source", "source_note")


class FactForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A fact with its source. Another in the place of one is of the same council."""

    given = ("council",)
    constraint_fields = {"council_fact_has_a_source": "source"}
    starts_on = day_field("Vanaf welke dag geldt dit", initial=timezone.localdate)

    class Meta:
        model = CouncilFact
        fields = ("council", *FIELDS)
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "detail": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"source_note": "Waar het staat, als de bron niet in de lijst staat"}
        error_messages = {
            "text": {"required": "Schrijf het feit op."},
            "council": {"required": "Kies van welke raad dit een feit is.", **NOT_IN_LIST},
            "kind": {"required": "Kies wat voor feit dit is.", "invalid_choice": "Kies iets uit de lijst."},
            "position": {"invalid": "Schrijf een heel getal.", "required": "Schrijf een getal."},
            "dossier": NOT_IN_LIST,
            "source": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of_both(self)
        if self.instance.council_id:
            del self.fields["council"]
            return
        council: Any = self.fields["council"]
        council.queryset, council.empty_label = councils_of(reader), "Kies een raad"


def instead_of(fact: CouncilFact) -> CouncilFact:
    """A fact not written yet, in the place of this one: as it is now, from today on."""
    same = {name: getattr(fact, name) for name in FIELDS if name != "starts_on"}
    return CouncilFact(council=fact.council, starts_on=timezone.localdate(), **same)


class EndForm(RowForm):
    """Up to and including which day it holds."""

    on = day_field("Tot en met welke dag gold dit", initial=timezone.localdate)


class FactFilter(forms.Form):
    """A GET form: narrows the list."""

    raad = forms.ModelChoiceField(
        Body.objects.none(),
        label="Raad of Staten",
        required=False,
        empty_label="Alle",
        error_messages=NOT_IN_LIST,
    )
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alle"), *FactKind.choices], error_messages=NOT_IN_LIST
    )
    dag = day_field("Zoals het was op", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        council: Any = self.fields["raad"]
        council.queryset = Body.objects.filter(pk__in=CouncilFact.objects.order_by().values("council"))
