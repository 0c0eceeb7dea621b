"""Merging two organisations: choose, read what it will do, and only then do it; and taking it back."""

import uuid

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.merging.forms import MergeForm, OtherForm, UndoForm
from partners.merging.joining import merge, undo
from partners.merging.models import MAY_BE_UNDONE, Merger
from partners.merging.preview import Preview
from partners.merging.undoing import why_not
from partners.organisations.models import Organisation
from zorgzaam.access import get_visible
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

FORM = require_http_methods(["GET", "HEAD", "POST"])
DESK = entrance(Door.WERKBANK, BUREAU)


def _one(request: HttpRequest, pk: uuid.UUID) -> Organisation:
    rows = Organisation.objects.select_related("municipality", "merged_into")
    found: Organisation = get_visible(request.user, rows, pk=pk)
    return found


def _crumbs(*more: Organisation) -> list[tuple[str, str]]:
    over = [(one.name, reverse("desk_organisation", args=[one.pk])) for one in more]
    return [("Werkbank", reverse("werkbank")), ("Organisaties", reverse("desk_organisations")), *over]


@require_safe
@DESK
def choose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """With which other: a GET form that leads to the preview."""
    one = _one(request, pk)
    form = OtherForm(request.GET if "met" in request.GET else None, of=one)
    if form.is_valid():
        return redirect("desk_merge", one.pk, form.cleaned_data["met"].pk)
    context = {"organisation": one, "form": form, "crumbs": _crumbs(one)}
    return render(request, "partners/merge_choose.html", context, status=422 if form.errors else 200)


@FORM
@DESK
@once
def merging(request: HttpRequest, pk: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """What a merge of `other` into this one does, and the button. Nothing happens before it is pressed."""
    preview = Preview(_one(request, pk), _one(request, other), request.user)
    form = MergeForm(request.POST or None, mark=preview.mark)
    page = FormPage(
        "Samenvoegen",
        reverse("desk_organisation", args=[pk]),
        "Voeg samen",
        kicker=f"{preview.gone} gaat op in {preview.kept}",
        lead="Er wordt niets herschreven. Alles wat bij de een hoort, hoort voortaan ook bij de ander.",
        done=f"{preview.gone} is samengevoegd met {preview.kept}.",
        crumbs=_crumbs(preview.kept),
        template="partners/merge_preview.html",
    )
    return form_page(
        request,
        form,
        page,
        act=lambda: merge(
            preview.kept,
            preview.gone,
            by=request.user,  # type: ignore[arg-type]
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        ),
        preview=preview,
        days=MAY_BE_UNDONE.days,
    )


@FORM
@DESK
@once
def undoing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a merge back, or read why that cannot be."""
    rows = Merger.objects.select_related("kept__merged_into", "gone", "by", "undone_by")
    fact: Merger = get_visible(request.user, rows, pk=pk)
    form = UndoForm(request.POST or None)
    page = FormPage(
        "Samenvoegen terugdraaien",
        reverse("desk_organisation", args=[fact.kept_id]),
        "Draai terug",
        kicker=str(fact),
        done=f"{fact.gone} staat weer op zichzelf.",
        crumbs=_crumbs(fact.kept),
        template="partners/merge_undo.html",
    )
    hindering = [] if fact.undone_at else why_not(fact)

    def act() -> None:
        if not undo(fact, by=request.user):  # type: ignore[arg-type]
            raise ValidationError("Dit is al teruggedraaid.")

    return form_page(request, form, page, act=act, fact=fact, hindering=hindering)
