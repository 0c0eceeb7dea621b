"""The pages of the sources: which documents the facts come from, where those disagree, and who settled it how."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zorgzaam import today
from zorgzaam.access import get_for, get_visible, may, rule
from zorgzaam.audit import pages
from zorgzaam.audit.history import acting
from zorgzaam.conflicts import Conflict
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.people.models import Person
from zorgzaam.sources import Source, SourceConflict, readable
from zorgzaam.standing import Reader, Standing, standing_of
from zorgzaam.today import Todo
from zorgzaam.versions import VersionedFormMixin, try_save

SETTLE = "zorgzaam.settle_source_conflict"
HISTORY = "zorgzaam.view_history_of_source_conflict"
STANDS = {"open": "Nog te beslissen", "beslist": "Beslist"}


@rule(SETTLE)
def may_settle(standing: Standing, conflict: SourceConflict | None) -> bool:
    """The netwerkbureau decides which reading the pages show."""
    return standing.is_bureau


@rule(HISTORY)
def may_look_back(standing: Standing, conflict: SourceConflict | None) -> bool:
    """The netwerkbureau and administrators look back."""
    return standing.is_bureau or standing.is_admin


@require_safe
@entrance(Door.ANY, OPEN)
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, and every conflict; `stand` narrows to what is open or decided, `bron` to one document."""
    everything = SourceConflict.objects.visible_to(request.user)
    stand, source = request.GET.get("stand", ""), request.GET.get("bron", "")
    found = {"open": everything.undecided(), "beslist": everything.decided()}.get(stand, everything)
    rows = readable(found.select_related("resolved_by"))
    if source:
        rows = [row for row in rows if any(each.code == source for _, of in row.readings for each in of)]
    context = {
        "sources": Source.objects.visible_to(request.user),
        "conflicts": rows,
        "stand": stand,
        "stands": STANDS.items(),
        "source": source,
        "narrowed": bool(stand or source),
    }
    return render(request, "house/sources.html", context)


class SettleForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What we show and why; both are asked, because a decision without them helps nobody."""

    by: Person

    class Meta:
        model = SourceConflict
        fields = ["resolution", "reason"]
        widgets = {
            "resolution": forms.Textarea(attrs={"rows": 2}),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "resolution": "Zo staat het op de pagina's. De lezingen van de bronnen blijven erbij staan.",
            "reason": "Een of twee zinnen. Iedereen kan dit lezen.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("resolution", "reason"):
            self.fields[field].required = True

    def save(self, commit: bool = True) -> SourceConflict:
        """`by` is set by the view once the form is valid."""
        self.instance.decide(by=self.by)
        return self.instance  # type: ignore[no-any-return]


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.ANY, OPEN)
@once
def source_conflict(request: HttpRequest, code: str) -> HttpResponse:
    """One conflict with all its readings; the netwerkbureau decides here what we show."""
    queryset = SourceConflict.objects.select_related("resolved_by")
    if request.method == "POST":
        return _settle(request, get_for(request.user, queryset, SETTLE, code=code))
    return _page(request, get_visible(request.user, queryset, code=code))


def _settle(request: HttpRequest, conflict: SourceConflict) -> HttpResponse:
    form = SettleForm(request.POST, instance=conflict)
    if not form.is_valid():
        return _page(request, SourceConflict.objects.get(pk=conflict.pk), form, status=422)
    form.by = request.user.person  # type: ignore[union-attr]
    with acting(request.user, reason=form.cleaned_data["reason"]):  # type: ignore[arg-type]
        beaten = try_save(form)
    if beaten:
        return _page(request, SourceConflict.objects.get(pk=conflict.pk), form, beaten, status=409)
    messages.success(request, f"Besloten. Over “{conflict.topic}” tonen we nu jouw keuze.")
    return redirect(conflict)


def _page(
    request: HttpRequest,
    conflict: SourceConflict,
    form: SettleForm | None = None,
    beaten: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    settles = may(request.user, SETTLE, conflict)
    context = {
        "row": readable([conflict])[0],
        "form": (form or SettleForm(instance=conflict)) if settles else None,
        "conflict": beaten,
        "looks_back": may(request.user, HISTORY, conflict),
    }
    return render(request, "house/source_conflict_page.html", context, status=status)


@require_POST
@entrance(Door.ANY, SETTLE)
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Take a decision back; it becomes a proposal again. Twice changes nothing twice."""
    conflict = get_for(request.user, SourceConflict.objects, SETTLE, code=code)
    with acting(request.user, reason="besluit teruggenomen"):  # type: ignore[arg-type]
        if conflict.reopen():
            messages.success(request, "Het besluit is teruggenomen. De tekst staat er nu als voorstel.")
    return redirect(conflict)


def waiting(reader: Reader) -> list[Todo]:
    """One line on the werkbank while conflicts wait for a decision."""
    if not standing_of(reader).is_bureau or not (count := SourceConflict.objects.undecided().count()):
        return []
    title = "Eén verschil tussen bronnen" if count == 1 else f"{count} verschillen tussen bronnen"
    url = f"{reverse('sources')}?stand=open#verschillen"
    return [Todo(title, url, "Beslis wat we tonen, met de reden erbij.")]


def register() -> None:
    """Called once, when the app registry is ready."""
    today.register("sources", waiting)
    pages.register("source-conflict", pages.Historied(SourceConflict.objects.all, HISTORY))
