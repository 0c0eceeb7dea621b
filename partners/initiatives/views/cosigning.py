"""An organisation that is asked to sign along reads the initiative and answers."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from partners.initiatives.content import content_of
from partners.initiatives.cosigning import answer
from partners.initiatives.forms.cosigning import CosignForm
from partners.initiatives.models import Initiative, InitiativePartner
from partners.initiatives.showing import shown
from zorgzaam.access import get_for
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

RULE = "partners.cosign_initiative"


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.PARTNER, SIGNED_IN)
@once
def cosign(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Whether the organisation puts its name under it; once. Later it says what was answered."""
    rows = InitiativePartner.objects.select_related("organisation", "person")
    row = get_for(request.user, rows, RULE, pk=pk)
    initiative = Initiative.objects.shown().get(pk=row.initiative_id)
    form = CosignForm(request.POST or None)
    page = FormPage(
        "Tekent je organisatie mee?", request.path, "Verstuur het antwoord", kicker=initiative.title,
        crumbs=[("Partnerportaal", reverse("partner"))], done="Bedankt. Uw antwoord staat erbij.",
        template="partners/initiative_cosign.html",
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        answer(row, signs=said["signs"] == "ja", words=said["words"], by=request.user)  # type: ignore[arg-type]

    return form_page(
        request, form, page, act=act, row=row, initiative=initiative,
        files=initiative.files.select_related("file"), **shown(content_of(initiative)),
    )  # fmt: skip
