"""How forms look: Django's field groups in our templates, and date widgets a browser has a picker for."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting

from zorgzaam.years import sensible

NO_DATE = {"invalid": "Dit is geen datum. Schrijf hem zo: 27-11-2024.", "required": "Kies een datum."}
NOT_IN_LIST = {"invalid_choice": "Kies iets uit de lijst.", "required": "Kies iets uit de lijst."}
# Of radio buttons, where no list is to be seen.
ONE_OF = {
    "invalid_choice": "Kies een van de mogelijkheden.",
    "required": "Kies een van de mogelijkheden.",
}
NOT_ON_ONE_LINE = "Hier past één regel. Haal de regeleinden en andere vreemde tekens weg."
_NO_LETTER = re.compile(r"[\x01-\x1f\x7f-\x9f\u2028\u2029]")
FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]


def on_one_line(fields: Mapping[str, forms.Field]) -> None:
    """What is asked in a box of one line has no line ends and no characters one cannot see: a browser types none, and
    in the subject of a mail or in a file they do harm."""
    for field in fields.values():
        if isinstance(field, forms.CharField) and type(field.widget) is forms.TextInput:
            field.validators.append(_one_line)


def _one_line(value: str) -> None:
    if _NO_LETTER.search(value):
        raise ValidationError(NOT_ON_ONE_LINE, code="one_line")


class Renderer(TemplatesSetting):
    """`settings.FORM_RENDERER`: `{{ form }}` and `{{ field.as_field_group }}` give our own markup."""

    form_template_name = "ui/form_fields.html"
    field_template_name = "ui/field.html"


class DateInput(forms.DateInput):
    """A date with the browser's own picker; takes and gives `2024-11-27`."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day with the browser's own picker; takes and gives `15:30`."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """A local date and time with the browser's own picker; takes and gives `2024-11-27T15:30`."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ChoiceCards(forms.RadioSelect):
    """A few choices side by side as cards; works as radio buttons do."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "zz-choices--cards", **(attrs or {})}, choices)


class _UnderHeadings(ModelChoiceIterator):  # type: ignore[type-arg]
    """The choices of a field in groups, in the order of its queryset."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for heading, rows in groupby(self.queryset, key=self.field.heading_of):  # type: ignore[attr-defined]
            yield (heading, [self.choice(row) for row in rows])


def under_headings(field: Any, rows: Any, heading_of: Callable[[Any], str]) -> None:
    """Let a choice of rows stand under headings; `rows` come in order of heading."""
    field.heading_of = heading_of
    field.iterator = _UnderHeadings
    field.queryset = rows


class RowChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A row of a list. What is no id at all, from an old or a cut link, is told in the same words as a wrong one."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as refused:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from refused


def day_field(label: str, **extra: Any) -> forms.DateField:
    """A day within the years a network can be about, typed or picked; its errors are in Dutch."""
    return forms.DateField(
        label=label,
        widget=DateInput,
        input_formats=FORMATS,
        error_messages=NO_DATE,
        validators=[sensible],
        **extra,
    )


def within_bounds(field: Any, **kwargs: Any) -> Any:
    """`formfield_callback` of a ModelForm: a number is refused by the bounds of its model, which the browser knows too.
    Of itself Django says of a positive number that nought is enough."""
    bounds = {MinValueValidator: "min_value", MaxValueValidator: "max_value"}
    for validator in field._validators:
        if name := bounds.get(type(validator)):
            kwargs[name] = validator.limit_value
    return field.formfield(**kwargs)
