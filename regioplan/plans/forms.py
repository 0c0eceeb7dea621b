"""Forms of plans; every one of something that exists carries the version it was opened with."""

from typing import Any

from django import forms
from django.utils import timezone

from regioplan.plans.models import (
    Channel,
    Deadline,
    InputReply,
    Plan,
    PlanInput,
    PlanSection,
    PlanVersion,
    SectionLink,
    Verdict,
)
from regioplan.plans.models.sections import LEVELS
from regioplan.plans.models.states import Binding
from regioplan.plans.seen import changed_since, note
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.beside import BesideFormMixin
from zorgzaam.conflicts import Conflict
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import ChoiceCards, DateInput
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin
from zorgzaam.years import sensible


class PlanForm(VersionedFormMixin, ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A plan: its names, what it is, and whose municipalities decide."""

    class Meta:
        model = Plan
        fields = [
            *("kind", "title", "short_name", "aliases", "about", "region", "needs_decisions"),
            *("expected_on", "expected_precision", "position", "source", "source_note"),
        ]
        widgets = {"expected_on": DateInput, "aliases": forms.Textarea(attrs={"rows": 3})}


class DeadlineForm(VersionedFormMixin, ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A last day as a document words it."""

    constraint_fields = {"deadline_one_shown": "shown", "deadline_of_its_plan": "version_of"}
    given = ("plan",)

    class Meta:
        model = Deadline
        fields = ["kind", "version_of", "day", "precision", "inclusive", "shown", "source", "source_note"]
        widgets = {"day": DateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["version_of"]
        field.queryset = self.instance.plan.versions.order_by("-number")
        field.label_from_instance = lambda version: version.name.capitalize()
        field.empty_label = "Het plan als geheel"


class NewVersionForm(forms.Form):
    """How the next version starts; nothing is asked where there is no text to copy."""

    start = forms.ChoiceField(label="Waarmee begin je", widget=ChoiceCards)

    def __init__(self, *args: Any, old: PlanVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        many = old.sections.count() if old else 0
        if not many:
            del self.fields["start"]
            return
        pieces = "1 stuk tekst" if many == 1 else f"{many} stukken tekst"
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            ("kopie", f"Met een kopie van {old and old.name} ({pieces}): je werkt de tekst bij"),
            ("leeg", "Zonder tekst: je schrijft opnieuw of leest een bestand in"),
        ]

    @property
    def copied(self) -> bool:
        return self.cleaned_data.get("start") == "kopie"


class VersionForm(VersionedFormMixin, ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What is known of a version beside its text and its steps."""

    class Meta:
        model = PlanVersion
        fields = [
            *("label", "generation", "task_list", "delivered_on", "delivered_precision", "publication_url"),
            *("source", "source_note"),
        ]
        widgets = {"delivered_on": DateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("generation", "task_list"):
            field: Any = self.fields[name]
            field.empty_label = "Nog niet bekend"
        if self.instance.publication_rows().exists():
            del self.fields["label"]  # the snapshot bears this name


def _place(section: PlanSection) -> str:
    return f"{'— ' if section.parent_id else ''}{section}"


class _ParentField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return _place(obj)


class SectionForm(BesideFormMixin, VersionedFormMixin, ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A chapter or a section, with what it is about. Where it hangs is chosen when it is made."""

    parent = _ParentField(
        PlanSection.objects.none(), label="Onderdeel van", required=False, empty_label="(een nieuw hoofdstuk)"
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(), label="Gaat over thema's", required=False, widget=forms.CheckboxSelectMultiple
    )
    tasks = forms.ModelMultipleChoiceField(
        TransformationTask.objects.all(),
        label="Gaat over opgaven",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = PlanSection
        fields = ["parent", "code", "heading", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = self.instance.version_of
        self._choose_parents(version)
        self.fields["themes"].queryset = Theme.objects.select_related("generation").order_by(  # type: ignore[attr-defined]
            "-generation__starts_on", "number"
        )
        self.remember()

    def stored(self) -> dict[str, Any]:
        """What the section is about, as it is kept now."""
        links = [] if self.instance._state.adding else list(self.instance.links.all())
        return {
            "themes": [link.theme_id for link in links if link.theme_id],
            "tasks": [link.task_id for link in links if link.task_id],
        }

    def _choose_parents(self, version: PlanVersion) -> None:
        if not self.instance._state.adding:
            del self.fields["parent"]
            return
        rows = version.sections.select_related("parent").filter(parent__parent__isnull=True)
        self.fields["parent"].queryset = rows.order_by("parent__position", "position")  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> PlanSection:
        """The section, at the end of what it hangs under, and its links as they were ticked."""
        section: PlanSection = self.instance
        section.edited_at = timezone.now()
        if section._state.adding:
            siblings = section.version_of.sections.filter(parent=section.parent)
            section.position = siblings.count() + 1
        saved: PlanSection = super().save(commit)
        self._link(saved)
        return saved

    def _link(self, section: PlanSection) -> None:
        themes, tasks = set(self.cleaned_data["themes"]), set(self.cleaned_data["tasks"])
        for link in section.links.select_related("theme", "task"):
            if link.theme in themes:
                themes.discard(link.theme)
            elif link.task in tasks:
                tasks.discard(link.task)
            else:
                link.delete()
        for theme in themes:
            SectionLink.objects.create(section=section, theme=theme)
        for task in tasks:
            SectionLink.objects.create(section=section, task=task)


def level_of(section: PlanSection) -> str:
    """hoofdstuk, paragraaf or onderdeel."""
    above, depth = section.parent, 0
    while above is not None:
        above, depth = above.parent, depth + 1
    return LEVELS[min(depth, len(LEVELS) - 1)]


class SeenForm(RowForm):
    """About the text of a version, as its reader saw it: what changed since is shown before anything is done."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if not self.is_bound:
            self.initial["seen"] = note(row)

    def freshen(self) -> Conflict | None:
        if gone := super().freshen():
            return gone
        changed = changed_since(self.row, self.data.get("seen", ""))
        if changed is None:
            return None
        self.data = {**self.data, "seen": note(self.row)}
        return Conflict(changed)


class ClearForm(SeenForm):
    body = forms.CharField(
        label="Wie gaf akkoord",
        max_length=160,
        help_text="De officiële naam, bijvoorbeeld: Bestuurlijk Overleg Sociaal Domein (BOSD).",
    )
    on = forms.DateField(label="Op welke dag", widget=DateInput, validators=[sensible])
    limits = forms.CharField(
        label="Met welk voorbehoud",
        max_length=300,
        required=False,
        help_text="Bijvoorbeeld: alleen voor publicatie; elk college besluit nog zelf.",
    )

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("Deze dag komt nog.")
        return on


class ReasonForm(RowForm):
    because = forms.CharField(label="Waarom", max_length=300)


class PublishForm(SeenForm):
    url = forms.URLField(
        label="Ook te vinden op",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Het adres waar het plan verder nog staat, bijvoorbeeld de landelijke site.",
    )


class BindForm(RowForm):
    binding = forms.ChoiceField(label="Wat betekent het plan nu", choices=Binding.choices, widget=ChoiceCards)


class AskInputForm(RowForm):
    until = forms.DateField(label="Inbreng tot en met", widget=DateInput, validators=[sensible])


class ConfirmForm(RowForm):
    """Only the button."""


class InputForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Input on a draft: about a section or the whole; staff also note what was said in a meeting."""

    constraint_fields = {"plan_input_says_which_meeting": "meeting", "plan_input_says_something": "text"}
    section = forms.ModelChoiceField(
        PlanSection.objects.none(), label="Over", required=False, empty_label="Het hele plan"
    )
    field_order = ["section", "text", "given_as", "channel", "meeting", "given_on"]

    class Meta:
        model = PlanInput
        fields = ["text", "given_as", "channel", "meeting", "given_on"]
        widgets = {"given_on": DateInput, "channel": ChoiceCards, "text": forms.Textarea(attrs={"rows": 6})}

    def __init__(
        self, *args: Any, sections: list[PlanSection], staff: bool, given_as: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["section"]
        field.queryset = PlanSection.objects.filter(pk__in=[section.pk for section in sections])
        field.choices = [
            ("", "Het hele plan"),
            *((section.pk, _place(section)) for section in sections),
        ]
        self.initial["given_on"] = timezone.localdate()
        self.initial["given_as"] = self.initial.get("given_as") or given_as
        self.fields["given_as"].label = "Namens wie"
        if staff:
            self.fields["text"].label = "Wat er werd gezegd"
        else:
            self.fields["text"].label = "Wat wil je zeggen?"
            self.fields["text"].error_messages["required"] = "Schrijf op wat je wilt zeggen."
            for name in ("channel", "meeting", "given_on"):
                del self.fields[name]

    def clean_given_on(self) -> Any:
        on = self.cleaned_data["given_on"]
        sensible(on)
        if on > timezone.localdate():
            raise forms.ValidationError("Deze dag komt nog.")
        return on

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("channel") == Channel.MEETING and not cleaned.get("meeting"):
            self.add_error("meeting", "Noem het overleg.")
        return cleaned


class ReplyForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is done with input, and why."""

    class Meta:
        model = InputReply
        fields = ["verdict", "reason"]
        widgets = {"verdict": ChoiceCards, "reason": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = Verdict.choices  # type: ignore[attr-defined]
