"""The one shape of a step with a proposal: a page with a form about it, which carries the step out."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from governance.intake.models import Proposal
from governance.intake.views.doors import way_of
from zorgzaam.access import get_for
from zorgzaam.ui.pages import FormPage, form_page


@dataclass(frozen=True)
class Step:
    """One step: who may take it (`rule`), while what holds (`open`; otherwise the page of the proposal), its form, and
    what a valid form does. `done` is said afterwards; `to` gives another place to go than the proposal."""

    rule: str
    open: Callable[[Proposal], bool]
    form: Callable[[HttpRequest, Proposal], Any]
    act: Callable[[HttpRequest, Proposal, Any], Any]
    title: str
    submit: str
    done: str
    lead: str = ""
    danger: bool = False
    to: Callable[[Proposal], str] | None = None


def lies(row: Proposal) -> bool:
    """One body decides now what becomes of it."""
    return row.lies


def take_step(request: HttpRequest, pk: uuid.UUID, step: Step) -> HttpResponse:
    """Answer the view of one step: 404 and 403 as its rule says, the proposal itself once the step cannot be taken."""
    row: Proposal = get_for(request.user, Proposal.objects.shown(), step.rule, pk=pk)
    if not step.open(row):
        return redirect(row)
    form = step.form(request, row)
    return form_page(
        request, form, _page(request, row, step), act=lambda: step.act(request, row, form), proposal=row
    )


def _page(request: HttpRequest, row: Proposal, step: Step) -> FormPage:
    way, to = way_of(request.user, row), step.to
    return FormPage(
        step.title.format(offered_to=row.offered_to), row.get_absolute_url(), step.submit, lead=step.lead,
        kicker=row.title, crumbs=[*(way.crumbs if way else []), (row.title, row.get_absolute_url())], done=step.done,
        danger=step.danger, template="governance/proposal_act.html", to=(lambda: to(row)) if to else None,
    )  # fmt: skip
