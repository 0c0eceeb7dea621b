"""The organisation's own place: what it says about itself, and what the rooms above keep for it."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.organisations.models import Organisation
from zorgzaam.access import get_for
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.standing import standing_of
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import VersionedFormMixin

RULE = "partners.keep_own_place"


class ProfileForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What an organisation says about itself; everybody reads it."""

    constraint_fields = {"organisation_website_is_http": "website"}

    class Meta:
        model = Organisation
        fields = ["about", "website", "sector", "aliases"]
        widgets = {"about": forms.Textarea(attrs={"rows": 6}), "aliases": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "about": "In gewone taal: wat doen jullie, en voor wie? Iedereen leest dit.",
            "sector": "Bijvoorbeeld: geestelijke gezondheidszorg.",
            "aliases": "Hoe jullie ook wel heten, of een afkorting. Een naam per regel; zo vinden mensen jullie.",
        }
        error_messages = {
            "website": {"invalid": "Dit is geen webadres. Schrijf het zo: https://www.organisatie.nl."}
        }


class RegisterForm(ProfileForm):
    """The same with what only the netwerkbureau changes: others rely on it."""

    constraint_fields = {**ProfileForm.constraint_fields, "partners_organisation_name_key": "name"}

    class Meta(ProfileForm.Meta):
        fields = ["name", "kind", "municipality", *ProfileForm.Meta.fields]
        error_messages = {
            **ProfileForm.Meta.error_messages,
            "kind": NOT_IN_LIST,
            "municipality": NOT_IN_LIST,
            "name": {
                "required": "Schrijf hoe de organisatie heet.",
                "unique": "Er is al een organisatie met deze naam.",
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].empty_label = "Geen gemeente, of nog niet bekend"  # type: ignore[attr-defined]


@require_safe
@entrance(Door.PARTNER, RULE)
def own_place(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything about one organisation that is for itself and the netwerkbureau."""
    related = ("municipality", "predecessor", "part_of")
    one = get_for(request.user, Organisation.objects.select_related(*related), RULE, pk=pk)
    context = {
        "organisation": one,
        "is_ours": one.pk in standing_of(request.user).organisations,
    }
    return render(request, "partners/own_place.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.PARTNER, RULE)
@once
def own_profile(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words about the organisation."""
    one = get_for(request.user, Organisation.objects.all(), RULE, pk=pk)
    is_bureau = standing_of(request.user).is_bureau
    form = (RegisterForm if is_bureau else ProfileForm)(request.POST or None, instance=one)
    page = FormPage(
        "Profiel wijzigen",
        reverse("own_place", args=[pk]),
        kicker=one.name,
        lead="Dit staat op de openbare pagina van de organisatie.",
        crumbs=own_crumbs(request, one),
        template="partners/own_profile.html",
    )
    return form_page(request, form, page, organisation=one, is_bureau=is_bureau)


def own_crumbs(request: HttpRequest, organisation: Organisation) -> list[tuple[str, str]]:
    """Where a page about an organisation's own place hangs: in the partnerportaal for itself, else in the werkbank."""
    ours = organisation.pk in standing_of(request.user).organisations
    home = ("Partnerportaal", reverse("partner")) if ours else ("Werkbank", reverse("werkbank"))
    return [home, (organisation.name, reverse("own_place", args=[organisation.pk]))]
