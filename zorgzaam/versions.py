"""Versions: a stale save is refused with both texts side by side, and nothing typed is lost (promise I2).

The database raises `version` on every change of content, whatever the path. A save carries the version it was
opened with: `UPDATE ... WHERE id = ? AND version = ?`; no row updated means somebody else was first.
"""

from typing import Any, ClassVar

import pgtrigger
from django import forms
from django.db import models, transaction

from zorgzaam.conflicts import Conflict, conflict_of


class StaleVersion(Exception):
    """The row was changed or removed since it was opened.

    Raised from inside a save, so, as with an IntegrityError, catch it around an atomic block.
    """


def version_trigger(*, ignoring: tuple[str, ...] = ()) -> pgtrigger.Trigger:
    """Trigger: raise the version on every change, except of `ignoring`: a position, or a generated search
    column."""
    return pgtrigger.Trigger(
        name="raise_version",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange(exclude=["version", *ignoring]),
        func="NEW.version = OLD.version + 1; RETURN NEW;",
    )


class Versioned(models.Model):
    """Abstract: put `version_trigger()` in Meta.triggers of the concrete model; a test checks that you
    did.

    `unversioned` names fields the trigger ignores and whose own save (`update_fields`) asks no version.
    """

    unversioned: ClassVar[tuple[str, ...]] = ()

    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        abstract = True

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> Any:
        # The trigger owns the column; the save only says which version it was made from.
        values = [value for value in values if value[0].name != "version"]
        if values and all(value[0].name in self.unversioned for value in values):
            return super()._do_update(base_qs, using, pk_val, values, *rest)
        # One transaction: read outside it, the version could already be that of somebody's next save.
        with transaction.atomic(using=using, savepoint=False):
            done = super()._do_update(base_qs.filter(version=self.version), using, pk_val, values, *rest)
            if done:
                self.version = base_qs.filter(pk=pk_val).values_list("version", flat=True).get()
        if not done and not self._state.adding:
            raise StaleVersion
        return done


class VersionField(forms.IntegerField):
    """The version a form was opened with: travels along and is no edit of its own."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class VersionedFormMixin:
    """For a ModelForm of a Versioned model: carries the version the form was opened with."""

    instance: Any
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"] = VersionField(
            initial=self.instance.version, required=not self.instance._state.adding
        )

    def _post_clean(self) -> None:
        opened_with = getattr(self, "cleaned_data", {}).get("version")
        super()._post_clean()  # type: ignore[misc]
        if opened_with is not None and not self.instance._state.adding:
            self.instance.version = opened_with


def try_save(form: Any) -> Conflict | None:
    """Save a valid form; None when it worked, the Conflict when somebody else was first.

    After a conflict the form is bound to what was typed plus the fresh version, so that showing it again lets
    the person decide and save once more.
    """
    try:
        with transaction.atomic():
            form.save()
    except StaleVersion:
        return conflict_of(form)
    return None
