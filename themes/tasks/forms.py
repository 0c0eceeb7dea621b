"""Forms with which the netwerkbureau keeps lists, tasks, parts and links."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from themes.kept import ORIGIN, KeptForm
from themes.picking import group_tasks, group_themes
from themes.tasks.links import TaskLink, TaskTheme
from themes.tasks.models import TaskList, TransformationTask
from themes.tasks.parts import TaskPart
from themes.themes.models import Theme
from zorgzaam.people.models import Person
from zorgzaam.ui.forms import day_field


class TaskListForm(KeptForm):
    stated_on = day_field("Van wanneer", required=False, help_text="Leeg als het nog niet bekend is.")

    class Meta:
        model = TaskList
        fields = ["name", "about", "stated_on", "stated_precision", *ORIGIN]


class TaskForm(KeptForm):
    """A task of one list. Number 0 is the overarching one."""

    constraint_fields = {"task_number_in_list": "number", "task_overarching_is_zero": "number"}
    given = ("task_list", "overarching")

    class Meta:
        model = TransformationTask
        fields = ["number", "title", "aspect", "text", *ORIGIN]
        help_texts = {
            "number": "0 voor de overkoepelende opgave. Die staat boven alle andere.",
            "aspect": "Alleen als het plan dit onderscheid maakt.",
        }

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        self.instance.overarching = number == 0
        return number


class TaskPartForm(KeptForm):
    constraint_fields = {"task_part_position": "position", "task_part_title_once": "title"}
    given = ("task_list",)

    class Meta:
        model = TaskPart
        fields = ["kind", "position", "title", "text", "task", *ORIGIN]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        task = self.fields["task"]
        task.queryset = self.instance.task_list.tasks.order_by("number")  # type: ignore[attr-defined]
        task.empty_label = "Geen bron zegt bij welke opgave"  # type: ignore[attr-defined]


class AttributedForm(KeptForm):
    """Base: whoever changes the relation is who says so, today."""

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["derived"].help_text = "Laat aan staan als geen bron het zegt. Lezers zien dan: afgeleid."

    def _post_clean(self) -> None:
        # Here and not in save(): the constraints look at them.
        self.instance.author, self.instance.noted_on = self.by, timezone.localdate()
        super()._post_clean()


class TaskLinkForm(AttributedForm):
    constraint_fields = {
        "task_link_has_one_end": "later",
        "task_link_once": "later",
        "other_list": "later",
    }
    given = ("earlier",)

    class Meta:
        model = TaskLink
        fields = ["later", "later_part", "derived", "note", *ORIGIN]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = self.instance.earlier.task_list.later()
        tasks: Any = self.fields["later"]
        parts: Any = self.fields["later_part"]
        own_task = TransformationTask.objects.filter(pk=self.instance.later_id)
        tasks.queryset = TransformationTask.objects.filter(task_list__in=lists) | own_task
        group_tasks(tasks)
        tasks.empty_label = "Kies een opgave"
        own_part = TaskPart.objects.filter(pk=self.instance.later_part_id)
        found = (TaskPart.objects.filter(task_list__in=lists) | own_part).select_related("task_list")
        parts.queryset = found.order_by("task_list", "kind", "position")
        parts.label_from_instance = lambda part: f"{part.task_list}: {part}"
        parts.empty_label = "Of kies een bouwsteen of fundament"


class TaskThemeForm(AttributedForm):
    constraint_fields = {"task_theme_once": "theme"}
    given = ("task",)

    class Meta:
        model = TaskTheme
        fields = ["theme", "derived", "note", *ORIGIN]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme: Any = self.fields["theme"]
        theme.queryset = Theme.objects.all()
        group_themes(theme)
        theme.empty_label = "Kies een thema"


class RemoveForm(forms.Form):
    """Taking a relation away; the history keeps that it was there."""

    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Dit komt in de geschiedenis.",
        error_messages={"required": "Schrijf op waarom dit weg kan."},
    )


class DayForm(forms.Form):
    """A GET form: which list led on that day."""

    op = day_field("Welke lijst gold op", required=False)

    @property
    def day(self) -> datetime.date | None:
        """The chosen day; None when nothing valid was chosen, which means today."""
        chosen: datetime.date | None = self.cleaned_data.get("op") if self.is_valid() else None
        return chosen
