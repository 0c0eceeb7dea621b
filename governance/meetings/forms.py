"""Forms of meetings, items, papers and shares."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from governance.bodies.models import Body
from governance.meetings.bringing import may_bring
from governance.meetings.models import MANAGERS, AgendaItem, Meeting, Paper, Woo
from governance.meetings.models.meetings import bodies_where
from governance.meetings.subject_fields import SubjectFields
from partners.organisations.picking import pick_organisation, to_choose
from zorgzaam.files.chosen import ChosenFile, ChosenFileField, WithChosenFiles
from zorgzaam.files.names import clean_name, title_from
from zorgzaam.publicity import Publicity, WooCategory
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.forms import ChoiceCards, DateInput, DateTimeInput, TimeInput
from zorgzaam.versions import VersionedFormMixin
from zorgzaam.years import sensible

ALLOWED = "PDF, Word, Excel, PowerPoint, OpenDocument, tekst of een plaatje; hoogstens 50 MB."
# A meeting that runs past midnight is over by then; a later hour before the begin is a slip.
LAST_HOUR, NOON = datetime.time(6), datetime.time(12)
BEFORE_BEGIN = "De eindtijd ligt voor de begintijd. Na middernacht kan tot en met 06:00 uur."


class MeetingForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    day = forms.DateField(label="Datum", widget=DateInput, validators=[sensible])
    start_time = forms.TimeField(label="Begintijd", widget=TimeInput)
    end_time = forms.TimeField(
        label="Eindtijd", widget=TimeInput, required=False, help_text="Zo zie je of de agenda past."
    )

    class Meta:
        model = Meeting
        fields = ("title", "location")

    field_order = ("body", "title", "day", "start_time", "end_time", "location")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            for name in ("day", "start_time", "end_time"):
                self.initial.setdefault(name, getattr(self.instance, name))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, start, end = (cleaned.get(name) for name in ("day", "start_time", "end_time"))
        if day and start:
            self._moments(day, start, end)
        return cleaned

    def _moments(self, day: datetime.date, start: datetime.time, end: datetime.time | None) -> None:
        try:
            self.instance.starts_at = from_current_timezone(datetime.datetime.combine(day, start))
        except ValidationError:
            self.add_error("start_time", "Deze tijd bestaat niet: in die nacht wordt de klok verzet.")
            return
        self.instance.ends_at = None
        if end is not None:
            if end <= start and not (end <= LAST_HOUR and start >= NOON):
                self.add_error("end_time", BEFORE_BEGIN)
                return
            # An end before the begin is after midnight.
            last = day if end > start else day + datetime.timedelta(days=1)
            self.instance.ends_at = from_current_timezone(datetime.datetime.combine(last, end))


class NewMeetingForm(MeetingForm):
    body = forms.ModelChoiceField(Body.objects.none(), label="Orgaan", empty_label="Kies een orgaan")

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Body.objects.filter(pk__in=bodies_where(standing_of(reader), MANAGERS))
        if len(field.queryset) == 1:
            field.initial = field.queryset[0].pk

    def save(self, commit: bool = True) -> Meeting:
        self.instance.body = self.cleaned_data["body"]
        made: Meeting = super().save(commit)
        return made


# ---------------------------------------------------------------- items
def publicity_for(office: bool) -> list[tuple[str, str]]:
    """The levels somebody may choose: only chair and secretary (`office`) make something confidential."""
    return [c for c in Publicity.choices if office or c[0] != Publicity.CONFIDENTIAL]


class PublicityFields(forms.ModelForm):  # type: ignore[type-arg]
    """What item and paper share: who may read it."""

    closed_for_others = "Anderen zien dat er een besloten punt is en hoe lang het duurt."

    def offer_publicity(self, *, office: bool) -> None:
        """Only chair and secretary make something confidential: staff could not read it again."""
        field = self.fields["publicity"]
        field.widget = ChoiceCards()
        assert isinstance(field, forms.ChoiceField)
        field.choices = publicity_for(office)
        field.help_text = format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", self._levels(office))
        )
        ground = self.fields["publicity_ground"]
        level = self["publicity"].value() or Publicity.PUBLIC
        ground.required = level != Publicity.PUBLIC
        ground.error_messages["required"] = "Noem de reden waarom dit niet openbaar is."
        # Which level is chosen is known once the form is sent; until then the label tells when a reason is needed.
        ground.optional = "nodig bij besloten en vertrouwelijk"  # type: ignore[attr-defined]
        ground.help_text = ""
        self.fields["embargo_until"].widget = DateTimeInput()
        self.fields["embargo_until"].help_text = (
            "Tot dat moment ziet alleen wie de agenda maakt dit. Daarna komt er vanzelf een nieuwe versie. "
            "Heeft de agenda dan ook andere wijzigingen, dan vragen we je die eerst na te kijken."
        )

    def _levels(self, office: bool) -> list[tuple[str]]:
        """What each level offered here means for who reads."""
        levels = [
            "Openbaar: iedereen leest dit, ook zonder account.",
            f"Besloten: alleen wie in dit overleg zit leest dit. {self.closed_for_others}",
            "Vertrouwelijk: alleen voorzitter, secretaris en wie zij het laten lezen. "
            "Op de agenda van anderen staat het niet.",
        ]
        return [(level,) for level in levels[: 3 if office else 2]]


class ItemForm(SubjectFields, VersionedFormMixin, PublicityFields):
    owner_organisation = pick_organisation("Organisatie die inbrengt", required=False)

    class Meta:
        model = AgendaItem
        fields = (
            "title", "kind", "treatment", "minutes", "owner_organisation", "owner_person", "explanation",
            "publicity", "publicity_ground", "publicity_until", "embargo_until",
        )  # fmt: skip
        widgets = {
            "kind": ChoiceCards,
            "treatment": ChoiceCards,
        }
        error_messages = {"title": {"required": "Geef het punt een titel."}}

    def __init__(self, *args: Any, body: Body, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_publicity(office=office)
        self.fields["explanation"].widget.attrs["rows"] = 5
        owner: Any = self.fields["owner_organisation"]
        owner.queryset = to_choose(self.instance.owner_organisation_id)
        self.fields["owner_person"].empty_label = "Niemand"  # type: ignore[attr-defined]
        self.fields["owner_person"].queryset = may_bring(body, self.instance)  # type: ignore[attr-defined]
        self.offer_subjects()


class QuickItemForm(forms.ModelForm):  # type: ignore[type-arg]
    """The line below the agenda: a title and how long, the rest later."""

    class Meta:
        model = AgendaItem
        fields = ("title", "kind", "minutes")
        labels = {"title": "Nieuw agendapunt", "kind": "Wat vragen we?", "minutes": "Minuten"}
        error_messages = {"title": {"required": "Geef het punt een titel."}}


# ---------------------------------------------------------------- papers and shares
# "3332275", "DOCUVITP-3332275-v6": letters, figures and marks, with a number of four figures at least in it.
edocs = RegexValidator(
    r"^(?=.*[0-9]{4})[A-Za-z0-9][A-Za-z0-9 ._/#-]*$",
    "Dit lijkt geen eDocs-nummer. Het is een nummer van ten minste vier cijfers, bijvoorbeeld 3332275.",
)


class PaperForm(VersionedFormMixin, PublicityFields):
    closed_for_others = "Anderen zien het stuk niet staan."

    class Meta:
        model = Paper
        fields = (
            "title",
            "edocs_number",
            "woo",
            "woo_category",
            "publicity",
            "publicity_ground",
            "publicity_until",
            "embargo_until",
        )
        labels = {"edocs_number": "eDocs-nummer"}  # Django would write EDocs

    def __init__(self, *args: Any, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_publicity(office=office)
        woo, category = self.fields["woo"], self.fields["woo_category"]
        assert isinstance(woo, forms.ChoiceField)
        assert isinstance(category, forms.ChoiceField)
        woo.choices = [("", "Nog niet bepaald"), *Woo.choices]
        woo.help_text = ""
        category.choices = [("", "Geen"), *WooCategory.choices]
        category.help_text = "Nodig bij ja."

    def clean_edocs_number(self) -> str:
        """Checked when it changes: an older number that looks odd does not stand in the way of another edit."""
        number: str = " ".join(self.cleaned_data["edocs_number"].split())
        if number and number != self.instance.edocs_number:
            edocs(number)
        return number

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("woo") == Woo.YES and not cleaned.get("woo_category"):
            self.add_error("woo_category", "Kies in welke categorie van de Woo dit stuk valt.")
        elif cleaned.get("woo") != Woo.YES and cleaned.get("woo_category"):
            self.add_error("woo", "Kies ja als het stuk in een categorie van de Woo valt.")
        if cleaned.get("woo") == Woo.YES and cleaned.get("publicity") not in (None, Publicity.PUBLIC):
            self.add_error("woo", "Wat niet openbaar is, is ook niet openbaar in de zin van de Woo.")
        return cleaned


class NewPaperForm(WithChosenFiles, PaperForm):
    upload = ChosenFileField(label="Bestand", help_text=ALLOWED)
    field_order = ("upload", "title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = "Leeg: de naam van het bestand."

    def clean_upload(self) -> ChosenFile:
        chosen: ChosenFile = self.cleaned_data["upload"]
        self.instance.filename, self.instance.file = clean_name(chosen.name), chosen.stored
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["title"] = cleaned.get("title") or title_from(self.instance.filename or "")
        return cleaned


class NextFileForm(WithChosenFiles, forms.Form):
    """Another file for a paper that is there."""

    upload = ChosenFileField(label="Nieuw bestand", help_text=ALLOWED)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper = paper

    def clean_upload(self) -> ChosenFile:
        chosen: ChosenFile = self.cleaned_data["upload"]
        if chosen.stored.pk == self.paper.file_id:
            raise ValidationError("Dit is hetzelfde bestand als dat er al hangt.")
        return chosen


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Waarom?", max_length=300, help_text="Iedereen kan dit lezen.",
        error_messages={"required": "Schrijf erbij waarom."},
    )  # fmt: skip


class ShareForm(forms.Form):
    email = forms.EmailField(label="E-mailadres van wie het mag lezen")
    until = forms.DateField(label="Tot en met", widget=DateInput, validators=[sensible])
    reason = forms.CharField(label="Waarom?", max_length=300)

    def clean_until(self) -> datetime.datetime:
        day: datetime.date = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij.")
        end = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
        return from_current_timezone(end)
