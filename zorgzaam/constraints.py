"""Constraints of the database, told beside the field: never a 500, also when somebody else was first."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, Error, IntegrityError, transaction
from django.db.models import BaseConstraint

from zorgzaam.periods import ENDS_BEFORE_IT_STARTS

UNIQUE, NO_RANGE = "23505", "22000"


class ConstraintFormMixin:
    """For a ModelForm: the message of each constraint appears beside the field it is about.

    `constraint_fields`  name of a constraint -> name of the form field
    `given`              model fields the view fills in; constraints look at them too
    """

    constraint_fields: ClassVar[dict[str, str]] = {}
    given: ClassVar[tuple[str, ...]] = ()
    instance: Any

    def _get_validation_exclusions(self) -> set[str]:
        """Django leaves out a constraint when one of its fields is no form field; `given` fields count too.

        Not one with an error of its own: a value that was refused cannot be looked up in the database.
        """
        given = set(self.given) - set(self.errors)  # type: ignore[attr-defined]
        return self._skipping(super()._get_validation_exclusions() - given)  # type: ignore[misc]

    def _skipping(self, exclude: set[str]) -> set[str]:
        """With what makes Django skip each ExclusionConstraint whose condition is about a field in `exclude`.

        Of itself Django looks only at what such a constraint compares, and then the condition is a FieldError.
        """
        model = type(self.instance)
        more = {
            name
            for constraint in self._constraints()
            if isinstance(constraint, ExclusionConstraint) and constraint.condition
            if constraint._expression_refs_exclude(model, constraint.condition, exclude)  # type: ignore[attr-defined]
            for name, _ in constraint.expressions
            if isinstance(name, str)
        }
        return exclude | more

    def _update_errors(self, errors: ValidationError) -> None:
        super()._update_errors(self._beside(errors))  # type: ignore[misc]

    def _beside(self, errors: ValidationError) -> ValidationError:
        found = getattr(errors, "error_dict", None)
        if found is None:
            return errors
        fields = {str(c.violation_error_message): self.field_of(c.name) for c in self._constraints()}
        moved: dict[str, list[Any]] = {
            name: list(each) for name, each in found.items() if name != NON_FIELD_ERRORS
        }
        for error in found.get(NON_FIELD_ERRORS, []):
            field = fields.get(str(error.message)) or NON_FIELD_ERRORS
            moved.setdefault(field, []).append(error)
        return ValidationError(moved)

    def _constraints(self) -> list[BaseConstraint]:
        return list(self.instance._meta.constraints)

    def save_or_refuse(self) -> bool:
        """Save a valid form. False when the database refused; the reason then stands beside its field."""
        try:
            with transaction.atomic():
                self.save()  # type: ignore[attr-defined]
        except (IntegrityError, DataError) as refusal:
            self._tell(refusal)
            return False
        return True

    def _tell(self, refusal: Error) -> None:
        said = said_by(refusal)
        self.add_error(self.field_of(said.name), said.message)  # type: ignore[attr-defined]

    def field_of(self, constraint: str) -> str | None:
        """The field a constraint speaks beside; None when this form does not show that field now."""
        name = self.constraint_fields.get(constraint)
        return name if name in self.fields else None  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Said:
    """Which constraint refused ("" when the database does not say), and the sentence for the person."""

    name: str
    message: str


def said_by(refusal: Error) -> Said:
    """What the database refused, in Dutch: the message of the constraint, the hint of a trigger of ours, or that it
    cannot be saved. The one place for every form, those of beheer included."""
    diag = getattr(refusal.__cause__, "diag", None)
    name = getattr(diag, "constraint_name", None) or ""
    known = (c for model in apps.get_models() for c in model._meta.constraints if c.name == name)
    if constraint := next(known, None):
        return Said(name, str(constraint.violation_error_message))
    # Only a trigger of ours names a constraint and gives a hint; PostgreSQL's own hints are English.
    hint = getattr(diag, "message_hint", None) if name and not getattr(diag, "table_name", None) else None
    code = getattr(diag, "sqlstate", "")
    if code == NO_RANGE:
        return Said(name, ENDS_BEFORE_IT_STARTS)
    if code == UNIQUE:
        return Said(name, "Dit staat er al. Iemand anders was je net voor.")
    return Said(name, hint or "Dit past niet bij wat er al staat. Kijk na wat je typte.")
