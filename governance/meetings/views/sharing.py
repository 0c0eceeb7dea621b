"""Sharing by hand: chair and secretary let one person read one item or paper, until a day, with a reason."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from governance.meetings.forms import ShareForm
from governance.meetings.models import AgendaItem, AgendaItemShare, Paper, PaperShare
from zorgzaam.access import Share, get_for
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.doors import Door, entrance

SHARE = "governance.share_item"


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, SHARE)
def share_item(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Share an item."""
    item = get_for(request.user, AgendaItem.objects.select_related("body"), SHARE, pk=pk)
    return _share(request, item, item, AgendaItemShare)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, SHARE)
def share_paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Share one paper."""
    paper = get_for(request.user, Paper.objects.select_related("item__body"), SHARE, pk=pk)
    return _share(request, paper, paper.item, PaperShare)


def _share(request: HttpRequest, obj: Any, item: AgendaItem, model: type[Share]) -> HttpResponse:
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reader = _reader(form, request.user)
        if reader is not None:
            _keep(obj, model, reader, form.cleaned_data, by=request.user)
            messages.success(request, f"Gedeeld met {reader.person.name}.")
            return redirect("item", item.pk)
    lead = f"“{obj}” is voor deze persoon te lezen tot en met de dag die je kiest."
    context = {"item": item, "form": form, "heading": "Delen met iemand", "button": "Deel", "lead": lead}
    context["shares"] = obj.shares.select_related("user__person")
    context["stop"] = "item_share_stop" if obj == item else "paper_share_stop"
    context["subject"] = obj
    return render(request, "governance/subject_form.html", context, status=422 if form.errors else 200)


def _reader(form: ShareForm, giver: Any) -> User | None:
    reader = User.objects.filter(email__iexact=form.cleaned_data["email"], is_active=True).first()
    if reader is None:
        form.add_error("email", "Er is geen account met dit adres. Vraag beheer er een te maken.")
    elif reader.pk == giver.pk:
        form.add_error("email", "Je kunt niets met jezelf delen.")
        return None
    return reader


def _keep(obj: Any, model: type[Share], reader: User, cleaned: dict[str, Any], *, by: Any) -> None:
    """One share per reader: sharing again changes its end and reason."""
    kind = ContentType.objects.get_for_model(obj)
    permission = Permission.objects.get(content_type=kind, codename=f"view_{kind.model}")
    values = {"until": cleaned["until"], "reason": cleaned["reason"], "given_by": by}
    with acting(by, reason=cleaned["reason"]):
        model._default_manager.update_or_create(
            user=reader, permission=permission, content_object=obj, defaults=values
        )


@require_POST
@entrance(Door.WERKBANK, SHARE)
def stop(request: HttpRequest, pk: uuid.UUID, share: int) -> HttpResponse:
    """End the sharing of an item now."""
    item = get_for(request.user, AgendaItem.objects.select_related("body"), SHARE, pk=pk)
    return _stop(request, get_object_or_404(AgendaItemShare, pk=share, content_object=item), item)


@require_POST
@entrance(Door.WERKBANK, SHARE)
def stop_paper(request: HttpRequest, pk: uuid.UUID, share: int) -> HttpResponse:
    """End the sharing of a paper now."""
    paper = get_for(request.user, Paper.objects.select_related("item__body"), SHARE, pk=pk)
    return _stop(request, get_object_or_404(PaperShare, pk=share, content_object=paper), paper.item)


def _stop(request: HttpRequest, share: Share, item: AgendaItem) -> HttpResponse:
    with acting(request.user):  # type: ignore[arg-type]
        share.delete()
    messages.success(request, "Niet meer gedeeld.")
    return redirect("item", item.pk)
