"""Prioritising: one's own ballot, and the result for who may see inside."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.writing.forms import BallotForm
from governance.writing.models import Ballot, WritingAssignment
from governance.writing.models.votes import cast_ballot
from governance.writing.results import Outcome, outcome_of
from governance.writing.steps import HARVESTING, Refused, Step
from governance.writing.views.answering import FORM, LEAD, WRITE, assignment_for, me, why
from zorgzaam.access import may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.versions import StaleVersion


@require_http_methods(FORM)
@entrance(Door.WERKBANK, WRITE)
@once
def ballot(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The form while the vote is open and the result as it is now; after the close the result alone."""
    assignment = assignment_for(request, pk)
    outcome = outcome_of(assignment)
    open_to_me = assignment.step == Step.PRIORITISE and may(
        request.user, "governance.vote_in_writing", assignment
    )
    if request.method == "POST" and not may(request.user, "governance.vote_in_writing", assignment):
        raise PermissionDenied
    own = Ballot.objects.filter(assignment=assignment, person=me(request).person_id).first()
    form = _form(request, assignment, outcome, own)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _cast(request, assignment, form):
            _tell(request, form)
            return redirect("writing_ballot", pk)
        status = 422
    context = {
        "assignment": assignment,
        "outcome": outcome,
        "form": form if open_to_me or form.errors else None,
        "own": own,
        "leads": may(request.user, LEAD, assignment),
        "early": assignment.step in HARVESTING,
        "is_open": assignment.step == Step.PRIORITISE,
    }
    return render(request, "governance/writing_ballot.html", context, status=status)


def _tell(request: HttpRequest, form: BallotForm) -> None:
    """That the vote is kept, and whether something on it is still open."""
    if form.left or form.missing:
        messages.warning(
            request, "Je stem is bewaard, maar nog niet compleet. Bij “Jouw stem” staat wat er nog mist."
        )
    else:
        messages.success(request, "Je stem is bewaard en compleet. Tot de sluiting kun je haar wijzigen.")


def _form(
    request: HttpRequest, assignment: WritingAssignment, outcome: Outcome, own: Ballot | None
) -> BallotForm:
    clusters = sorted((result.cluster for result in outcome.results), key=lambda each: each.made_at)
    return BallotForm(
        request.POST or None,
        clusters=clusters,
        criteria=outcome.criteria,
        most=assignment.dots,
        initial=_said(own) if own else {},
    )


def _said(own: Ballot) -> dict[str, Any]:
    """What is on a ballot, by the names of the form."""
    found: dict[str, Any] = {"version": own.version}
    for dot in own.dots.all():
        name = f"dots-{dot.cluster_id}"
        found[name] = found.get(name, 0) + 1
    for score in own.scores.all():
        found[f"score-{score.cluster_id}-{score.criterion_id}"] = score.value
    return found


def _cast(request: HttpRequest, assignment: WritingAssignment, form: BallotForm) -> bool:
    seen = form.cleaned_data["version"]
    try:
        with transaction.atomic():
            cast_ballot(assignment, by=me(request), dots=form.dots, scores=form.scores, seen=seen)
    except StaleVersion:
        form.add_error(
            None, "Je stemde intussen in een ander venster. Laad de pagina opnieuw om die stem te zien."
        )
    except (Refused, IntegrityError) as refusal:
        form.add_error(None, why(refusal))
    return not form.errors
