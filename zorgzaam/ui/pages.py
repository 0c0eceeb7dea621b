"""The page of one form: shows it, carries it out, and says beside the field what was refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, InternalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.conflicts import Conflict, ConflictRow, conflict_of
from zorgzaam.constraints import said_by
from zorgzaam.versions import StaleVersion, VersionField

CHANGED_SINCE = (
    "Dit is intussen veranderd. Kijk hierboven wat er nu staat, en stuur het dan nog een keer als het klopt."
)


@dataclass(frozen=True)
class FormPage:
    """The words around a form. `back` is where one goes after saving or cancelling; `crumbs` are (label, address)
    of the pages above this one; `done` is said after saving. `to()` gives another place to go after saving, where that
    is known only then: the page of what was made."""

    title: str
    back: str
    submit: str = "Opslaan"
    lead: str = ""
    kicker: str = ""
    done: str = "Opgeslagen."
    crumbs: Sequence[tuple[str, str]] = ()
    danger: bool = False
    template: str = "ui/form_page.html"
    to: Callable[[], str] | None = None


def form_page(
    request: HttpRequest,
    form: Any,
    page: FormPage,
    *,
    act: Callable[[], Any] | None = None,
    by: Actor | None = None,
    **context: Any,
) -> HttpResponse:
    """Answer a view of one form: 200 with the form, 302 after saving, 422 with errors, 409 when somebody was first.

    `act()` is what a valid form does (default: `form.save()`), in one transaction and in the name of the reader, or of
    `by` where the reader has no account; the form's field `reason` goes into the history. A ValidationError it raises
    is shown above the form.
    """
    conflict = None
    if request.method == "POST" and form.is_valid():
        actor = by or cast(Actor, request.user)
        conflict, carried_out = _carry_out(actor, form, act or form.save)
        if carried_out:
            messages.success(request, page.done)
            return redirect(page.to() if page.to else page.back)
    status = 409 if conflict else 422 if form.errors else 200
    words = {"page": page, "form": form, "conflict": conflict, **context}
    return render(request, page.template, words, status=status)


def _carry_out(actor: Actor, form: Any, act: Callable[[], Any]) -> tuple[Conflict | None, bool]:
    try:
        with transaction.atomic(), acting(actor, reason=form.cleaned_data.get("reason", "")):
            act()
            # What is checked at the end of a transaction is said here, beside its field, and not after the answer.
            connection.check_constraints()
    except StaleVersion:
        return _stale(form), False
    except ValidationError as refusal:
        form.add_error(None, refusal)
    except (IntegrityError, DataError, InternalError) as refusal:
        said = said_by(refusal)
        name = getattr(form, "constraint_fields", {}).get(said.name)
        form.add_error(name if name in form.fields else None, said.message)
    else:
        return None, True
    return None, False


def _stale(form: Any) -> Conflict | None:
    """Both texts for a form of a row; a form that only decides something is shown again with the fresh version, unless
    its `freshen()` has texts to lay side by side."""
    if hasattr(form, "instance"):
        return conflict_of(form)
    conflict: Conflict | None = form.freshen()
    if conflict is None:
        form.add_error(None, form.changed_since() if isinstance(form, RowForm) else CHANGED_SINCE)
    return conflict


class RowForm(forms.Form):
    """A form that decides something about one Versioned `row`: it carries the version its reader looked at."""

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["version"] = VersionField(initial=row.version)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "version" in data:
            self.row.version = data["version"]
        return data

    def changed_since(self) -> str:
        """What is said when somebody was first, after `freshen()`."""
        return CHANGED_SINCE

    def freshen(self) -> Conflict | None:
        """After a refusal: show the row as it is now, and let the same form be sent again.

        A row that was taken away meanwhile stays as it was seen; the Conflict says so, with what was typed.
        """
        try:
            self.row.refresh_from_db()
        except ObjectDoesNotExist:
            typed = [(str(bound.label), bound.data) for bound in self.visible_fields()]
            return Conflict([ConflictRow(label, str(said or ""), "") for label, said in typed], gone=True)
        self.data = {**self.data.dict(), "version": str(self.row.version)}  # type: ignore[attr-defined]
        return None
