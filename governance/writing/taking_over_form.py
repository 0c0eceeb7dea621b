"""The form with which an agreed task is taken over: everything that will be made, to read and change beforehand."""

from typing import Any

from django import forms

from governance.writing.models import WorkedTask
from governance.writing.taking_over import Asked, NewTask, Plan, earlier_of, next_number, words_of
from partners.organisations.models import Organisation
from regioplan.agreements.models import Role
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.ui.forms import NOT_IN_LIST, day_field

LONGEST_STEP = 200
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
    measure = forms.CharField(
        label="Waaraan we het zien", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Komt bij het doel te staan als je een opgave kiest die er al is. Maak je een nieuwe opgave, dan"
        " staat het al in haar tekst.",
    )  # fmt: skip
    steps = forms.CharField(
        label="Eerste stappen", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Elke regel wordt een mijlpaal, als je hieronder een dag kiest.",
    )  # fmt: skip
    steps_on = day_field(
        "Eerste stappen klaar op", required=False,
        help_text="Kies je geen dag, dan worden het geen mijlpalen. In de ingediende versie blijven ze te lezen.",
    )  # fmt: skip

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
            "measure": self.worked.measure,
            "steps": self.worked.first_steps,
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

    def clean_steps(self) -> list[str]:
        """The lines, each once."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["steps"].splitlines()]
        if any(len(line) > LONGEST_STEP for line in lines):
            raise forms.ValidationError(f"Maak elke regel korter: hoogstens {LONGEST_STEP} tekens.")
        return list(dict.fromkeys(line for line in lines if line))

    @property
    def asks(self) -> list[tuple[Organisation, list[Any]]]:
        """(organisation, its three fields) for the page."""
        names = ("ask", "role", "what")
        return [(each, [self[f"{name}-{each.pk}"] for name in names]) for each in self.organisations]

    @property
    def new_fields(self) -> list[Any]:
        """What only a new task is asked."""
        return [self[name] for name in ("number", "title", "text")]

    @property
    def goal_fields(self) -> list[Any]:
        """What a new task and one that is there both get."""
        return [self[name] for name in ("goal", "due_on", "measure", "steps", "steps_on")]

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
        return Plan(into, self._goal(), data["due_on"], asked, data["steps"], data["steps_on"])

    def _goal(self) -> str:
        """The goal; of a task that is there also how one sees it, which a new task says in its text."""
        goal, measure = self.cleaned_data["goal"], self.cleaned_data["measure"]
        return (
            f"{goal}\n\nWaaraan we het zien: {measure}"
            if self.cleaned_data["task"] and goal and measure
            else goal
        )
