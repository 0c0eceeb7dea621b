"""Forms of actions: giving or taking one on, changing it, and how it ends."""

from typing import Any

from django import forms

from governance.actions.models import Action
from governance.actions.people import who_can_do
from governance.bodies.models import Body
from governance.decisions.models import Decision
from partners.organisations.picking import pick_organisation
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.people.models import Person
from zorgzaam.periods import last_day_of
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

WHY = {"required": "Schrijf erbij waarom."}


class ActionForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What, who and by when. Who does not keep the agenda takes it on for themselves."""

    given = ("body", "meeting", "item", "decision", "owner")
    constraint_fields = {"action_point_of_a_decision": "point"}
    organisation = pick_organisation("Namens welke organisatie", required=False)
    due_on = day_field(
        "Wanneer is het klaar", help_text="De laatste dag. Weet je alleen de maand, kies dan een dag daarin."
    )

    class Meta:
        model = Action
        fields = ("what", "point", "owner", "organisation", "due_on", "due_precision")
        labels = {"what": "Wat moet er gebeuren", "due_precision": "Hoe precies is die dag"}
        error_messages = {
            "what": {"required": "Schrijf op wat er moet gebeuren."},
            "owner": {**NOT_IN_LIST, "required": "Kies wie het doet."},
            "point": NOT_IN_LIST,
            "due_precision": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, keeps: bool, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        if keeps and row._state.adding:
            owner: Any = self.fields["owner"]
            owner.queryset = who_can_do(row.body, reader, row.owner_id)
            owner.empty_label = "Kies een persoon"
        else:
            del self.fields["owner"]  # another owner is a step of its own, with a reason
        readable = Decision.objects.visible_to(reader).filter(pk=row.decision_id).exists()
        if row.decision is None or not readable:
            # What the points say is the decision itself; a point that was chosen before stays.
            del self.fields["point"]
        else:
            self.fields["point"] = _point_of(row, row.decision)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("due_on") and data.get("due_precision"):
            data["due_on"] = last_day_of(data["due_on"], data["due_precision"])
        return data


def _point_of(row: Action, decision: Decision) -> forms.TypedChoiceField:
    points = [(number, f"{number}. {point[:80]}") for number, point in enumerate(decision.points, start=1)]
    return forms.TypedChoiceField(
        label="Bij welk besluitpunt", choices=[("", "Bij het hele besluit"), *points], coerce=int, empty_value=None,
        required=False, initial=row.point, error_messages=NOT_IN_LIST,
    )  # fmt: skip


class DoneForm(forms.Form):
    """One button; a word about it is optional."""

    note = forms.CharField(
        label="Wat is het geworden?",
        max_length=300,
        required=False,
        help_text="Dit hoeft niet. Leden van het overleg lezen het.",
    )


class WithdrawForm(RowForm):
    reason = forms.CharField(label="Waarom is dit niet meer nodig?", max_length=300, error_messages=WHY)


class HandOverForm(RowForm):
    """Somebody else takes it on."""

    to = forms.ModelChoiceField(
        Person.objects.none(),
        label="Wie neemt het over?",
        empty_label="Kies een persoon",
        error_messages={**NOT_IN_LIST, "required": "Kies wie het overneemt."},
    )
    reason = forms.CharField(label="Waarom", max_length=300, error_messages=WHY)

    def __init__(self, *args: Any, row: Action, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["to"].queryset = who_can_do(row.body, reader).exclude(pk=row.owner_id)  # type: ignore[attr-defined]


class ActionFilter(forms.Form):
    """A GET form: narrows the list of actions."""

    wie = forms.ChoiceField(
        label="Van wie", required=False, choices=[("", "Mijn acties"), ("alle", "Alle acties die ik mag zien")],
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    orgaan = forms.ModelChoiceField(
        Body.objects.none(),
        label="Orgaan",
        required=False,
        empty_label="Alle organen",
        error_messages=NOT_IN_LIST,
    )
    stand = forms.ChoiceField(
        label="Stand", required=False, error_messages=NOT_IN_LIST,
        choices=[("", "Nog te doen"), ("laat", "Te laat"), ("dicht", "Klaar of ingetrokken")],
    )  # fmt: skip
