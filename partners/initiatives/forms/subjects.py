"""Where an initiative is and what it is about: ticks that are kept as rows."""

from typing import Any

from django import forms

from partners.initiatives.models import InitiativeSubject
from partners.regions.models import Municipality, RegionMembership
from themes.criteria.models import PreventionLevel
from themes.generations.models import ThemeGeneration
from themes.tasks.models import TaskList, TransformationTask
from themes.themes.models import Theme

# Field of the form -> column of the row.
COLUMNS = {"municipalities": "municipality", "themes": "theme", "tasks": "task", "levels": "level"}


class SubjectFields:
    """Part of a step: adds `municipalities`, `themes`, `tasks` and `levels`."""

    instance: Any
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    def offer(self) -> None:
        kept = self.stored()
        themes = Theme.objects.filter(generation=ThemeGeneration.objects.leading())
        tasks = TransformationTask.objects.filter(task_list=TaskList.objects.leading())
        self._ticks("municipalities", "In welke gemeenten?", _municipalities(), kept)
        self._ticks("themes", "Bij welk thema hoort het?", themes, kept, "generation", "number")
        self._ticks("tasks", "Aan welke opgaven draagt het bij?", tasks, kept, "task_list", "number")
        self._ticks("levels", "Wat voor preventie is het?", PreventionLevel.objects.all(), kept, "position")
        self.fields[
            "municipalities"
        ].help_text = (
            "Kies er een of meer. Is het voor de hele regio? Kies dan alleen waar het vooral is, of niets."
        )
        self.fields["themes"].help_text = "Een thema of een opgave is genoeg."
        self.order_fields(  # type: ignore[attr-defined]
            ["for_whom", "whole_region", "municipalities", "neighbourhood", "themes", "tasks", "levels"]
        )

    def _ticks(self, name: str, label: str, rows: Any, kept: dict[str, Any], *order: str) -> None:
        """What there is today, and what was chosen before."""
        offered = rows.values("pk")
        either = rows.model.objects.filter(pk__in=offered) | rows.model.objects.filter(pk__in=kept[name])
        self.fields[name] = Ticks(
            either.order_by(*order or ("name",)),
            label=label,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Kies iets uit de lijst."},
        )

    def stored(self) -> dict[str, Any]:
        rows = list(self.instance.subjects.all())
        return {
            name: [getattr(row, f"{column}_id") for row in rows if getattr(row, f"{column}_id")]
            for name, column in COLUMNS.items()
        }

    def hang(self) -> None:
        named = {column: name for name, column in COLUMNS.items() if name in self.cleaned_data}
        wanted = {(column, row.pk) for column, name in named.items() for row in self.cleaned_data[name]}
        for row in self.instance.subjects.all():
            column = next(each for each in COLUMNS.values() if getattr(row, f"{each}_id"))
            key = (column, getattr(row, f"{column}_id"))
            if key in wanted:
                wanted.discard(key)
            elif column in named:
                row.delete()
        for column, pk in sorted(wanted):
            InitiativeSubject.objects.create(initiative=self.instance, **{f"{column}_id": pk})


class Ticks(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Tick boxes; a level or a criterion says what it means."""

    def label_from_instance(self, row: Any) -> str:
        told = getattr(row, "explanation", "")
        return f"{row}: {told}" if told else str(row)


def _municipalities() -> Any:
    """Those of our own region; all of them where that is not known."""
    ours = RegionMembership.objects.current().filter(region__is_ours=True)
    found = Municipality.objects.filter(pk__in=ours.values("municipality_id"))
    return found if found.exists() else Municipality.objects.all()
