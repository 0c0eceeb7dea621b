"""Pages on which who keeps the register notes what a session yields, on the spot."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from governance.council import registers
from governance.council.commitments.forms import CommitmentForm
from governance.council.commitments.models import Commitment
from governance.council.registers import KEEP
from governance.council.sessions.models import CouncilSession, SessionResult
from governance.council.sessions.results import made_there
from governance.council.sessions.results_form import ResultForm
from governance.council.sessions.views.programme import crumbs
from governance.council.sessions.views.sessions import METHODS, REGISTER
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

LONGEST = 160  # of the occasion of a commitment
# What one writes down while it is said; the rest the session tells, or can wait.
ON_THE_SPOT = ("wording", "promised_by", "promised_by_role", "term_text", "due_on")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def new_result(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note a result."""
    session = registers.kept(request, REGISTER, pk)
    if not session.takes_results:
        return _not_yet(request, session)
    form = ResultForm(request.POST or None, instance=SessionResult(session=session))
    return form_page(request, form, _page(session, "Resultaat noteren", "Voeg toe"))


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def edit_result(request: HttpRequest, pk: uuid.UUID, result: int) -> HttpResponse:
    """Change the words of a result; a commitment is changed in its own register."""
    session = registers.kept(request, REGISTER, pk)
    row = get_object_or_404(session.results.filter(commitment__isnull=True), pk=result)
    return form_page(
        request, ResultForm(request.POST or None, instance=row), _page(session, "Resultaat wijzigen")
    )


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def new_commitment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note a commitment that is made in this session: council, day and occasion are filled in already."""
    session = registers.kept(request, REGISTER, pk)
    if not session.takes_results:
        return _not_yet(request, session)
    form = CommitmentForm(request.POST or None, instance=_made_in(session), reader=request.user)
    page = _page(session, "Toezegging noteren", "Voeg toe", "governance/council/commitment_on_the_spot.html")
    act = lambda: made_there(session, form.save(commit=False), by=request.user)  # type: ignore[arg-type] # noqa: E731
    first = [form[name] for name in ON_THE_SPOT]
    rest = [field for field in form.visible_fields() if field.name not in ON_THE_SPOT]
    wrong = any(field.errors for field in rest)
    return form_page(request, form, page, act=act, first=first, rest=rest, more_open=wrong)


def _not_yet(request: HttpRequest, session: CouncilSession) -> HttpResponse:
    """Back to the session, with why nothing can be noted."""
    if session.is_cancelled:
        messages.info(request, "Deze sessie gaat niet door. Er valt niets te noteren.")
    else:
        messages.info(
            request, "Deze sessie is nog niet begonnen. Noteer wat ze oplevert als ze bezig is, of erna."
        )
    return redirect(session)


def _made_in(session: CouncilSession) -> Commitment:
    """A commitment not written yet, with what the session tells of it. What is besloten there stays so."""
    same = {name: getattr(session, name) for name in ("council", "dossier", "publicity", "publicity_ground")}
    return Commitment(promised_on=session.held_on, occasion=session.title[:LONGEST], **same)


def _page(
    session: CouncilSession, title: str, submit: str = "Opslaan", template: str = "ui/form_page.html"
) -> FormPage:
    return FormPage(
        title, f"{session.get_absolute_url()}#resultaten", submit, kicker=session.title, crumbs=crumbs(session),
        done="Het staat bij de sessie.", template=template,
    )  # fmt: skip
