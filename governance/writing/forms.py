"""Forms of the schrijfteams."""

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from governance.bodies.models import Body, BodyKind
from governance.writing.models import (
    HarvestCluster,
    HarvestItem,
    HarvestSession,
    Overlap,
    RemarkReply,
    TextRemark,
    WorkedTask,
    WritingAssignment,
    WritingParagraph,
)
from governance.writing.models.harvest import LONGEST
from partners.organisations.picking import pick_organisations, to_choose
from themes.criteria.models import AssessmentCriterion
from themes.findings.models import DiscussionQuestion
from themes.picking import group_tasks, group_themes
from zorgzaam.codes import typed_code
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import day_field
from zorgzaam.versions import VersionedFormMixin, VersionField

NOT_IN_LIST = {"invalid_choice": "Kies iets uit de lijst.", "required": "Kies iets uit de lijst."}
WRITE_SOMETHING = {"required": "Schrijf hier iets."}


class SettingsForm(VersionedFormMixin, ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Who reads along, the werkinstructie, the dots and the day."""

    constraint_fields = {"assignment_four_eyes": "programme", "assignment_dots": "dots"}
    given: ClassVar[tuple[str, ...]] = ("team",)

    due_on = day_field("Tekst klaar op", required=False)

    class Meta:
        model = WritingAssignment
        fields = ["programme", "instruction", "dots", "due_on"]
        error_messages = {"programme": NOT_IN_LIST}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = self.fields["programme"]
        # A team of writers does not look after another team of writers.
        programme.queryset = Body.objects.exclude(kind=BodyKind.WRITING_TEAM)  # type: ignore[attr-defined]
        programme.empty_label = "Nog niet bekend"  # type: ignore[attr-defined]

    def clean_dots(self) -> int:
        dots: int = self.cleaned_data["dots"]
        if dots != self.initial.get("dots", dots) and not self.instance.harvests:
            raise forms.ValidationError("Het stemmen is begonnen: het aantal stippen ligt vast.")
        return dots


class AssignmentForm(SettingsForm):
    """A new assignment: also which team and which theme."""

    constraint_fields = {**SettingsForm.constraint_fields, "assignment_once": "theme"}
    given = ()

    class Meta(SettingsForm.Meta):
        fields = ["theme", "team", *SettingsForm.Meta.fields]
        error_messages = {"theme": NOT_IN_LIST, "team": NOT_IN_LIST, "programme": NOT_IN_LIST}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme, team = self.fields["theme"], self.fields["team"]
        group_themes(theme)
        theme.empty_label = "Kies een thema"  # type: ignore[attr-defined]
        team.queryset = Body.objects.filter(kind=BodyKind.WRITING_TEAM)  # type: ignore[attr-defined]
        team.empty_label = "Kies een schrijfteam"  # type: ignore[attr-defined]


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = HarvestSession
        fields = ["title", "guests_read"]
        error_messages = {"title": {"required": "Schrijf hoe het gesprek heet, bijvoorbeeld Startdag."}}


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]
    """One opbrengst, in answer to one of the fixed questions."""

    text = forms.CharField(
        label="Wat wil je zeggen?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Eén ding per keer, hoogstens {LONGEST} tekens.",
        error_messages={
            **WRITE_SOMETHING,
            "max_length": f"Maak het korter: hoogstens {LONGEST} tekens.",
        },
    )

    class Meta:
        model = HarvestItem
        fields = ["question", "text"]
        error_messages = {"question": NOT_IN_LIST}

    def __init__(self, *args: Any, questions: Sequence[DiscussionQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        generation = {question.pk for question in questions}
        question = self.fields["question"]
        question.queryset = DiscussionQuestion.objects.filter(pk__in=generation)  # type: ignore[attr-defined]
        question.empty_label = "Iets anders"  # type: ignore[attr-defined]
        question.required = False


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="De code staat op het scherm in de zaal.",
        error_messages={"required": "Vul de code in."},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        return typed_code(str(self.cleaned_data["code"]))


class HideForm(forms.Form):
    reason = forms.CharField(
        label="Waarom",
        max_length=200,
        help_text="Bijvoorbeeld: er staat een naam van een inwoner in.",
        error_messages={"required": "Schrijf waarom je dit verbergt."},
    )

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"] = VersionField(initial=version)


class NewClusterForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {"cluster_name_once": "name"}
    given = ("assignment", "removed_at")

    class Meta:
        model = HarvestCluster
        fields = ["name"]
        error_messages = {"name": {"required": "Geef het cluster een naam."}}


class ClusterForm(VersionedFormMixin, NewClusterForm):
    class Meta(NewClusterForm.Meta):
        fields = ["name", "chosen", "why"]


class OverlapForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Which other theme a cluster touches."""

    constraint_fields = {"overlap_once": "other"}
    given = ("cluster",)

    class Meta:
        model = Overlap
        fields = ["other", "note"]
        error_messages = {"other": NOT_IN_LIST, "note": WRITE_SOMETHING}

    def __init__(self, *args: Any, cluster: HarvestCluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.cluster = cluster
        generation = cluster.assignment.theme.generation_id
        others = WritingAssignment.objects.filter(theme__generation=generation)
        other = self.fields["other"]
        other.queryset = others.exclude(pk=cluster.assignment_id).select_related("theme", "team")  # type: ignore[attr-defined]
        other.empty_label = "Kies een thema"  # type: ignore[attr-defined]


class OverlapAnswerForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Overlap
        fields = ["answer"]


def _number(chosen: Any) -> int:
    """What was chosen in a list of numbers; 0 for nothing, and for what is no number of such a list."""
    text = str(chosen or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


class BallotForm(forms.Form):
    """A row per cluster: dots, and a score per criterion. `dots` and `scores` give what was chosen."""

    def __init__(
        self,
        *args: Any,
        clusters: Sequence[HarvestCluster],
        criteria: Sequence[AssessmentCriterion],
        most: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.clusters, self.criteria, self.most = clusters, criteria, most
        self.fields["version"] = VersionField(initial=0)
        for cluster in clusters:
            self.fields[f"dots-{cluster.pk}"] = forms.TypedChoiceField(
                label="Stippen", coerce=int, empty_value=None, required=False,
                choices=[(number, str(number)) for number in range(most + 1)],
                error_messages={"invalid_choice": f"Kies 0 tot en met {most}."},
                widget=forms.Select(attrs={"data-dots": True}),
            )  # fmt: skip
            for criterion in criteria:
                self.fields[f"score-{cluster.pk}-{criterion.pk}"] = forms.TypedChoiceField(
                    label=criterion.name, coerce=int, empty_value=None, required=False,
                    choices=[("", "–"), *((number, str(number)) for number in range(1, 6))],
                    error_messages={"invalid_choice": "Kies 1 tot en met 5."},
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = sum(self.dots.values())
        if given > self.most:
            raise forms.ValidationError(f"Je hebt {self.most} stippen, en je verdeelde er {given}.")
        if not (given or self.scores or self.initial or self.errors):
            raise forms.ValidationError("Je vulde nog niets in. Verdeel je stippen of geef scores.")
        return data

    @property
    def left(self) -> int:
        """How many dots are not on a cluster yet, as the page shows it; below 0 when there are too many."""
        return self.most - sum(_number(self[f"dots-{each.pk}"].value()) for each in self.clusters)

    @property
    def missing(self) -> list[tuple[HarvestCluster, list[str]]]:
        """Per cluster the criteria without a score, as the page shows it."""
        found = [
            (each, [c.name for c in self.criteria if not _number(self[f"score-{each.pk}-{c.pk}"].value())])
            for each in self.clusters
        ]
        return [(each, names) for each, names in found if names]

    @property
    def rows(self) -> list[tuple[HarvestCluster, Any, list[Any]]]:
        """(cluster, its dots field, its score fields) for the page."""
        return [
            (each, self[f"dots-{each.pk}"], [self[f"score-{each.pk}-{c.pk}"] for c in self.criteria])
            for each in self.clusters
        ]

    @property
    def dots(self) -> dict[uuid.UUID, int]:
        found = {each.pk: self.cleaned_data.get(f"dots-{each.pk}") for each in self.clusters}
        return {pk: count for pk, count in found.items() if count}

    @property
    def scores(self) -> dict[tuple[uuid.UUID, uuid.UUID], int]:
        pairs = [(each.pk, criterion.pk) for each in self.clusters for criterion in self.criteria]
        found = {(c, k): self.cleaned_data.get(f"score-{c}-{k}") for c, k in pairs}
        return {pair: value for pair, value in found.items() if value}


class WorkedTaskForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """An opgave, concrete. The goal is asked in the parts that make it SMART."""

    organisations = pick_organisations("Organisaties", required=False)
    due_on = day_field("Klaar op", required=False, help_text="Leeg als dat nog niet bekend is.")

    class Meta:
        model = WorkedTask
        fields = [
            *("title", "text", "goal", "measure", "feasible", "due_on", "scale", "organisations"),
            *("first_steps", "clusters", "transformation_task"),
        ]
        widgets = {"clusters": forms.CheckboxSelectMultiple}
        error_messages = {
            **dict.fromkeys(("title", "goal", "measure"), WRITE_SOMETHING),
            **dict.fromkeys(("scale", "transformation_task"), NOT_IN_LIST),
        }

    def __init__(self, *args: Any, assignment: WritingAssignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.assignment = assignment
        clusters, organisations = self.fields["clusters"], self.fields["organisations"]
        kept = [] if self.instance._state.adding else self.instance.organisations.values_list("pk", flat=True)
        organisations.queryset = to_choose(*kept)  # type: ignore[attr-defined]
        clusters.queryset = HarvestCluster.objects.filter(assignment=assignment).in_focus()  # type: ignore[attr-defined]
        task = self.fields["transformation_task"]
        group_tasks(task)
        task.empty_label = "Nog niet bekend"  # type: ignore[attr-defined]
        for name in ("goal", "measure", "feasible", "first_steps"):
            self.fields[name].widget.attrs["rows"] = 3


class ParagraphForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = WritingParagraph
        fields = ["heading", "text"]
        error_messages = {"heading": WRITE_SOMETHING, "text": WRITE_SOMETHING}


class RemarkForm(forms.ModelForm):  # type: ignore[type-arg]
    """A remark; about which paragraph stands in the address."""

    class Meta:
        model = TextRemark
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"text": WRITE_SOMETHING}


class ReplyForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = RemarkReply
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"text": WRITE_SOMETHING}
