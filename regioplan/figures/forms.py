"""Forms of kerncijfers. Every number asks its source, its day and what time it is about."""

from django import forms

from regioplan.figures.models import MOST_HEADLINES, FigureValue, KeyFigure
from regioplan.forms import FactForm
from zorgzaam.ui.forms import NOT_IN_LIST, day_field
from zorgzaam.ui.pages import RowForm

NO_PLACE = f"Kies een plaats van 1 tot en met {MOST_HEADLINES}, of laat het leeg."


class KeyFigureForm(FactForm):
    constraint_fields = {"figure_is_about_one_area": "area"}
    empty = {
        "region": "Niet voor een regio", "municipality": "Niet voor een gemeente", "theme": "Geen thema",
        "task": "Geen opgave",
    }  # fmt: skip

    class Meta:
        model = KeyFigure
        fields = [
            "name",
            "meaning",
            "unit",
            "region",
            "municipality",
            "area",
            "theme",
            "task",
            "position",
            "headline",
        ]
        error_messages = {"headline": dict.fromkeys(("invalid", "min_value", "max_value"), NO_PLACE)}


class WithdrawForm(RowForm):
    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Iedereen die de pagina van dit cijfer opent, leest dit.",
        error_messages={"required": "Schrijf op waarom."},
    )


class RestoreForm(RowForm):
    """Nothing to fill in: the button is the decision."""


class FigureValueForm(FactForm):
    constraint_fields = {
        "figure_value_says_when": "starts_on",
        "figure_value_once_per_source": "value",
        "regioplan_figurevalue_ends_after_start": "ends_on",
    }
    given = ("figure",)
    empty = {"source": "Kies een bron"}
    starts_on = day_field(
        "Over welke tijd", help_text="Is alleen het jaar bekend? Kies dan 1 januari en: jaar."
    )
    ends_on = day_field(
        "Tot en met", required=False, help_text="Alleen als het om meer jaren of maanden gaat."
    )
    stated_on = day_field("Stand van", help_text="De dag van de bron.")

    class Meta:
        model = FigureValue
        fields = [
            "value", "exactness", "forecast", "starts_on", "starts_precision", "ends_on", "ends_precision",
            "source", "source_note", "stated_on", "stated_precision",
        ]  # fmt: skip
        error_messages = {
            "source": {"required": "Kies de bron. Zonder bron komt er geen getal op de site.", **NOT_IN_LIST}
        }
