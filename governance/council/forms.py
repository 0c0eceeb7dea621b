"""What the forms of all registers share: the council, the dossier, the number, the term, and who may read it."""

from typing import Any

from django import forms
from django.utils.html import format_html

from governance.bodies.models import Body
from governance.council.keeping import clerked_by
from governance.council.slips import THERE, of_days, same_as
from governance.council.terms import day_that_counts
from governance.meetings.forms import PublicityFields
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.forms import NOT_IN_LIST, RowChoice, day_field
from zorgzaam.versions import VersionedFormMixin

# Fields every record has, as its form shows them; `offer_record` looks after them.
WHERE = ("council", "number", "dossier")
READ_BY = ("publicity", "publicity_ground", "publicity_until", "embargo_until")
FROM = ("source", "source_note")
TERM = ("term_text", "due_on", "due_precision", "due_inclusive")


def councils_of(reader: Reader) -> Any:
    """The councils and committees whose registers this reader keeps."""
    standing = standing_of(reader)
    councils = Body.objects.councils().select_related("part_of")
    if standing.is_bureau:
        return councils
    clerked = clerked_by(standing)
    return councils.filter(pk__in=clerked) | councils.filter(part_of__in=clerked)


class RecordForm(ConstraintFormMixin, VersionedFormMixin, PublicityFields):
    """Base of the form of one record. The council is chosen once: another council has another register."""

    given = ("council",)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self._offer_councils(reader)
        else:
            del self.fields["council"]
        self.offer_publicity(office=False)
        self.fields["embargo_until"].help_text = "Tot dat moment leest alleen wie dit register bijhoudt het."

    def _offer_councils(self, reader: Reader) -> None:
        field: Any = self.fields["council"]
        field.queryset, field.empty_label = councils_of(reader), "Kies een raad"
        field.error_messages["invalid_choice"] = NOT_IN_LIST["invalid_choice"]
        if field.queryset.count() == 1:
            field.initial = field.queryset.get()

    def _levels(self, office: bool) -> list[tuple[str]]:
        return [
            ("Openbaar: iedereen leest dit, ook zonder account.",),
            ("Besloten: alleen de leden van deze raad, de griffie en het netwerkbureau lezen dit.",),
        ]

    def clean(self) -> dict[str, Any]:
        """The day of a term is the one that counts: the last of the month that was said, or its first after "voor"."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("due_on") and data.get("due_precision"):
            data["due_on"] = day_that_counts(data["due_on"], data["due_precision"], data["due_inclusive"])
        return data

    def _post_clean(self) -> None:
        """After the row got what was typed: what cannot be, and what is there already."""
        super()._post_clean()
        row = self.instance
        for name, why in of_days(row).items():
            if (
                name in self.fields
                and name not in self.errors
                and {name, row.essence[1]} & {*self.changed_data}
            ):
                self.add_error(name, why)
        if row._state.adding and row.council_id and not self.errors and (there := same_as(row)):
            address = there.get_absolute_url()
            self.add_error(None, format_html('{} <a href="{}">Bekijk wat er staat</a>.', THERE, address))


def one_of_both(form: forms.BaseForm) -> None:
    """Of the source and the words about it one is needed; neither field says that it can be left empty."""
    for name in FROM:
        form.fields[name].optional = "een van de twee is nodig"  # type: ignore[attr-defined]


def term_field() -> forms.DateField:
    return day_field(
        "Vóór of op welke dag", required=False,
        help_text="Is er geen dag genoemd, laat dit dan leeg. In het register staat dan dat er nog geen dag is.",
    )  # fmt: skip


class RegisterFilter(forms.Form):
    """A GET form: narrows a register. `rows` are those the reader may see; `stands` the choices of `stand`."""

    raad = RowChoice(
        Body.objects.none(),
        label="Raad of Staten",
        required=False,
        empty_label="Alle",
        error_messages=NOT_IN_LIST,
    )
    stand = forms.ChoiceField(label="Stand", required=False, error_messages=NOT_IN_LIST)
    zoek = forms.CharField(label="Zoek", required=False, max_length=100)

    def __init__(self, *args: Any, rows: Any, stands: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        council: Any = self.fields["raad"]
        council.queryset = Body.objects.filter(pk__in=rows.order_by().values("council_id"))
        stand: Any = self.fields["stand"]
        stand.choices = stands
