"""The form with which an agreed task is taken over: everything that will be made, to read and change beforehand."""

from typing import Any

from django import forms

from governance.writing.models import WorkedTask
from governance.writing.taking_over import Asked, NewTask, Plan, earlier_of, next_number, words_of
from partners.organisations.models import Organisation
from regioplan.agreements.models import Role
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.ui.forms import NOT_IN_LIST, day_field

WRITE = {"required": "Schrijf hier iets."}


class ListForm(forms.Form):
    """A GET form: the list the task goes into; the leading one when nothing valid was chosen."""

    lijst = forms.ModelChoiceField(
        TaskList.objects.none(),
        label="In welke lijst?",
        required=False,
        empty_label=None,
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, *args: Any, lists: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lijst"].queryset = lists  # type: ignore[attr-defined]


class TakeOverForm(forms.Form):
    """One worked-out task into one list. `plan` gives what was decided; `earlier` is what a new task follows."""

    task = forms.ModelChoiceField(
        TransformationTask.objects.none(),
        label="Nieuw of al bekend?",
        required=False,
        empty_label="Een nieuwe opgave in deze lijst",
        error_messages=NOT_IN_LIST,
        help_text="Kies je een opgave die er al staat, dan houdt die haar eigen nummer, titel en tekst.",
    )
    number = forms.IntegerField(
        label="Nummer", min_value=1, max_value=999, required=False,
        error_messages={"min_value": "Kies 1 of hoger.", "invalid": "Typ een getal."},
    )  # fmt: skip
    title = forms.CharField(label="Titel", max_length=200, required=False)
    text = forms.CharField(label="Tekst", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    goal = forms.CharField(
        label="Doel", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Komt bij de opgave te staan, zodat je later kunt volgen of het gehaald is.",
    )  # fmt: skip
    due_on = day_field("Doel gehaald op", required=False)

    def __init__(self, *args: Any, worked: WorkedTask, task_list: TaskList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worked, self.task_list = worked, task_list
        self.earlier = earlier_of(worked, task_list)
        self.organisations = list(worked.organisations.filter(ended_note="").order_by("name"))
        task: Any = self.fields["task"]
        task.queryset = task_list.tasks.order_by("number")
        task.label_from_instance = lambda each: f"{each.label}. {each.title}"
        self.initial.update(self._proposed())
        for organisation in self.organisations:
            self._offer(organisation)

        self._say_when_needed()

    def _say_when_needed(self) -> None:
        """Some fields count for a new task only, others only when something is asked."""
        for name, field in self.fields.items():
            if name in ("number", "title", "text"):
                field.optional = "voor een nieuwe opgave"  # type: ignore[attr-defined]
            elif name.startswith(("role-", "what-")):
                field.optional = "nodig als je het voorstelt"  # type: ignore[attr-defined]

    def _proposed(self) -> dict[str, Any]:
        """What the schrijfteam wrote, in the fields of a transformation task."""
        said = self.worked.transformation_task
        return {
            "task": said.pk if said and said.task_list_id == self.task_list.pk else None,
            "number": next_number(self.task_list),
            "title": self.worked.title,
            "due_on": self.worked.due_on,
            **words_of(self.worked),
        }

    def _offer(self, organisation: Organisation) -> None:
        key = organisation.pk
        self.fields[f"ask-{key}"] = forms.BooleanField(
            label=f"Stel {organisation} een regio-afspraak voor", required=False, initial=True
        )
        self.fields[f"role-{key}"] = forms.ChoiceField(
            label=f"Rol van {organisation}",
            choices=Role.choices,
            initial=Role.PARTNER,
            required=False,
            error_messages=NOT_IN_LIST,
        )
        self.fields[f"what-{key}"] = forms.CharField(
            label=f"Wat {organisation} gaat doen",
            required=False,
            initial=self.worked.first_steps or self.worked.goal,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="In gewone woorden. Zegt de organisatie ja, dan komt dit op de site.",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("task"):
            for name in ("number", "title"):
                if name in data and not data[name]:
                    self.add_error(name, WRITE["required"])
            if data.get("number") and self.task_list.tasks.filter(number=data["number"]).exists():
                self.add_error("number", "Dit nummer heeft een andere opgave al.")
        for organisation in self.organisations:
            self._check(organisation, data)
        return data

    def _check(self, organisation: Organisation, data: dict[str, Any]) -> None:
        if data.get(f"ask-{organisation.pk}"):
            for name in (f"role-{organisation.pk}", f"what-{organisation.pk}"):
                if name in data and not data[name]:
                    self.add_error(name, WRITE["required"])

    @property
    def asks(self) -> list[tuple[Organisation, list[Any]]]:
        """(organisation, its three fields) for the page."""
        names = ("ask", "role", "what")
        return [(each, [self[f"{name}-{each.pk}"] for name in names]) for each in self.organisations]

    @property
    def own_fields(self) -> list[Any]:
        """The fields that are about the task itself."""
        return [self[name] for name in ("task", "number", "title", "text", "goal", "due_on")]

    @property
    def plan(self) -> Plan:
        """What a valid form decided."""
        data = self.cleaned_data
        into = data["task"] or NewTask(self.task_list, data["number"], data["title"], data["text"])
        asked = [
            Asked(each, data[f"role-{each.pk}"], data[f"what-{each.pk}"])
            for each in self.organisations
            if data.get(f"ask-{each.pk}")
        ]
        return Plan(into, data["goal"], data["due_on"], asked)
