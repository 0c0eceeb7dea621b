"""Choosing from many: type a part of the name and take one of the suggestions.

A text box with a `<datalist>`, so that the browser itself searches and nothing needs script. What was typed is looked
up when the form is sent: the whole name, a part only one has, or an id (from a link). A row with `other_names` (what it
is also called, an abbreviation, what it was called before) is found by those too, and each is a suggestion that says
whose it is. Where many may be chosen they are tick boxes, with text boxes below for more; script turns each name that
is taken there into a tick box at once.
"""

import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

# How many names an error offers.
OFFERED = 5
NOBODY = "“%(typed)s” vinden we niet. Typ een deel van de naam en kies uit de lijst."
SEVERAL = "“%(typed)s” kan meer dan één zijn: %(names)s. Typ de hele naam."


@dataclass(frozen=True)
class Offer:
    """One suggestion: `row` under its own name, or under `other`, another name it has."""

    row: Any
    other: str = ""

    def __str__(self) -> str:
        return f"{self.other} ({self.row})" if self.other else str(self.row)


class Names:
    """The rows of a queryset by id and by every name; asked of the database once, when first needed.

    `other_names` of the rows must cost no query of its own: fetch what it needs with the queryset.
    """

    def __init__(self, rows: "QuerySet[Any]") -> None:
        self._rows = rows
        self._found: list[Any] | None = None

    def __iter__(self) -> Any:
        if self._found is None:
            self._found = list(self._rows.all())
        return iter(self._found)

    @property
    def offers(self) -> list[Offer]:
        """Every suggestion: each row, and behind it its other names."""
        return [Offer(row, other) for row in self for other in ("", *getattr(row, "other_names", ()))]

    def by_id(self, key: Any) -> Any:
        """The row with this id; None for anything else."""
        wanted = key if isinstance(key, uuid.UUID) else _as_id(str(key))
        return next((row for row in self if row.pk == wanted), None) if wanted else None

    def find(self, typed: str) -> Any:
        """The one row that was meant; ValidationError (Dutch) for none, or for more than one."""
        if row := self.by_id(typed):
            return row
        meant = self._meant(_plain(typed))
        if len(meant) == 1:
            return next(iter(meant.values())).row
        names = ", ".join(_told(offer) for offer in list(meant.values())[:OFFERED])
        code = SEVERAL if meant else NOBODY
        raise ValidationError(code, code="invalid_choice", params={"typed": typed.strip(), "names": names})

    def _meant(self, words: str) -> dict[Any, Offer]:
        """By id, each with the name it was found by: who is called just this; else also called this; else in part."""
        offers = [(offer, _plain(offer.other or str(offer.row))) for offer in self.offers]
        own = [offer for offer, name in offers if name == words and not offer.other]
        other = [offer for offer, name in offers if offer.other and words in (name, _plain(str(offer)))]
        part = [offer for offer, name in offers if words in name]
        found: dict[Any, Offer] = {}
        for offer in own or other or part:
            found.setdefault(offer.row.pk, offer)
        return found


def _plain(text: str) -> str:
    """Without capitals, accents and dots: "V.W.S." is "vws", "coördinatie" is "coordinatie"."""
    letters = unicodedata.normalize("NFKD", text.replace(".", "")).casefold()
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def _told(offer: Offer) -> str:
    return f"{offer.row} (ook: {offer.other})" if offer.other else str(offer.row)


def _as_id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


class PickOne(forms.TextInput):
    """A text box with suggestions: those of the `names` its field gives it."""

    template_name = "ui/pick_one.html"
    names: Any = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        box = context["widget"]["attrs"]
        box |= {"list": f"{box.get('id') or name}_lijst", "autocomplete": "off"}
        return {**context, "names": getattr(self.names, "offers", self.names)}


class PickMany(forms.TextInput):
    """What is chosen as tick boxes, and text boxes for more. `names` come from its field."""

    template_name = "ui/pick_many.html"
    use_fieldset = True
    names: Any = ()
    # Without script this many are added at a time.
    boxes = 4

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        found = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [each for each in ([found] if isinstance(found, str) else found) if str(each).strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        # As with tick boxes: nothing chosen sends nothing.
        return False

    def format_value(self, value: Any) -> Any:
        return value

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        values = list(value or [])
        rows = [(each, self.names.by_id(each)) for each in values]
        typed = [str(each) for each, row in rows if row is None]
        boxes = [*typed, *[""] * max(1, self.boxes - len(typed))]
        chosen = [row for _, row in rows if row is not None]
        key = context["widget"]["attrs"].get("id") or name
        return {
            **context,
            "names": getattr(self.names, "offers", ()),
            "chosen": chosen,
            "boxes": boxes,
            "key": key,
        }


class _Picks:
    """What both fields do: keep the rows of the queryset by name, for the widget and for what was typed."""

    widget: Any
    _queryset: Any

    def _set_queryset(self, queryset: Any) -> None:
        self._queryset = None if queryset is None else queryset.all()
        self.names = Names(self._queryset if queryset is not None else ())  # type: ignore[arg-type]
        self.widget.names = self.names

    def _get_queryset(self) -> Any:
        return self._queryset


class PickField(_Picks, forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of a queryset, by name or id."""

    widget = PickOne
    queryset: Any = property(_Picks._get_queryset, _Picks._set_queryset)

    def prepare_value(self, value: Any) -> Any:
        """The name of what is chosen; what was typed and is nobody's name as it was typed."""
        key = value.pk if isinstance(value, Model) else value
        row = self.names.by_id(key) if key else None
        # An id of what is not offered (any more) says nothing to a reader.
        return str(row) if row else "" if key and _as_id(str(key)) else value

    def to_python(self, value: Any) -> Any:
        return self.names.find(str(value)) if str(value or "").strip() else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(self.prepare_value(data) or "")


class PickManyField(_Picks, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of rows of a queryset, by name or id."""

    widget = PickMany
    queryset: Any = property(_Picks._get_queryset, _Picks._set_queryset)

    def prepare_value(self, value: Any) -> Any:
        """What is chosen as ids; what was typed and is nobody's name as it was typed."""
        if not value:
            return []
        several: Sequence[Any] = value if not isinstance(value, (str, Model)) else [value]
        return [self._prepared(each) for each in several]

    def _prepared(self, each: Any) -> Any:
        if isinstance(each, Model):
            return each.pk
        try:
            return self.names.find(str(each)).pk
        except ValidationError:
            return each

    def clean(self, value: Any) -> Any:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        keys = {self.names.find(str(each)).pk for each in value or []}
        chosen = self.queryset.filter(pk__in=keys)
        self.run_validators(value)
        return chosen

    def has_changed(self, initial: Any, data: Any) -> bool:
        return {str(each) for each in self.prepare_value(initial)} != {
            str(each) for each in self.prepare_value(data)
        }
