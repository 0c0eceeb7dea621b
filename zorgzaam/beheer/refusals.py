"""A save in beheer that cannot be: the same page again with all that was typed, rows below included.

Two causes, both only known while saving: somebody saved the same row since the page was opened, or the database
refuses because somebody else was first (an overlap, a name taken).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import DataError, Error, IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse

from zorgzaam.conflicts import Conflict, conflict_of
from zorgzaam.constraints import said_by
from zorgzaam.versions import StaleVersion, VersionedFormMixin, VersionField

STALE = "Iemand anders was je voor: dit is intussen gewijzigd. Wat je typte staat er nog."
BUSY = "Iemand anders sloeg op hetzelfde moment iets op. Sla het nog een keer op."
# A deadlock, and a lock that did not come in time.
SOMEBODY_BUSY = ("40P01", "55P03")


@dataclass(frozen=True)
class Refusal:
    """Why the first try was refused; `stale` when the row itself was changed."""

    message: str
    stale: bool = False


def save_or_show_again(request: HttpRequest, save: Callable[[], HttpResponse]) -> HttpResponse:
    """`save()`, and when that is refused once more, with forms that carry the refusal (`form_with_version`)."""
    try:
        with transaction.atomic():
            response = save()
            # What is checked at commit (foreign keys) must be refused here, where it can still be told.
            connection.check_constraints()
            return response
    except StaleVersion:
        refusal = Refusal(STALE, stale=True)
    except (IntegrityError, DataError, OperationalError) as error:
        refusal = Refusal(_said(error))
    request.refusal = refusal  # type: ignore[attr-defined]
    response = save()
    response.status_code = 409
    if refusal.stale:
        response.context_data["conflict"] = _conflict(response.context_data)  # type: ignore[attr-defined]
    return response


def form_with_version(form: type[Any], request: HttpRequest, *, tells: bool = False) -> type[Any]:
    """The form class plus the version it was opened with; after a refusal one that `tells` is not valid."""

    class Refused(form):  # type: ignore[misc]
        def _post_clean(self) -> None:
            super()._post_clean()
            refusal = getattr(request, "refusal", None)
            if tells and refusal and (refusal.stale or not self.errors):
                self.add_error(None, refusal.message)

    if not issubclass(form, VersionedFormMixin):
        return type(form.__name__, (VersionedFormMixin, Refused), {"version": VersionField()})
    return Refused


def _said(error: Error) -> str:
    if isinstance(error, OperationalError):
        if getattr(getattr(error.__cause__, "diag", None), "sqlstate", "") not in SOMEBODY_BUSY:
            raise error
        return BUSY
    return said_by(error).message


def _conflict(context: dict[str, Any]) -> Conflict:
    """What differs between what was typed and what stands there now, of the page and of the rows below."""
    rows = conflict_of(context["adminform"].form).rows
    for inline in context["inline_admin_formsets"]:
        for form in inline.formset.initial_forms:
            about = str(type(form.instance)._default_manager.get(pk=form.instance.pk))
            rows += [replace(row, label=f"{about}: {row.label}") for row in conflict_of(form).rows]
    return Conflict(rows)
