"""Forms: asking, answering, reporting it done, taking it back, and the filter of the board."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import Truncator

from governance.bodies.models import Body
from governance.decisions.models import Decision
from governance.executions.asking import Question, ask, asked_already
from governance.executions.models import Execution, ExecutionState
from governance.meetings.discussed import items_about, themes_of
from governance.meetings.models.subjects import THEME
from partners.organisations.models import Organisation
from partners.organisations.picking import pick_organisations
from themes.themes.models import Theme
from zorgzaam.files.chosen import ChosenFileField, WithChosenFiles
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm

WHOLE = "Het hele besluit"


class AskForm(RowForm):
    """What is asked of which organisations, because of which point."""

    organisations = pick_organisations(
        "Aan welke organisaties vragen we dit?", error_messages={"required": "Kies een organisatie."}
    )
    point = forms.TypedChoiceField(
        label="Om welk besluitpunt gaat het?", required=False, coerce=int, empty_value=None,
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    what = forms.CharField(
        label="Wat vragen we?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In gewone woorden. De organisatie leest dit, ook als zij het besluit zelf niet mag lezen.",
        error_messages={"required": "Schrijf op wat je vraagt."},
    )
    due_on = day_field("Uiterlijk", required=False, help_text="Leeg als er geen laatste dag is.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = [(n, f"{n}. {Truncator(text).chars(90)}") for n, text in enumerate(self.row.points, 1)]
        self.fields["point"].choices = [("", WHOLE), *points]  # type: ignore[attr-defined]

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies vandaag of een latere dag.")
        return due_on

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = data.get("organisations") or []
        known = asked_already(self.row, data.get("point"))
        if again := [one.name for one in chosen if one.pk in known]:
            self.add_error("organisations", f"Dit is al gevraagd aan: {', '.join(again)}.")
        return data

    def save(self, by: Any) -> list[Execution]:
        data = self.cleaned_data
        question = Question(data["what"], data["point"], data["due_on"])
        return ask(self.row, data["organisations"], question, by=by)


class AnswerForm(RowForm):
    """The organisation's own answer to what it is asked."""

    ACCEPT, DECLINE = "ja", "nee"

    answer = forms.ChoiceField(
        label="Jullie antwoord",
        choices=[(ACCEPT, "Ja, dit doen wij"), (DECLINE, "Nee, dit doen wij niet")],
        widget=ChoiceCards,
        error_messages={**NOT_IN_LIST, "required": "Kies jullie antwoord."},
    )
    text = forms.CharField(
        label="Toelichting",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De leden van het orgaan en het netwerkbureau lezen dit.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].optional = "nodig bij nee"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == self.DECLINE and not data.get("text"):
            self.add_error("text", "Schrijf op waarom jullie dit niet doen.")
        return data

    def save(self, by: Any) -> None:
        if self.cleaned_data["answer"] == self.ACCEPT:
            self.row.accept(by=by, reason=self.cleaned_data["text"])
        else:
            self.row.decline(by=by, reason=self.cleaned_data["text"])


class DoneForm(WithChosenFiles, RowForm):
    """It is done; with what shows it."""

    evidence = forms.CharField(
        label="Waaruit blijkt dat?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bijvoorbeeld: wat er nu anders is, sinds wanneer, en waar dat te lezen is.",
        error_messages={"required": "Schrijf op waaruit blijkt dat het gedaan is."},
    )
    upload = ChosenFileField(
        label="Bewijsstuk",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint of een plaatje; hoogstens 50 MB.",
    )

    def save(self, by: Any) -> None:
        chosen = self.cleaned_data["upload"]
        extra = {"file": chosen.stored, "filename": chosen.name} if chosen else {}
        self.row.finish(by=by, evidence=self.cleaned_data["evidence"], **extra)


class WithdrawForm(RowForm):
    reason = forms.CharField(
        label="Waarom",
        max_length=400,
        help_text="De organisatie kan dit lezen.",
        error_messages={"required": "Schrijf op waarom."},
    )


class BoardFilter(forms.Form):
    """A GET form: narrows the board. Offers only what stands on it for this reader."""

    LATE = "te-laat"

    orgaan = forms.ModelChoiceField(
        Body.objects.none(),
        label="Orgaan",
        required=False,
        empty_label="Alle organen",
        error_messages=NOT_IN_LIST,
    )
    thema = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Thema",
        required=False,
        empty_label="Alle thema\u2019s",
        error_messages=NOT_IN_LIST,
    )
    organisatie = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisatie", required=False, empty_label="Alle organisaties",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alles"), (LATE, "Te laat"), *ExecutionState.choices],
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, data: Any, *, rows: Any, user: Any) -> None:
        super().__init__(data)
        decisions = Decision.objects.filter(executions__in=rows)
        self.user, items = user, decisions.filter(item__isnull=False).values("item")
        offered = {
            "orgaan": Body.objects.filter(decisions__in=decisions),
            "thema": Theme.objects.visible_to(user).filter(themes_of(user, items)),
            "organisatie": Organisation.objects.visible_to(user).filter(executions__in=rows),
        }
        for name, found in offered.items():
            self.fields[name].queryset = found.distinct()  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        """The rows that fit what was asked; all of them when nothing was, or something that cannot be."""
        if not self.is_valid():
            return rows
        data = self.cleaned_data
        if data["orgaan"]:
            rows = rows.filter(decision__body=data["orgaan"])
        if data["thema"]:
            about = Decision.objects.filter(items_about(self.user, THEME, data["thema"]))
            rows = rows.filter(decision__in=about)
        if data["organisatie"]:
            rows = rows.filter(organisation=data["organisatie"])
        if data["stand"] == self.LATE:
            return rows.overdue()
        return rows.filter(state=data["stand"]) if data["stand"] else rows
