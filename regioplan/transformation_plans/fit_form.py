"""The form of the test against the Regioplan: a question and a word of explanation per task."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.html import format_html

from regioplan.transformation_plans.models.fitting import NEEDS_WORDS, Fit, FitAnswer, FitTest
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.conflicts import Conflict
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import ONE_OF
from zorgzaam.ui.pages import RowForm

EXPLAIN = "Leg uit waarom het plan hier niet of deels past."


class FitForm(RowForm):
    """One FitTest (`row`) over these tasks; saving puts down every answer."""

    def __init__(self, *args: Any, row: FitTest, tasks: Sequence[TransformationTask], **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.tasks = tasks
        if row._state.adding:
            # Nothing was there to look at; whoever finds a test of a colleague by now wrote without having seen it.
            self.fields["version"].initial = 0
        known = {} if row._state.adding else {answer.task_id: answer for answer in row.answers.all()}
        for task in tasks:
            self._ask(task, known.get(task.pk))

    def _ask(self, task: TransformationTask, known: FitAnswer | None) -> None:
        self.fields[f"fit_{task.number}"] = forms.ChoiceField(
            label=f"{task.label}: past het plan hierbij?",
            help_text=_about(task),
            choices=Fit.choices,
            widget=forms.RadioSelect,
            initial=known.fit if known else None,
            error_messages=ONE_OF,
        )
        self.fields[f"words_{task.number}"] = forms.CharField(
            label=f"Toelichting bij {task.label.lower()}",
            help_text="Leg uit wat er niet past, en waarom het plan toch goed is.",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=known.explanation if known else "",
        )
        self.fields[f"words_{task.number}"].optional = "nodig bij Deels of Nee"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.row._state.adding:
            self.row.version = 1
        for task in self.tasks:
            if data.get(f"fit_{task.number}") in NEEDS_WORDS and not data.get(f"words_{task.number}"):
                self.add_error(f"words_{task.number}", EXPLAIN)
        return data

    def freshen(self) -> Conflict | None:
        """With what a colleague saved beside each answer that differs."""
        conflict = super().freshen()
        for answer in self.row.answers.select_related("task"):
            stored = {"fit": (answer.fit, answer.get_fit_display()), "words": (answer.explanation,) * 2}
            for name, (value, told) in stored.items():
                field = f"{name}_{answer.task.number}"
                if field in self.fields and self.data.get(field, "") != value:
                    self.add_error(field, f"Nu staat er: {told or 'niets'}")
        return conflict

    @transaction.atomic
    def save(self) -> FitTest:
        """All answers at once. StaleVersion when a colleague saved since this was opened."""
        test: FitTest = self.row
        test.times_saved += 1
        test.save()
        for task in self.tasks:
            said = {
                "fit": self.cleaned_data[f"fit_{task.number}"],
                "explanation": self.cleaned_data[f"words_{task.number}"],
            }
            FitAnswer.objects.update_or_create(test=test, task=task, defaults=said)
        return test


def _about(task: TransformationTask) -> str:
    """The name of the task, which leads to its page, and the first sentence about it."""
    name = format_html('<a href="{}">{}</a>', task.get_absolute_url(), task.title)
    first = next((line.strip() for line in task.text.splitlines() if line.strip()), "")
    sentence = first.split(". ")[0].rstrip(".")
    return format_html("{}. {}.", name, sentence) if sentence else format_html("{}.", name)


def tasks_of(user: Reader, test: FitTest | None) -> tuple[TaskList | None, list[TransformationTask]]:
    """The list a test is about: that of the test, or else the one that leads now; with its numbered tasks."""
    lists = TaskList.objects.visible_to(user)
    found = test.task_list if test else lists.leading()
    tasks = TransformationTask.objects.visible_to(user).filter(task_list=found, overarching=False)
    return found, list(tasks.order_by("number")) if found else []
