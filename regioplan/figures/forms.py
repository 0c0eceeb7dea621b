"""Forms of kerncijfers. Every number asks its source, its day and what time it is about."""

from regioplan.figures.models import FigureValue, KeyFigure
from regioplan.forms import FactForm
from zorgzaam.ui.forms import NOT_IN_LIST, day_field


class KeyFigureForm(FactForm):
    constraint_fields = {"figure_is_about_one_area": "area"}
    empty = {
        "region": "Niet voor een regio", "municipality": "Niet voor een gemeente", "theme": "Geen thema",
        "task": "Geen opgave",
    }  # fmt: skip

    class Meta:
        model = KeyFigure
        fields = ["name", "meaning", "unit", "region", "municipality", "area", "theme", "task", "position"]


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
