"""The forms of an issue and of its blocks."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from governance.decisions.models import Decision
from governance.meetings.models import Meeting
from newsletters.issues import order
from newsletters.issues.models import TARGETS, Block, BlockKind, Issue
from newsletters.issues.models.blocks import NO_WORDS
from newsletters.issues.telling import PUBLIC_READER
from partners.initiatives.models import Initiative, InitiativePublication, Success
from partners.regions.models import Municipality
from partners.regions.places import of_our_regions
from themes.generations.models import ThemeGeneration
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.conflicts import ConflictRow, Outcome, as_opened
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.files.chosen import ChosenFile, ChosenFileField, WithChosenFiles
from zorgzaam.ui.forms import NOT_IN_LIST, DateTimeInput, on_one_line
from zorgzaam.versions import VersionedFormMixin

AT_MOST = 5_000_000  # bytes
TAKEN = ("image/png", "image/jpeg")
# So many of a kind can be chosen from, the newest first; what was picked before is always among them.
MOST = 200
NO_MOMENT = {
    "invalid": "Dit is geen dag en tijd. Schrijf ze zo: 27-11-2026 15:30.",
    "required": "Kies wanneer de activiteit begint.",
}
PICTURE = ("upload", "picture_words", "picture_credit", "no_picture")
FOR_WHOM = ("themes", "municipalities")
# What is asked of each kind, in this order; for whom it is comes last.
ASKED: dict[str, tuple[str, ...]] = {
    BlockKind.TEXT: ("heading", "words", "link_url", "link_words", *PICTURE),
    BlockKind.PICTURE: (*PICTURE, "heading", "words"),
    BlockKind.EVENT: (
        "heading",
        "starts_at",
        "ends_at",
        "place",
        "words",
        "link_url",
        "link_words",
        *PICTURE,
    ),
    BlockKind.QUOTE: ("words", "said_by", *PICTURE),
    **{kind: (name, "heading", "words", *PICTURE) for kind, name in TARGETS.items()},
}


NOTHING_YET = {
    BlockKind.DECISION: "Er is nog geen openbaar besluit. Zodra er een is genomen, staat het in deze lijst.",
    BlockKind.MEETING: "Er staat nog geen agenda op de site. Publiceer er een, dan staat de vergadering in deze lijst.",
    BlockKind.INITIATIVE: "Er staat nog geen initiatief op de site. Publiceer er een, dan staat het in deze lijst.",
    BlockKind.SUCCESS: "Er is nog geen succes dat in de nieuwsbrief mag. Het initiatief staat op de site, en wie het "
    "succes opschreef zei dat het verteld mag worden: dan staat het in deze lijst.",
    BlockKind.TASK: "Er is nog geen opgave. Leg de opgaven vast bij de thema's, dan staan ze in deze lijst.",
}


class IssueForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What is said around the blocks."""

    constraint_fields: ClassVar = {"issue_has_title": "title"}

    class Meta:
        model = Issue
        fields = ("title", "subject", "preheader")
        error_messages: ClassVar = {"title": {"required": "Geef de nieuwsbrief een titel."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_one_line(self.fields)


class BlockForm(WithChosenFiles, ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """One block; only what its kind asks is there."""

    given = ("issue", "kind")
    # Why the list to choose from is empty, and what to do; "" when it is not.
    nothing_yet = ""
    columns_beside = FOR_WHOM
    upload = ChosenFileField(
        label="Beeld", required=False, at_most=AT_MOST, help_text="PNG of JPEG, hoogstens 5 MB."
    )
    no_picture = forms.BooleanField(label="Haal het beeld weg", required=False)
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label="Alleen voor wie een van deze thema's koos", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Kies je niets, dan is het voor iedereen.",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.none(), label="Alleen voor wie een van deze gemeenten koos", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Kies je niets, dan is het voor iedereen.",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    constraint_fields: ClassVar = {
        "block_says_something": "words",
        "block_event_ends_after_it_begins": "ends_at",
        "block_event_has_a_moment": "starts_at",
        "block_quote_of_somebody": "said_by",
        "block_link_in_words": "link_words",
        "block_link_is_one": "link_url",
        "block_picture_in_words": "picture_words",
        "block_picture_is_there": "upload",
    }

    class Meta:
        model = Block
        fields = (
            *(
                "heading",
                "words",
                "link_url",
                "link_words",
                "picture_words",
                "picture_credit",
                *TARGETS.values(),
            ),
            *("starts_at", "ends_at", "place", "said_by", *FOR_WHOM),
        )
        widgets: ClassVar = {
            "starts_at": DateTimeInput,
            "ends_at": DateTimeInput,
        }
        error_messages: ClassVar = {
            "starts_at": NO_MOMENT,
            "ends_at": NO_MOMENT,
            **dict.fromkeys(TARGETS.values(), NOT_IN_LIST),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = BlockKind(self.instance.kind)
        asked = (*ASKED[kind], *FOR_WHOM, "version")
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        self.order_fields(asked)
        on_one_line(self.fields)
        self._for_whom()
        if kind in TARGETS:
            self._record(kind)
        self._picture(kind)
        if kind == BlockKind.QUOTE:
            self._quote()
        if kind == BlockKind.EVENT:
            self.fields["starts_at"].required = self.fields["heading"].required = True
            self.fields["heading"].error_messages["required"] = "Schrijf wat er te doen is."

    def _quote(self) -> None:
        said_by, words = self.fields["said_by"], self.fields["words"]
        said_by.required = words.required = True
        said_by.error_messages["required"] = "Schrijf op wie dit zegt."
        words.error_messages["required"] = "Schrijf op wat diegene zegt."
        said_by.help_text = "Vraag eerst of het mag: de hele regio leest dit."

    def _for_whom(self) -> None:
        themes: Any = self.fields["themes"]
        themes.queryset = Theme.objects.filter(generation=ThemeGeneration.objects.leading())
        places: Any = self.fields["municipalities"]
        places.queryset = Municipality.objects.filter(pk__in=[one.pk for one in of_our_regions()]).order_by(
            "name"
        )

    def _record(self, kind: BlockKind) -> None:
        field: Any = self.fields[TARGETS[kind]]
        field.required = True
        field.queryset = choosable(kind)
        self.nothing_yet = "" if field.queryset.exists() else NOTHING_YET[kind]
        field.empty_label = "Kies uit de lijst"
        now = getattr(self.instance, f"{TARGETS[kind]}_id")
        if now:
            field.queryset = field.queryset | field.queryset.model.objects.filter(pk=now)
        labels = _labels(kind)
        if labels is not None:
            field.label_from_instance = lambda row: labels.get(row.pk) or str(row)
        for name in ("heading", "words"):
            self.fields[name].help_text = "Leeg: zoals het bij de bron staat."

    def _picture(self, kind: BlockKind) -> None:
        if kind == BlockKind.PICTURE or self.instance.picture is None:
            self.fields.pop("no_picture", None)
        if self.instance.picture is not None:
            now = self.instance.picture_name
            self.fields[
                "upload"
            ].help_text = f"Nu staat er: {now}. Kies alleen iets als je een ander beeld wilt."
        elif kind == BlockKind.PICTURE:
            self.fields["upload"].required = True
            self.fields["upload"].error_messages["required"] = "Kies een beeld."
        if kind == BlockKind.PICTURE:
            self.fields["picture_words"].required = True
            self.fields["picture_words"].error_messages["required"] = NO_WORDS

    def clean_upload(self) -> ChosenFile | None:
        chosen: ChosenFile | None = self.cleaned_data.get("upload")
        if chosen and chosen.stored.media_type not in TAKEN:
            raise forms.ValidationError("Kies een beeld: PNG of JPEG.")
        return chosen

    def clean_themes(self) -> list[Any]:
        return [row.pk for row in self.cleaned_data["themes"]]

    def clean_municipalities(self) -> list[Any]:
        return [row.pk for row in self.cleaned_data["municipalities"]]

    def clean(self) -> dict[str, Any]:
        """A picture has words; without one there is nothing to describe."""
        data: dict[str, Any] = super().clean() or {}
        chosen, row = data.get("upload"), self.instance
        if chosen:
            row.picture, row.picture_name = chosen.stored, chosen.name
        elif data.get("no_picture"):
            row.picture, row.picture_name, data["picture_words"], data["picture_credit"] = None, "", "", ""
        if row.picture and not data.get("picture_words") and "picture_words" not in self.errors:
            self.add_error("picture_words", NO_WORDS)
        return data

    def save(self, commit: bool = True) -> Block:
        row: Block = self.instance
        if row._state.adding:
            return order.add(row)
        row.save()
        return row

    def merge_beside(self) -> list[ConflictRow]:
        """For whom it is, by name: yours, what stands there now, and who changed it."""
        opened, now = as_opened(self.instance), type(self.instance).objects.get(pk=self.instance.pk)
        rows = []
        for name in FOR_WHOM:
            mine, theirs = getattr(self.instance, name), getattr(now, name)
            before = getattr(opened, name) if opened is not None else None
            outcome = Outcome.SAME if set(mine) == set(theirs) else Outcome.BOTH
            if outcome == Outcome.BOTH and before is not None:
                if set(mine) == set(before):
                    outcome = Outcome.TAKEN
                    self.data.setlist(name, [str(pk) for pk in theirs])  # type: ignore[attr-defined]
                elif set(theirs) == set(before):
                    outcome = Outcome.MINE
            label = str(self.fields[name].label)
            rows.append(ConflictRow(label, self._names(name, mine), self._names(name, theirs), outcome))
        return rows

    def _names(self, name: str, keys: list[Any]) -> str:
        field: Any = self.fields[name]
        return ", ".join(str(row) for row in field.queryset.model.objects.filter(pk__in=keys)) or "iedereen"


def choosable(kind: BlockKind) -> Any:
    """What can be told in a block of this kind now, as everybody reads it; the newest first."""
    match kind:
        case BlockKind.DECISION:
            rows: Any = Decision.objects.visible_to(PUBLIC_READER).settled()
            return Decision.objects.filter(pk__in=[*rows.values_list("pk", flat=True)[:MOST]]).order_by(
                "-taken_on"
            )
        case BlockKind.MEETING:
            return Meeting.objects.all().public().order_by("-starts_at")
        case BlockKind.INITIATIVE:
            current = InitiativePublication.objects.current()
            return Initiative.objects.filter(pk__in=current.values("initiative")).order_by("title")
        case BlockKind.SUCCESS:
            current = InitiativePublication.objects.current()
            return (
                Success.objects.offered().filter(initiative__in=current.values("initiative")).order_by("-on")
            )
        case _:
            return TransformationTask.objects.visible_to(PUBLIC_READER).order_by(
                "-task_list__stated_on", "number"
            )


def _labels(kind: BlockKind) -> dict[Any, str] | None:
    """What everybody calls them, where the row itself may say something that was not published yet."""
    if kind == BlockKind.INITIATIVE:
        return dict(InitiativePublication.objects.current().values_list("initiative", "title"))
    if kind == BlockKind.MEETING:
        rows = Meeting.objects.all().public().values_list("pk", "title", "starts_at")
        return {pk: f"{timezone.localtime(at):%d-%m-%Y} {title}" for pk, title, at in rows}
    return None
