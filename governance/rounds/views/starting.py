"""Beginning a letter: to one body, or to all councils of the region at once."""

import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.briefings.beginning import begin_draft
from governance.briefings.views.editing import composer_url
from governance.rounds.making import begin, begin_again, of_the_region, without_council
from governance.rounds.models import BriefingRound
from governance.rounds.start_form import StartForm
from governance.rounds.views.writing import crumbs, round_for
from zorgzaam.access import may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, "governance.add_briefing")
@once
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft, or a round of them."""
    if not may(request.user, "governance.add_briefing"):
        raise PermissionDenied
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(_begun(request, form))
    status = 422 if request.method == "POST" else 200
    return render(request, "governance/rounds/start.html", {"form": form}, status=status)


def _begun(request: HttpRequest, form: StartForm) -> str:
    """The page of what was begun."""
    person = request.user.person  # type: ignore[union-attr]
    if not form.to_all:
        briefing, line = form.as_briefing()
        return composer_url(begin_draft(briefing, line, by=person))
    round_ = begin(form.as_round(), of_the_region(), by=person)
    messages.success(request, "De brieven liggen klaar als concept.")
    if missing := without_council():
        names = ", ".join(str(place) for place in missing)
        messages.warning(request, f"Van deze gemeenten staat er geen raad in het netwerk: {names}.")
    return round_.get_absolute_url()


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, "governance.add_briefing")
@once
def again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin a new round with the words of this one."""
    old = round_for(request, pk)
    new = BriefingRound()
    page = FormPage(
        "Begin opnieuw met deze tekst", old.get_absolute_url(), "Begin met opstellen", crumbs=crumbs(old),
        lead="Er komt een nieuwe rondzending met dezelfde tekst, aan dezelfde raden. Nummers en datum zet je er "
        "opnieuw bij. De brieven van nu blijven zoals ze zijn, tot je ze intrekt.",
        done="De brieven liggen klaar als concept.", to=new.get_absolute_url,
    )  # fmt: skip

    def act() -> None:
        begin_again(old, new, by=request.user.person)  # type: ignore[union-attr]

    return form_page(request, forms.Form(request.POST if request.method == "POST" else None), page, act=act)
