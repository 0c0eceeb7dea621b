"""Forms of who proposes: looking whether it lies somewhere already, and the proposal itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.bodies.models import COUNCIL_KINDS, Body
from governance.intake.joining import Beside, body_of, find
from governance.intake.lateness import lateness
from governance.intake.lying import Asked, Lying, lies
from governance.intake.models import Proposal
from governance.intake.proposing import File, With, meetings_to_wish, propose, taking
from governance.meetings.facts import as_read_by
from governance.meetings.forms import ALLOWED
from partners.organisations.models import Organisation
from themes.generations.models import ThemeGeneration
from themes.tasks.models import TaskList, TransformationTask
from themes.themes.models import Theme
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.files.chosen import ChosenFileField, WithChosenFiles
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.dates import moment
from zorgzaam.ui.forms import NO_DATE, NOT_IN_LIST, ONE_OF, ChoiceCards, DateInput, under_headings
from zorgzaam.ui.picker import PickManyField

FROM_A_COUNCIL = (
    "Dit is een verzoek aan je college om het daar te bespreken. Wie in dat overleg de agenda maakt, bepaalt wat "
    "ermee gebeurt. Je leest terug wat ervan kwam."
)
FILES = ("file_1", "file_2", "file_3")


def tasks_field() -> PickManyField:
    """The tasks the network works with today."""
    rows = TransformationTask.objects.filter(task_list=TaskList.objects.leading())
    return PickManyField(
        rows.order_by("task_list", "number"), label="Over welke opgaven gaat het?", required=False
    )


def themes_field() -> PickManyField:
    """The themes the network works with today."""
    rows = Theme.objects.filter(generation=ThemeGeneration.objects.leading())
    return PickManyField(
        rows.order_by("generation", "number"), label="Over welke thema's gaat het?", required=False
    )


class LookForm(forms.Form):
    """A GET form: is this talked about somewhere already?"""

    title = forms.CharField(label="Waar gaat het over?", max_length=250, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"], self.fields["themes"] = tasks_field(), themes_field()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(name) for name in ("title", "tasks", "themes")):
            self.add_error(
                "title", "Schrijf in een paar woorden waar het over gaat, of kies een opgave of thema."
            )
        return data

    def found(self, reader: Reader) -> list[Lying]:
        """What lies somewhere; nothing while the form is not right."""
        return found_for(reader, self.cleaned_data) if self.is_valid() else []


def found_for(reader: Reader, data: dict[str, Any]) -> list[Lying]:
    """What lies somewhere about what these fields say."""
    tasks, themes = (frozenset(row.pk for row in data.get(name) or ()) for name in ("tasks", "themes"))
    return lies(Asked(reader, themes, tasks, data.get("title") or ""))


class ProposeForm(WithChosenFiles, ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A proposal for the agenda of a body, for who may make one through this door."""

    file_1 = ChosenFileField(label="Stuk", required=False, help_text=ALLOWED)
    file_2 = ChosenFileField(label="Nog een stuk", required=False)
    file_3 = ChosenFileField(label="Nog een stuk", required=False)
    # What it joins ("punt-<id>", "voorstel-<id>") and which proposal it follows; from a link.
    beside = forms.CharField(required=False, widget=forms.HiddenInput)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
    looked = forms.BooleanField(required=False, widget=forms.HiddenInput)
    constraint_fields = {"proposal_says_for_whom": "organisation"}

    class Meta:
        model = Proposal
        fields = ("title", "why", "asks", "body", "meeting", "wished_by", "organisation", "council")
        labels = {
            "title": "Waar gaat het over?",
            "why": "Waarom moet dit op de agenda?",
            "asks": "Wat vraag je?",
        }
        widgets = {
            "why": forms.Textarea(attrs={"rows": 6}),
            "asks": ChoiceCards,
            "wished_by": DateInput,
        }
        help_texts = {
            "why": "In gewone woorden. Dit wordt de toelichting bij het agendapunt.",
            "body": "Wie daar de agenda maakt, bepaalt wat ermee gebeurt. Hoort het elders, dan geven zij het door.",
            "meeting": "Leeg als het niet uitmaakt wanneer.",
            "wished_by": "Leeg als er geen laatste dag is.",
        }
        error_messages = {
            "title": {"required": "Vat in één zin samen waar het over gaat."},
            "why": {"required": "Schrijf op waarom dit op de agenda moet."},
            "asks": ONE_OF,
            "body": {**NOT_IN_LIST, "required": "Kies een overleg."},
            "meeting": NOT_IN_LIST,
            "wished_by": NO_DATE,
            "organisation": NOT_IN_LIST,
            "council": NOT_IN_LIST,
        }

    field_order = ("title", "asks", "why", "tasks", "themes", "organisation", "council", "body", "meeting", "wished_by",
                   *FILES)  # fmt: skip

    def __init__(self, *args: Any, reader: Reader, through: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["tasks"], self.fields["themes"] = tasks_field(), themes_field()
        self._offer_bodies()
        self._offer_meetings()
        self._offer_names(through)
        self.order_fields(self.field_order)

    def _offer_bodies(self) -> None:
        body: Any = self.fields["body"]
        body.queryset, body.empty_label = taking(), "Kies een overleg"

    def _offer_meetings(self) -> None:
        field: Any = self.fields["meeting"]
        rows = meetings_to_wish(self.reader)
        late = lateness(rows)
        known = {row.pk: row for row in as_read_by(self.reader, rows)}
        under_headings(field, rows, lambda meeting: str(meeting.body))
        field.empty_label = "Maakt niet uit"
        field.label_from_instance = lambda meeting: _said(
            known.get(meeting.pk, meeting), late.get(meeting.pk)
        )
        self.late = late

    def _offer_names(self, through: str) -> None:
        """For whom one may propose: from a seat for oneself or an own organisation, else for an organisation only, or
        for a council only."""
        standing = standing_of(self.reader)
        organisation: Any = self.fields["organisation"]
        council: Any = self.fields["council"]
        ours = Organisation.objects.remaining().filter(pk__in=standing.organisations)
        organisation.queryset = ours.order_by("name")
        council.queryset = Body.objects.filter(pk__in=standing.councils).order_by("name")
        organisation.empty_label = "Namens mijzelf"
        if through != "council":
            self._offer_councils(standing.is_bureau)
            if through == "organisation":
                _must(organisation, "Kies namens welke organisatie je dit voorstelt.")
            elif not organisation.queryset:
                del self.fields["organisation"]
        else:
            del self.fields["organisation"]
            _must(council, "Kies vanuit welke Staten of raad dit komt.")
            body: Any = self.fields["body"]
            body.label, body.help_text = "In welk overleg moet je college dit inbrengen?", FROM_A_COUNCIL

    def _offer_councils(self, is_bureau: bool) -> None:
        """The netwerkbureau writes down what a council asks by letter or in a meeting; who sits elsewhere does not."""
        if not is_bureau:
            del self.fields["council"]
            return
        field: Any = self.fields["council"]
        today = timezone.localdate()
        field.queryset = Body.objects.existing_on(today).filter(kind__in=COUNCIL_KINDS).order_by("name")
        field.label, field.empty_label = "Vraagt een raad of de Staten dit?", "Nee"
        field.help_text = "Kies welke als je hun verzoek invoert. Hun griffie hoort wat ermee gebeurt."

    def clean_wished_by(self) -> Any:
        day = self.cleaned_data["wished_by"]
        if day and day < timezone.localdate():
            raise ValidationError("Deze dag is voorbij. Kies vandaag of een latere dag.")
        return day

    def clean_beside(self) -> Beside | None:
        key = self.cleaned_data["beside"]
        found = find(self.reader, key) if key else None
        if key and found is None:
            raise ValidationError("Waar je bij wilde aansluiten is er niet meer.")
        return found

    def clean_after(self) -> Proposal | None:
        key = self.cleaned_data["after"]
        return Proposal.objects.own(self.reader).filter(pk=key).first() if key else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        body, meeting, beside = data.get("body"), data.get("meeting"), data.get("beside")
        if body and meeting and meeting.body_id != body.pk:
            self.add_error(
                "meeting", f"Dit is geen vergadering van {body}. Kies er een van dat overleg, of geen."
            )
        if body and beside is not None and body_of(beside).pk != body.pk:
            self.add_error("body", f"Je sluit aan bij iets van {body_of(beside)}. Kies dat overleg.")
        if data.get("organisation") and data.get("council"):
            self.add_error("council", "Kies namens een organisatie, of een raad of de Staten. Niet allebei.")
        return data

    @property
    def chosen(self) -> list[File]:
        """The files that go along: those of the proposal it follows, and those that were chosen."""
        data = self.cleaned_data
        again = data["after"].papers.select_related("file") if data["after"] else ()
        kept = [File(paper.file, paper.filename) for paper in again]
        return kept + [File(data[name].stored, data[name].name) for name in FILES if data.get(name)]

    def send(self, by: Person) -> Proposal:
        """Make the proposal."""
        data = self.cleaned_data
        more = With(data["themes"], data["tasks"], self.chosen, data["beside"], data["after"])
        return propose(self.save(commit=False), more, by=by)


def _must(field: Any, words: str) -> None:
    """Required; who has one choice has made it."""
    field.required, field.error_messages["required"] = True, words
    rows = list(field.queryset[:2])
    field.empty_label = None if len(rows) == 1 else "Kies"
    if len(rows) == 1:
        field.initial = rows[0].pk


def _said(meeting: Any, late: Any) -> str:
    """ "do 26 november 2026, 13:30 (let op: de agenda is al gepubliceerd)" """
    words = f"let op: {late.words[0].lower()}{late.words[1:].rstrip('.')}" if late and late.is_late else ""
    return f"{moment(meeting.starts_at)}{f' ({words})' if words else ''}"
