"""Pages on which an agreed task is left out of the Regioplan, and brought back."""

import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.writing.leaving_out import leave_out, undo
from governance.writing.models import HandIn, WorkedTask
from governance.writing.views.answering import FORM, me, row_for
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

TAKE_OVER = "governance.take_over_writing"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Waarom nemen jullie dit niet over",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Het schrijfteam en het programmateam lezen dit bij de tekst.",
        error_messages={"required": "Schrijf op waarom niet."},
    )


class ConfirmForm(forms.Form):
    """Only the button."""


@require_http_methods(FORM)
@entrance(Door.WERKBANK, TAKE_OVER)
@once
def left_out(request: HttpRequest, pk: uuid.UUID, task: uuid.UUID) -> HttpResponse:
    """Why a task of an agreed version does not come in the Regioplan."""
    version, worked = _found(request, pk, task)
    form = ReasonForm(_typed(request))
    page = _page(
        version, worked, "Opgave niet overnemen", "Neem niet over",
        "De opgave blijft in de tekst staan, met jullie reden erbij. Je kunt dit ongedaan maken.",
        "Er staat nu bij dat jullie deze opgave niet overnemen.",
    )  # fmt: skip
    act = lambda: leave_out(version, task, by=me(request), reason=form.cleaned_data["reason"])  # noqa: E731
    return form_page(request, form, page, act=act)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, TAKE_OVER)
@once
def brought_back(request: HttpRequest, pk: uuid.UUID, task: uuid.UUID) -> HttpResponse:
    """It may be taken over after all."""
    version, worked = _found(request, pk, task)
    page = _page(
        version, worked, "Toch nog overnemen?", "Maak ongedaan",
        "Daarna staat de opgave weer klaar om over te nemen. De reden blijft te lezen in de geschiedenis.",
        "De opgave staat weer klaar om over te nemen.",
    )  # fmt: skip
    return form_page(
        request, ConfirmForm(_typed(request)), page, act=lambda: undo(version, task, by=me(request))
    )


def _typed(request: HttpRequest) -> dict[str, str] | None:
    return request.POST.dict() if request.method == "POST" else None


def _found(request: HttpRequest, pk: uuid.UUID, task: uuid.UUID) -> tuple[HandIn, WorkedTask]:
    """A version and the task in it, for who may take it over."""
    version: HandIn = row_for(request, HandIn.objects, pk, TAKE_OVER)
    if str(task) not in {each["id"] for each in version.content["tasks"]}:
        raise Http404
    return version, WorkedTask.objects.get(pk=task)


def _page(version: HandIn, worked: WorkedTask, *words: str) -> FormPage:
    title, submit, lead, done = words
    assignment = version.assignment
    return FormPage(
        title, f"{version.get_absolute_url()}#opgave-{worked.pk}", submit, lead,
        f"{assignment.team}: {worked.title}", done,
        [
            ("Werkbank", reverse("werkbank")), ("Schrijven", reverse("writing")),
            (assignment.theme.name, assignment.get_absolute_url()), (str(version), version.get_absolute_url()),
        ],
    )  # fmt: skip
