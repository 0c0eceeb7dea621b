"""Forms of the composer; every one of something that exists carries the version it was opened with."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from governance.bodies.models import Body
from governance.briefings.content import BriefingAttachment, BriefingBlock, BriefingSection
from governance.briefings.kinds import informed_with
from governance.briefings.letter_choice import LetterChoice
from governance.briefings.models import Briefing
from governance.briefings.people import in_two_weeks, named, places_of, told_by_it
from governance.briefings.responsible import public_bodies, sender_of
from governance.briefings.reviewing import Verdict
from governance.briefings.structure import Part, Sort, Structure
from zorgzaam.accounts.models import User
from zorgzaam.files.chosen import ChosenFile, ChosenFileField, WithChosenFiles
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards, DateInput, DateTimeInput
from zorgzaam.versions import VersionedFormMixin
from zorgzaam.years import sensible

REMARK = "Schrijf op wat er anders moet of wat je opvalt."
NEEDED = "nodig voor het nakijken"
# How the question of an empty part begins in the composer; beside its field nobody has to be told.
EMPTY = re.compile(r"\ANog (?:leeg|geen \w+)(?:, en dat mag)?\.\s*")
NOTE_HELP = "Een voetnoot? Schrijf die op de plek van het nummer: [noot: wat erin staat]."
# Fields that only some kinds have: those that print them, or name them as `extra`.
OF_SOME_KINDS = ("expertise_team", "for_information_to", "template_code", "secretary", "mayor")


def offer_addressees(form: forms.BaseForm, kinds: tuple[str, ...]) -> None:
    """Let somebody choose among the bodies of these kinds."""
    addressee: Any = form.fields["addressee"]
    addressee.queryset = Body.objects.filter(kind__in=kinds)


def wrong_addressee(structure: Structure, kind: str, to: Body | None) -> str:
    """Why a document of this kind cannot go there, as a Dutch sentence; "" when it can."""
    if to is None or to.kind in structure.to:
        return ""
    return f"Een {kind.lower()} gaat {structure.to_whom}. Kies een ander."


class HeaderForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The header block (domain.md 15.1) and who may read it. `missing` is said beside its field."""

    class Meta:
        model = Briefing
        fields = [
            *(
                "addressee",
                "subject",
                "registration_number",
                "dated_on",
                "portfolio_holder",
                "holder",
                "expertise_team",
            ),
            *(
                "for_information_to",
                "responsible",
                "publicity",
                "publicity_ground",
                "publicity_until",
                "embargo_until",
            ),
            *("woo_category", "decided_on", "sent_on", "secretary", "mayor"),
            "template_code",
        ]
        help_texts = {"template_code": "Alleen als er een formulier voor is. De code komt onderaan het stuk."}
        widgets = {
            "dated_on": DateInput,
            "decided_on": DateInput,
            "sent_on": DateInput,
            "embargo_until": DateTimeInput,
        }

    def __init__(
        self, *args: Any, user: Any = None, missing: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.still_missing, self.user = missing or {}, user
        self._as_its_kind(self.instance.structure)
        self._keep_addressee()

    def _keep_addressee(self) -> None:
        """To whom a version was published, and to whom a letter of a round is, stays."""
        addressee = self.fields["addressee"]
        if self.instance.publications.exists():
            addressee.disabled = True
            addressee.help_text = "Er is al een versie aan gepubliceerd. Maak voor een ander een nieuw stuk."
        elif hasattr(self.instance, "in_round"):
            addressee.disabled = True
            addressee.help_text = "Dit is een brief van een rondzending: elke raad krijgt er een."

    def _as_its_kind(self, structure: Structure) -> None:
        """The fields this kind has, by the names it gives them, and the bodies it can go to."""
        printed = {name for _, name in structure.header} | set(structure.extra)
        for name in OF_SOME_KINDS:
            if name not in printed:
                del self.fields[name]
        for label, name in structure.header:
            if name in self.fields:
                self.fields[name].label = label
        self.fields["registration_number"].label = structure.number
        for name in structure.required:
            self.fields[name].optional = NEEDED  # type: ignore[attr-defined]
        offer_addressees(self, structure.to)
        self._offer_responsible()
        if structure.determined:
            holder: Any = self.fields["holder"]
            people = Person.objects.filter(user__is_active=True).exclude(pk=self.instance.author_id)
            holder.queryset, holder.label_from_instance = people.prefetch_related(*places_of()), named
        else:
            del self.fields["holder"]

    def _offer_responsible(self) -> None:
        """The public bodies there are; empty means who sends it."""
        field: Any = self.fields["responsible"]
        sender = sender_of(self.instance.addressee).name
        field.queryset = public_bodies()
        field.empty_label = f"De afzender: {sender}" if sender else "Nog niet bekend"
        field.help_text = (
            "Wie voor dit stuk verantwoordelijk is onder de Woo. Een netwerk is geen bestuursorgaan."
        )
        field.error_messages.update(NOT_IN_LIST)

    def clean_holder(self) -> Person | None:
        """Another than who writes: choosing somebody is writing too, so nobody chooses themselves."""
        holder: Person | None = self.cleaned_data["holder"]
        own = holder and (
            (self.user and holder.pk == self.user.person_id) or self.instance.is_work_of(holder.pk)
        )
        if own and "holder" in self.changed_data:
            raise ValidationError("Wie aan dit stuk schrijft, kan het niet zelf vaststellen. Kies een ander.")
        return holder

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        self._follow_addressee(cleaned)
        self._refuse_told(cleaned)
        if cleaned.get("publicity") != Publicity.PUBLIC and not cleaned.get("publicity_ground"):
            self.add_error("publicity_ground", "Noem de reden waarom dit niet openbaar is.")
        if cleaned.get("publicity") == Publicity.PUBLIC and cleaned.get("publicity_until"):
            self.add_error(
                "publicity_until", "Een openbaar stuk is niet besloten. Maak dit leeg, of kies besloten."
            )
        if cleaned.get("publicity") == Publicity.PUBLIC and self._is_secret():
            self.add_error("publicity", "Op dit stuk rust geheimhouding. Een orgaan heft die eerst op.")
        for name, what in self.still_missing.items():
            self.add_error(name if name in self.fields else None, what)
        return cleaned

    def _refuse_told(self, cleaned: dict[str, Any]) -> None:
        holder, to = cleaned.get("holder"), cleaned.get("addressee")
        changed = {"holder", "addressee"} & set(self.changed_data)
        if holder and to and changed and (why := told_by_it(holder, to)):
            self.add_error("holder", why)

    def _is_secret(self) -> bool:
        return bool(self.instance.secrecies.in_force().filter(attachment_name="").exists())

    def _follow_addressee(self, cleaned: dict[str, Any]) -> None:
        """Another addressee means another copy, unless somebody wrote their own words there."""
        before = Body.objects.filter(pk__in=[self.initial.get("addressee")]).first()
        after = cleaned.get("addressee")
        if before and after and cleaned.get("for_information_to") == informed_with(before.kind):
            cleaned["for_information_to"] = informed_with(after.kind)


def part_form(part: Part) -> Any:
    """The form of one text of the briefing itself, under the name its kind gives it."""

    class TextForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
        class Meta:
            model = Briefing
            fields: ClassVar = [part.name]
            labels: ClassVar = {part.name: part.called}
            help_texts: ClassVar = {part.name: _help_with(part)}

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if part.missing:
                self.fields[part.name].optional = NEEDED  # type: ignore[attr-defined]

    return TextForm


def _help_with(part: Part) -> str:
    """What the composer asks while it is empty, and how a note is written."""
    about = part.help or EMPTY.sub("", part.ask)
    return f"{about} {NOTE_HELP}".strip() if part.sort == Sort.TEXT else about


class SectionForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = BriefingSection
        fields = ["heading"]


class BlockForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = BriefingBlock
        fields = ["text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        self.fields["text"].help_text = NOTE_HELP


class AttachmentForm(WithChosenFiles, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A row of the table; Woo ja or nee is asked for every row (R9)."""

    woo_public = forms.TypedChoiceField(
        label="Openbaar in de zin van de Woo",
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda value: value == "ja",
        widget=ChoiceCards,
    )
    upload = ChosenFileField(
        label="Bestand",
        required=False,
        help_text="Lezers kunnen het openen. Bij “nee” alleen wie zit in het orgaan dat het stuk krijgt.",
    )

    class Meta:
        model = BriefingAttachment
        fields = ["name", "edocs_number", "woo_public"]
        labels = {"edocs_number": "eDocs-nummer"}  # Django would write EDocs

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.briefing.structure.has(Sort.TABLE):
            del self.fields["edocs_number"]
        else:
            self.fields["edocs_number"].required = True
        if not self.instance._state.adding:
            self.initial["woo_public"] = "ja" if self.instance.woo_public else "nee"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("woo_public") and self._is_secret(cleaned.get("name", "")):
            self.add_error("woo_public", "Op deze bijlage rust geheimhouding. Een orgaan heft die eerst op.")
        return cleaned

    def _is_secret(self, name: str) -> bool:
        row = self.instance
        file = row.file.sha256 if row.file else ""
        return bool(row.briefing.secrecies.in_force().on_attachment(row.pk, name, file).exists())

    def clean_upload(self) -> ChosenFile | None:
        chosen: ChosenFile | None = self.cleaned_data.get("upload")
        if chosen:
            self.instance.file, self.instance.file_name = chosen.stored, chosen.name
        return chosen


class ReviewForm(forms.Form):
    """A verdict with a remark; `verdicts` are those this reader may give now, `seen` the text they are about."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    verdict = forms.ChoiceField(label="Wat vind je ervan?", widget=ChoiceCards)
    remark = forms.CharField(
        label="Opmerking", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, verdicts: list[Verdict], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdict: Any = self.fields["verdict"]
        verdict.choices = [(v.value, v.label) for v in verdicts]
        if verdicts == [Verdict.REMARK]:
            # One choice is no question.
            verdict.widget, verdict.initial = forms.HiddenInput(), Verdict.REMARK.value
            self.fields["remark"].required = True
            self.fields["remark"].error_messages["required"] = REMARK

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        verdict = cleaned.get("verdict")
        said = "remark" in self.errors or cleaned.get("remark", "").strip()
        if verdict and verdict != Verdict.APPROVED and not said:
            self.add_error("remark", REMARK)
        return cleaned


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """People by name, with what they are here: who shares a draft sees with whom."""

    def label_from_instance(self, obj: Any) -> str:
        return named(obj.person)


class ShareForm(forms.Form):
    """One reviewer, until when and why."""

    user = PersonChoice(User.objects.none(), label="Met wie")
    until = forms.DateTimeField(
        label="Tot", widget=DateTimeInput, validators=[sensible], initial=in_two_weeks,
        help_text="Daarna kan diegene er niet meer bij.",
    )  # fmt: skip
    reason = forms.CharField(label="Reden", max_length=300)

    def __init__(self, *args: Any, sharer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(is_active=True).exclude(pk=sharer.pk)
        found = others.select_related("person").prefetch_related(*places_of("person__"))
        self.fields["user"].queryset = found.order_by("person__sort_name")  # type: ignore[attr-defined]

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until <= timezone.now():
            raise ValidationError("Kies een moment dat nog moet komen.")
        return until


class SuccessorForm(forms.Form):
    """Which briefing takes the place of one that is withdrawn."""

    successor = LetterChoice(
        Briefing.objects.none(), label="Welk stuk komt ervoor in de plaats?", required=False, empty_label="Geen",
        error_messages=NOT_IN_LIST,
        help_text="Wie het oude stuk opent, ziet een link zodra het nieuwe is gepubliceerd. Dit kan ook later.",
    )  # fmt: skip

    def __init__(self, *args: Any, choices: "QuerySet[Briefing]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = choices  # type: ignore[attr-defined]


class WithdrawForm(SuccessorForm):
    because = forms.CharField(
        label="Waarom trek je het in?",
        max_length=300,
        help_text="Dit komt op de pagina te staan waar het stuk stond.",
    )
    field_order = ("because", "successor")
