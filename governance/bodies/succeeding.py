"""One button: what is open in a body that ends goes to its successor."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.bodies.handing_over import hand_over, handed_from, held_back, is_ending, preview
from governance.bodies.models import Body
from zorgzaam.access import get_for
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.ui.pages import FormPage, form_page

RULE = "governance.seat_people"
ALL = "Alles wat open was, ligt nu bij de opvolger."
SOME = "Wat kon gaan, ligt nu bij de opvolger. Niet alles kon mee: bij Overdragen lees je wat er nog ligt en waarom."


class SuccessorForm(forms.Form):
    successor = forms.ModelChoiceField(
        Body.objects.none(), label="Aan welke opvolger?", empty_label=None,
        error_messages={**NOT_IN_LIST, "required": "Kies een opvolger."},
    )  # fmt: skip

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        field.queryset = Body.objects.filter(origins__predecessor=body)
        first = field.queryset.first()
        field.initial = first.pk if first else None


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, RULE)
@once
def succeed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What would go, and the button. Pressed again nothing goes twice."""
    body: Body = get_for(request.user, Body.objects, RULE, pk=pk)
    form = SuccessorForm(request.POST or None, body=body)
    stays = held_back(body, request.user)
    page = FormPage(
        "Overdragen aan de opvolger", reverse("body_hand_over", args=[pk]), "Draag alles over", kicker=body.name,
        lead="Wat hier nog open is, gaat naar de opvolger. Wat al besloten is, blijft bij dit orgaan.",
        crumbs=[("Organen", reverse("werkbank_bodies")), (body.name, reverse("body_staffing", args=[pk]))],
        done=SOME if stays else ALL, template="governance/body_hand_over.html",
    )  # fmt: skip
    context = {
        "body": body,
        "parts": preview(body, request.user),
        "stays": stays,
        "handed": handed_from(body),
        "is_ending": is_ending(body),
        "successors": form.fields["successor"].queryset,  # type: ignore[attr-defined]
    }
    act = lambda: hand_over(body, form.cleaned_data["successor"], by=request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act, **context)
