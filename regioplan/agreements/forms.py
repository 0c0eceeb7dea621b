"""Forms of agreements: a proposal, its answer, and its end."""

from typing import Any

from django import forms
from django.utils import timezone

from partners.organisations.picking import pick_organisation, to_choose
from regioplan.agreements.models import Agreement, AgreementQuestion, Role
from regioplan.agreements.triggers import TOLD
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.periods import describe
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin

PARTIES = ("organisation", "task")
ASKED_SINCE = (
    "De organisatie vroeg intussen om iets anders. Er is nog niets bewaard. "
    "Lees hierboven wat zij wil, pas aan wat nodig is en sla nog een keer op."
)


class AgreementForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A proposal of the netwerkbureau to an organisation; `told` once that was written to, and stays the one asked."""

    constraint_fields = {
        "agreement_once": "organisation",
        "regioplan_agreement_ends_after_start": "ends_on",
        "stays_as_accepted": "what",
        "stays_as_told": "organisation",
    }
    given = ("state", *PARTIES)
    organisation = pick_organisation("Organisatie")
    starts_on = day_field("Vanaf", required=False, help_text="Leeg als het begin nog niet bekend is.")
    ends_on = day_field("Tot en met", required=False, help_text="Leeg als er nog geen einde is.")

    class Meta:
        model = Agreement
        fields = [
            "task",
            "organisation",
            "role",
            "what",
            "starts_on",
            "starts_precision",
            "ends_on",
            "source",
        ]
        error_messages = {"task": NOT_IN_LIST, "role": NOT_IN_LIST}
        widgets = {"what": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        task, organisation = self.fields["task"], self.fields["organisation"]
        organisation.queryset = to_choose(self.instance.organisation_id)  # type: ignore[attr-defined]
        task.queryset = self._tasks()  # type: ignore[attr-defined]
        task.label_from_instance = lambda task: f"{task.label}. {task.title}"  # type: ignore[attr-defined]
        task.empty_label = "Kies een opgave"  # type: ignore[attr-defined]
        self.fields["source"].empty_label = "Geen bron"  # type: ignore[attr-defined]
        self.told = not self.instance._state.adding and self.instance.was_told
        # A page opened before the mail went out still sends them: what was chosen there is refused and not lost.
        if self.told and not any(self.add_prefix(name) in self.data for name in PARTIES):
            for name in PARTIES:
                del self.fields[name]

    def _tasks(self) -> Any:
        """The tasks of the list that leads now, and the one this proposal is about already."""
        leading = TransformationTask.objects.filter(task_list=TaskList.objects.leading())
        own = TransformationTask.objects.filter(pk=self.instance.task_id)
        return (leading | own).order_by("task_list", "number")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name in PARTIES if self.told else ():
            if name in data and data[name].pk != getattr(self.instance, f"{name}_id"):
                self.add_error(name, TOLD)
        return data


class QuestionField(forms.UUIDField):
    """The question a page shows: it comes back as it was shown then, and goes out as it is shown now."""

    widget = forms.HiddenInput

    def __init__(self, shown: AgreementQuestion | None) -> None:
        super().__init__(required=False)
        self.shown = shown

    def prepare_value(self, value: Any) -> Any:
        return self.shown.pk if self.shown else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class RewriteForm(AgreementForm):
    """A proposal in other words; it knows which question of the organisation its reader had before them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"] = QuestionField(self.instance.open_question)

    @property
    def question(self) -> AgreementQuestion | None:
        """The question the page shows."""
        shown: AgreementQuestion | None = self.fields["asked"].shown  # type: ignore[attr-defined]
        return shown

    def save(self, commit: bool = True) -> Agreement:
        """ValidationError for a question that came since the page was shown: nobody read it."""
        # Saved first: that locks the proposal, so no question can come while this one is looked up.
        made: Agreement = super().save(commit)
        now = made.open_question
        if now and now.pk != self.cleaned_data["asked"]:
            self.fields["asked"].shown = now  # type: ignore[attr-defined]
            raise forms.ValidationError(ASKED_SINCE)
        return made


class AnswerForm(RowForm):
    """The organisation's own answer to what it read."""

    ACCEPT, REFUSE, OTHERWISE = "ja", "nee", "anders"

    answer = forms.ChoiceField(
        label="Jullie antwoord",
        choices=[
            (ACCEPT, "Ja, dit doen wij"),
            (REFUSE, "Nee, dit doen wij niet"),
            (OTHERWISE, "Wij willen dit eerst anders afspreken"),
        ],
        widget=ChoiceCards,
        error_messages={**NOT_IN_LIST, "required": "Kies jullie antwoord."},
    )
    reason = forms.CharField(
        label="Toelichting",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Waarom niet, of wat willen jullie anders? Het netwerkbureau leest dit.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].optional = "nodig bij nee en bij anders"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == self.REFUSE and not data.get("reason"):
            self.add_error("reason", "Schrijf op waarom jullie dit niet doen.")
        if data.get("answer") == self.OTHERWISE and not data.get("reason"):
            self.add_error("reason", "Schrijf op wat jullie anders willen.")
        return data

    def save(self, by: Any) -> None:
        reason = self.cleaned_data["reason"]
        match self.cleaned_data["answer"]:
            case self.ACCEPT:
                self.row.accept(by=by)
            case self.REFUSE:
                self.row.refuse(by=by, reason=reason)
            case _:
                self.row.ask_otherwise(by=by, text=reason)


class WithdrawForm(RowForm):
    """Taking back a proposal."""

    reason = forms.CharField(
        label="Waarom",
        max_length=400,
        help_text="De organisatie kan dit lezen.",
        error_messages={"required": "Schrijf op waarom."},
    )


class EndForm(WithdrawForm):
    """The last day of what was accepted."""

    on = day_field("Laatste dag", help_text="Tot en met deze dag geldt de afspraak nog.")
    field_order = ["on", "reason", "version"]

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > max(timezone.localdate(), self.row.starts_on or on.min):
            raise forms.ValidationError(
                "Kies vandaag, een dag die voorbij is, of de eerste dag van de afspraak."
            )
        if self.row.starts_on and on < self.row.starts_on:
            raise forms.ValidationError("Deze dag ligt voor het begin van de afspraak.")
        if self.row.ends_on and on > self.row.ends_on:
            last = describe(self.row.ends_on, self.row.ends_precision)
            raise forms.ValidationError(
                f"De afspraak liep tot en met {last}. Later kan de laatste dag niet zijn."
            )
        return on


class AgreementFilter(forms.Form):
    """A GET form: narrows the list of the werkbank."""

    rol = forms.ChoiceField(
        label="Rol", required=False, choices=[("", "Alle rollen"), *Role.choices], error_messages=NOT_IN_LIST
    )
