"""Made-up contents for the style guide; nothing here is data."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from zorgzaam.today import Todo
from zorgzaam.ui.forms import ChoiceCards, DateInput, TimeInput

NOON = datetime(2024, 11, 27, 14, 30, tzinfo=UTC)


class SampleForm(forms.Form):
    """Every kind of field."""

    title = forms.CharField(label="Titel", max_length=120, help_text="Kort en duidelijk, zoals op de agenda.")
    kind = forms.ChoiceField(
        label="Soort punt",
        widget=ChoiceCards,
        choices=[("informatie", "Informatie"), ("beeldvorming", "Beeldvorming"), ("besluit", "Besluit")],
    )
    explanation = forms.CharField(
        label="Toelichting", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    day = forms.DateField(label="Datum", widget=DateInput)
    start = forms.TimeField(label="Begintijd", widget=TimeInput, required=False)
    minutes = forms.IntegerField(label="Minuten", min_value=1, max_value=240)
    owner = forms.ChoiceField(
        label="Wie bereidt voor?",
        required=False,
        choices=[("", "Kies iemand"), ("1", "Ada Voorbeeld"), ("2", "Bo Verzonnen")],
    )
    audience = forms.MultipleChoiceField(
        label="Voor wie is dit?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("leden", "Leden van het overleg"),
            ("raden", "Gemeenteraden"),
            ("staten", "Provinciale Staten"),
        ],
    )
    paper = forms.FileField(label="Stuk", required=False, help_text="PDF of Word, hoogstens 50 MB.")
    agreed = forms.BooleanField(label="Dit punt kan zonder bespreking door", required=False)
    fixed = forms.CharField(label="Nummer", disabled=True, initial="VC-2024-031", required=False)


def contents(page: int = 2) -> dict[str, Any]:
    """The template context: one value per component."""
    return {
        "form": SampleForm(prefix="leeg"),
        "wrong": _wrong(),
        "noon": NOON,
        "page": Paginator(range(120), 10).get_page(page),
        "statuses": [
            ("good", "Vastgesteld"),
            ("busy", "In behandeling"),
            ("warn", "Wacht op akkoord"),
            ("bad", "Te laat"),
            ("info", "Nieuw"),
            ("neutral", "Concept"),
        ],
        "rows": _rows(),
        "hero": [
            {"label": "Bekijk de agenda", "url": "#voorpagina", "icon": "calendar-event"},
            {"label": "Wie doet wat", "url": "#voorpagina"},
        ],
        "todos": [
            Todo("Geef akkoord op het regioplan", "#voorpagina", "Namens jouw gemeente", NOON.date(), "late"),
            Todo(
                "Lees de stukken voor donderdag", "#voorpagina", "Drie stukken zijn nieuw", None, "attention"
            ),
        ],
        "steps": [
            {"label": "Opstellen", "state": "done"},
            {"label": "Nalezen", "state": "now"},
            {"label": "Vaststellen", "state": "later"},
        ],
        "tabs": [
            {"label": "Agenda", "url": "?", "current": True, "count": 8},
            {"label": "Stukken", "url": "?deel=stukken", "current": False, "count": 3},
            {"label": "Besluiten", "url": "?deel=besluiten", "current": False, "count": None},
        ],
        **_stories(),
    }


def _wrong() -> SampleForm:
    form = SampleForm({"fout-title": "", "fout-minutes": "900"}, prefix="fout")
    form.add_error(None, "Dit agendapunt past niet meer binnen de vergadering.")
    return form


def _rows() -> list[dict[str, Any]]:
    return [
        {
            "name": "Opening en vaststelling agenda",
            "minutes": 5,
            "who": "Ada Voorbeeld",
            "kind": "good",
            "state": "Klaar",
        },
        {
            "name": "Mentale gezondheid: voortgang",
            "minutes": 25,
            "who": "Bo Verzonnen",
            "kind": "busy",
            "state": "Loopt",
        },
        {
            "name": "Financieel kader volgend jaar",
            "minutes": 40,
            "who": "Cas Bedacht",
            "kind": "warn",
            "state": "Wacht",
        },
    ]


def _timeline() -> list[Any]:
    return [
        {
            "when": date(2023, 9, 1),
            "title": "Zorgtafel begint",
            "text": "Twaalf organisaties.",
            "state": "past",
        },
        {
            "when": date(2024, 11, 27),
            "title": "Coalitie neemt het over",
            "state": "now",
            "url": "#tijdlijn",
        },
        {
            "when": "voorjaar 2026",
            "title": "Nieuw regioplan",
            "text": "De raden geven hun mening.",
            "state": "next",
        },
    ]


def _history() -> list[Any]:
    return [
        {
            "when": NOON,
            "who": "Ada Voorbeeld",
            "what": "Agendapunt gewijzigd",
            "reason": "Spreker kan pas later",
            "changes": [
                {"label": "Begintijd", "before": "14:00", "after": "15:30"},
                {"label": "Toelichting", "before": "", "after": "Met presentatie van de werkgroep"},
            ],
        },
        {
            "when": datetime(2024, 11, 20, 8, 5, tzinfo=UTC),
            "who": "Bo Verzonnen",
            "what": "Agendapunt gemaakt",
        },
    ]


def _files() -> list[Any]:
    return [
        {
            "name": "Voortgang mentale gezondheid",
            "url": "#stukken",
            "kind": "PDF",
            "size": 1_430_000,
            "publicity": "openbaar",
        },
        {
            "name": "Begroting, concept",
            "url": "#stukken",
            "kind": "Excel",
            "size": 48_200,
            "publicity": "besloten",
        },
        {
            "name": "Advies van de jurist",
            "url": "#stukken",
            "kind": "PDF",
            "size": 240_000,
            "publicity": "vertrouwelijk",
            "until": NOON,
        },
    ]


def _toasts() -> list[Any]:
    return [
        SimpleNamespace(text="Agendapunt opgeslagen.", kind="success"),
        SimpleNamespace(text="De agenda loopt 10 minuten uit.", kind="warning"),
        SimpleNamespace(text="Opslaan is niet gelukt.", kind="error"),
        SimpleNamespace(text="Bo Verzonnen kijkt nu ook naar deze agenda.", kind="info"),
    ]


def _stories() -> dict[str, Any]:
    return {
        "timeline": _timeline(),
        "history": _history(),
        "facts": [("Voorzitter", "Ada Voorbeeld"), ("Sinds", "27 november 2024"), ("Secretaris", "")],
        "files": _files(),
        "diff": [
            {
                "label": "Toelichting",
                "theirs": "We bespreken de voortgang.",
                "mine": "We bespreken de voortgang en het geld.",
            }
        ],
        "toasts": _toasts(),
    }
