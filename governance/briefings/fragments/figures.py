"""The fragment that quotes a kerncijfer: its text, its numbers, and where each comes from."""

import datetime
from typing import Any

from django import forms

from governance.briefings.fragments import Fragment, NothingToShow, register
from governance.briefings.fragments.sourcing import sourced
from regioplan.figures.models import FigureValue, KeyFigure
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import NOT_IN_LIST


class KeyFigureForm(forms.Form):
    """Which kerncijfer."""

    figure = forms.ModelChoiceField(
        KeyFigure.objects.holding(),
        label="Kerncijfer",
        empty_label="Kies een kerncijfer",
        error_messages=NOT_IN_LIST,
    )


def key_figure(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """The figure with what was known of it on the day of the document: a later source is no part of it."""
    figure = parameters["figure"]
    values = FigureValue.objects.visible_to(reader).filter(figure=figure, stated_on__lte=on).shown()
    found = [_quoted(value, figure) for value in values.order_by("starts_on", "-stated_on")]
    if not found:
        raise NothingToShow("Op de datum van dit stuk is er van dit kerncijfer nog geen getal bekend.")
    about = {"name": figure.name, "meaning": figure.meaning, "where": figure.where}
    return {**sourced(figure), **about, "rows": found}


def _quoted(value: FigureValue, figure: KeyFigure) -> dict[str, Any]:
    return {
        **sourced(value, f"{figure.name}, {value.when}", value.stated, url=figure.get_absolute_url()),
        "when": value.when,
        "amount": value.amount,
        "forecast": value.forecast,
        "document": value.source.title,
        "note": value.source_note,
        "stated": value.stated,
    }


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key="key_figure",
            label="Kerncijfer",
            about="Een kerncijfer met wat het zegt, het getal, de bron en de datum.",
            form=KeyFigureForm,
            fill=key_figure,
            template="governance/fragments/key_figure.html",
            icon="chart-bar",
            fields={"amount": "Getal", "meaning": "Wat het zegt"},
        )
    )
