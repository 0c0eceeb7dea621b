"""A refused save beside what stands there now, field by field: what both changed is for the person to decide.

Three texts are compared: the one the form was opened with (history kept it, by version), the one typed and the one
saved since. Where history does not know, whatever differs counts as changed by both.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.db import models
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import mark_safe

from zorgzaam.publicity import narrowest
from zorgzaam.richfields import RichTextField, tidy
from zorgzaam.wording import in_words


class Outcome(StrEnum):
    """Who changed a field since the form was opened."""

    SAME = "same"
    TAKEN = "taken"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True)
class ConflictRow:
    """One field of a refused save: what you typed, what stands there now, and who changed it.

    `narrowed`: both changed who may read it, and the form now holds the choice that lets in fewest.
    """

    label: str
    mine: str
    theirs: str
    outcome: Outcome = Outcome.BOTH
    narrowed: bool = False

    @property
    def differs(self) -> bool:
        return self.mine != self.theirs

    @property
    def clashes(self) -> bool:
        """Both changed it, differently."""
        return self.outcome == Outcome.BOTH and self.differs

    @property
    def taken(self) -> bool:
        """Only somebody else changed it: the form now holds what they saved."""
        return self.outcome == Outcome.TAKEN


@dataclass(frozen=True)
class Conflict:
    """A refused save. `gone` when the row was removed in the meantime."""

    rows: list[ConflictRow]
    gone: bool = False

    @property
    def clashes(self) -> list[ConflictRow]:
        return [row for row in self.rows if row.clashes]

    @property
    def taken(self) -> list[ConflictRow]:
        return [row for row in self.rows if row.taken]

    @property
    def loses_something(self) -> bool:
        """Whether anything this person changed is not saved; not so for the same edit sent twice."""
        return self.gone or any(row.differs and not row.taken for row in self.rows)


def conflict_of(form: Any) -> Conflict:
    """What a refused form holds beside what stands there now.

    The form gets the fresh version, and in every field its person did not touch the value that was saved since, so
    that saving it once more undoes nobody's work. Where both changed who may read it, it gets the narrower choice.
    """
    current = type(form.instance)._default_manager.filter(pk=form.instance.pk).first()
    if current is None:
        gone = [ConflictRow(_label(form, n), _shown(form.instance, n), "") for n in _names(form)]
        return Conflict(gone, True)
    opened = as_opened(form.instance)
    form.data = copied(form.data)
    beside = getattr(form, "columns_beside", ())
    rows = [_row(form, name, opened, current) for name in _names(form) if name not in beside]
    if hasattr(form, "merge_beside"):
        rows += form.merge_beside()
    form.data[form.add_prefix("version")] = str(current.version)
    return Conflict(rows)


def _row(form: Any, name: str, opened: models.Model | None, current: models.Model) -> ConflictRow:
    mine, theirs = form.instance, current
    outcome = _outcome(name, opened, mine, theirs)
    narrowed = False
    if outcome == Outcome.TAKEN and name not in form.errors:
        _put(form, name, theirs)
    elif outcome == Outcome.BOTH:
        narrowed = narrowest(name, getattr(mine, name), getattr(theirs, name)) != getattr(mine, name)
        if narrowed:
            _put(form, name, theirs)
    return ConflictRow(_label(form, name), _shown(mine, name), _shown(theirs, name), outcome, narrowed)


def _outcome(name: str, opened: models.Model | None, mine: models.Model, theirs: models.Model) -> Outcome:
    typed, saved = _compared(mine, name), _compared(theirs, name)
    if typed == saved:
        return Outcome.SAME
    if opened is None or name in opened.get_deferred_fields():
        return Outcome.BOTH
    before = _compared(opened, name)
    if typed == before:
        return Outcome.TAKEN
    return Outcome.MINE if saved == before else Outcome.BOTH


def as_opened(instance: Any) -> models.Model | None:
    """The row as it was in the version the form was opened with; None when history does not tell.

    A field that history does not keep (personal data) is deferred in it.
    """
    history = getattr(type(instance), "history", None)
    if history is None:
        return None
    events = history.rel.related_model._default_manager.filter(pgh_obj_id=instance.pk)
    event = events.filter(version=instance.version).order_by("-pgh_id").first()
    if event is None:
        return None
    kept = [field.attname for field in instance._meta.concrete_fields if hasattr(event, field.attname)]
    opened: models.Model = type(instance).from_db(None, kept, [getattr(event, name) for name in kept])
    return opened


def _put(form: Any, name: str, obj: models.Model) -> None:
    """The value of `obj` in the data of the form, as a browser would send it."""
    bound = form[name]
    field = next((field for field in obj._meta.fields if field.name == name), None)
    value = bound.field.prepare_value(field.value_from_object(obj) if field else getattr(obj, name))
    for key, part in sent(bound.html_name, bound.field.widget, value).items():
        form.data.setlist(key, part)


def copied(data: Any) -> MultiValueDict[str, Any]:
    """What a browser sent, in a form that may be changed."""
    lists = data.lists() if isinstance(data, MultiValueDict) else ((key, [data[key]]) for key in data)
    return MultiValueDict({key: list(values) for key, values in lists})


def sent(key: str, widget: forms.Widget, value: Any) -> dict[str, list[str]]:
    """What a browser would send for a field that shows `value`: the parts per key."""
    if isinstance(widget, forms.MultiWidget):
        names: list[str] = widget.widgets_names  # type: ignore[attr-defined]
        parts = zip(names, widget.widgets, widget.decompress(value) or [], strict=True)
        return {key + name: text for name, each, part in parts for text in sent("", each, part).values()}
    if isinstance(widget, forms.CheckboxInput):
        return {key: ["on"] if value else []}
    text = widget.format_value(value)
    several = text if isinstance(text, list | tuple) else [text]
    return {key: ["" if part is None else str(part) for part in several]}


def _names(form: Any) -> list[str]:
    return [name for name in form.fields if name != "version" and hasattr(form.instance, name)]


def _label(form: Any, name: str) -> str:
    return str(form[name].label)


def _column(obj: models.Model, name: str) -> Any:
    # A form may also ask for what is no column, such as a day and an hour that make one moment.
    return next((field for field in obj._meta.concrete_fields if field.name == name), None)


def _compared(obj: models.Model, name: str) -> Any:
    """What two rows are compared by: what a reader sees, and of a relation which row it is."""
    field = _column(obj, name)
    return getattr(obj, field.attname) if field is not None and field.is_relation else _shown(obj, name)


def _shown(obj: models.Model, name: str) -> str:
    value = getattr(obj, name)
    if hasattr(value, "all"):
        return ", ".join(str(v) for v in value.all())
    field = _column(obj, name)
    if isinstance(field, RichTextField):
        # Both texts are cleaned, as whatever is stored: shown as they read, with their marks.
        return mark_safe(tidy(value, field.top_heading))  # noqa: S308
    return in_words(field, value)
