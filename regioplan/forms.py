"""What forms of facts share: Dutch errors, choices of what exists now, empty choices in words."""

from typing import Any, ClassVar

from django import forms

from partners.organisations.models import Organisation
from partners.organisations.picking import HELP, ever, pick_organisation
from partners.regions.models import Region
from themes.picking import group_tasks, group_themes
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.ui.numbers import number_field
from zorgzaam.ui.picker import PickField
from zorgzaam.versions import VersionedFormMixin

NO_NUMBER = {
    "invalid": "Schrijf een getal, bijvoorbeeld 1.250,50.",
    "required": "Schrijf het getal.",
    "max_digits": "Dit getal is te groot.",
    "max_whole_digits": "Dit getal is te groot.",
    "max_decimal_places": "Schrijf hooguit twee cijfers achter de komma.",
}


class FactForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A form of a row that comes from a document. `empty` says what an empty choice means, per field."""

    empty: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._type_organisations()
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = self.empty.get(name, "Kies uit de lijst")
                _tell_regions_apart(field)
                field.error_messages.update(NOT_IN_LIST)
            elif isinstance(field, forms.ChoiceField) and name in self.empty:
                _say_what_empty_is(field, self.empty[name])
            if isinstance(field, forms.DecimalField):
                number_field(field, NO_NUMBER)
        if "theme" in self.fields:
            group_themes(self.fields["theme"])
        if "task" in self.fields:
            _leading_tasks(self.fields["task"], self.instance.task_id)

    def _type_organisations(self) -> None:
        """Organisations are typed and not scrolled for; a fact may be about one that is no more."""
        for name, field in list(self.fields.items()):
            rows = getattr(field, "queryset", None)
            if rows is None or rows.model is not Organisation or isinstance(field, PickField):
                continue
            words = f"{field.help_text} {HELP}".strip()
            picked = pick_organisation(str(field.label), required=field.required, help_text=words)
            picked.queryset = ever()
            picked.widget.attrs["placeholder"] = self.empty.get(name, "")
            self.fields[name] = picked


def _say_what_empty_is(field: Any, words: str) -> None:
    """Of a choice that may stay empty: "Nog niet bekend" instead of a dash."""
    field.choices = [("", words), *(choice for choice in field.choices if choice[0] != "")]


def _tell_regions_apart(field: Any) -> None:
    """One name can be a province, a region of the insurers and one of the GGD: say which."""
    if field.queryset is not None and field.queryset.model is Region:
        field.queryset = field.queryset.select_related("scheme")
        field.label_from_instance = lambda region: f"{region.name} ({region.scheme.name})"


def _leading_tasks(field: Any, own_id: Any) -> None:
    """The tasks of the list that leads now, and the one the row is about already."""
    leading = TransformationTask.objects.filter(task_list=TaskList.objects.leading())
    own = TransformationTask.objects.filter(pk=own_id)
    field.queryset = leading | own
    group_tasks(field)
