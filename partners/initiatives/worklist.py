"""The worklist of the netwerkbureau: what was brought in, how long it waits, and what has to be done when."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from partners.initiatives.models import AT_THE_BUREAU, OVER, Initiative, InitiativeSubject, State, unanswered
from partners.regions.models import Municipality
from themes.themes.models import Theme
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader

TITLE = "Initiatieven"
# Somebody has to do something by a day: the netwerkbureau, or who it is offered to.
WITH_TERM = (*AT_THE_BUREAU, State.OFFERED)
HERE, ALL = "bij-ons", "alles"
STATES = [
    (HERE, "Bij het netwerkbureau"),
    *((s.value, s.label) for s in State if s != State.DRAFT),
    (ALL, "Alles"),
]
SORTED: dict[str, list[Any]] = {
    "oud": ["submitted_at"],
    "nieuw": ["-submitted_at"],
    "termijn": [F("due_on").asc(nulls_last=True), "submitted_at"],
}


def late() -> Q:
    """Somebody should have done something before today."""
    return Q(state__in=WITH_TERM, due_on__lt=timezone.localdate())


class WorklistFilter(forms.Form):
    """Narrows the worklist; whatever is no choice narrows nothing."""

    q = forms.CharField(label="Nummer, titel of organisatie", required=False, max_length=120)
    stand = forms.ChoiceField(label="Stand", choices=[("", "Wat nog loopt"), *STATES], required=False)
    thema = forms.ModelChoiceField(
        Theme.objects.none(), label="Thema", required=False, empty_label="Alle thema's"
    )
    gemeente = forms.ModelChoiceField(
        Municipality.objects.none(), label="Gemeente", required=False, empty_label="Alle gemeenten"
    )
    behandelaar = forms.ModelChoiceField(
        Person.objects.none(), label="Wie behandelt het", required=False, empty_label="Iedereen"
    )
    te_laat = forms.BooleanField(label="Alleen wat te laat is", required=False)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = Initiative.objects.exclude(handled_by=None).values("handled_by")
        choices = {
            "thema": Theme.objects.visible_to(reader),
            "gemeente": Municipality.objects.visible_to(reader),
            "behandelaar": Person.objects.visible_to(reader).filter(pk__in=used),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def narrow(self, rows: "QuerySet[Initiative]") -> "QuerySet[Initiative]":
        """What is asked for; of a field with a mistake nothing."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else getattr(self, "cleaned_data", {})
        rows = _in_state(rows, asked.get("stand") or "")
        if word := (asked.get("q") or "").strip():
            rows = rows.filter(_named(word))
        if theme := asked.get("thema"):
            rows = rows.filter(pk__in=_about(theme=theme))
        if town := asked.get("gemeente"):
            rows = rows.filter(Q(pk__in=_about(municipality=town)) | Q(whole_region=True))
        if person := asked.get("behandelaar"):
            rows = rows.filter(handled_by=person)
        return rows.filter(late()) if asked.get("te_laat") else rows


def _in_state(rows: "QuerySet[Initiative]", state: str) -> "QuerySet[Initiative]":
    match state:
        case "":
            return rows.exclude(state__in=OVER)
        case "alles":
            return rows
        case "bij-ons":
            return rows.filter(state__in=AT_THE_BUREAU)
    return rows.filter(state=state)


def _named(word: str) -> Q:
    return (
        Q(number__icontains=word)
        | Q(title__unaccent__icontains=word)
        | Q(organisation__name__unaccent__icontains=word)
        | Q(organisation_name__unaccent__icontains=word)
    )


def _about(**what: Any) -> Any:
    return InitiativeSubject.objects.filter(**what).values("initiative")


def worklist(reader: Reader, form: WorklistFilter, order: str) -> "QuerySet[Initiative]":
    """The rows, in order of `order` (a key of SORTED, or what has to be done first)."""
    rows = Initiative.objects.visible_to(reader).sent().shown().select_related("handled_by")
    return form.narrow(rows).order_by(*SORTED.get(order, SORTED["termijn"]), "pk")


def days_old(initiative: Initiative) -> int:
    """How many days ago it was first sent."""
    if initiative.submitted_at is None:
        return 0
    return (timezone.localdate() - timezone.localdate(initiative.submitted_at)).days


def is_late(initiative: Initiative) -> bool:
    """As `late`, of a row at hand."""
    due_on = initiative.due_on
    return initiative.state in WITH_TERM and due_on is not None and due_on < timezone.localdate()


def questions_waiting(initiatives: "list[Initiative]") -> set[Any]:
    """Ids of those of which the last question waits for an answer; one query."""
    return set(unanswered().filter(initiative__in=initiatives).values_list("initiative_id", flat=True))
