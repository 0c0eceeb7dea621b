"""Forms of what the public reads: the words, the question, the agreement, the site, and off it."""

from django import forms
from django.utils import timezone

from partners.initiatives.models import PublicText
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin


class PublicTextForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    constraint_fields = {
        "public_text_names_nobody": "summary",
        "public_contact_names_nobody": "contact",
    }
    given = ("initiative",)

    class Meta:
        model = PublicText
        fields = ["title", "summary", "contact"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 8})}
        error_messages = {
            "title": {"required": "Schrijf een titel."},
            "summary": {"required": "Schrijf in een paar zinnen wat er gebeurt."},
        }


class AskForm(RowForm):
    """Nothing to fill in: the button is the question."""


class AgreeForm(RowForm):
    checked = forms.BooleanField(
        label="Deze tekst klopt, en mag zo op de site",
        error_messages={"required": "Lees de tekst, en zet het vinkje als u akkoord bent."},
    )


class RefuseForm(RowForm):
    why = forms.CharField(
        label="Wat moet er anders",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Het netwerkbureau leest dit, past de tekst aan en vraagt opnieuw uw akkoord.",
        error_messages={"required": "Schrijf op wat er anders moet."},
    )


class NoteAgreementForm(RowForm):
    """The netwerkbureau writes down who agreed in another way."""

    by = forms.CharField(
        label="Wie gaf akkoord",
        max_length=120,
        error_messages={"required": "Schrijf op wie akkoord gaf."},
    )
    how = forms.CharField(
        label="Hoe",
        max_length=200,
        help_text="Bijvoorbeeld: mail van 3 maart aan het netwerkbureau.",
        error_messages={"required": "Schrijf op waar het akkoord is terug te lezen."},
    )
    on = day_field("Op", initial=timezone.localdate)

    def clean_on(self) -> object:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die voorbij is.")
        return day


class PublishForm(RowForm):
    checked = forms.BooleanField(
        label="Ik heb het voorbeeld gelezen: er is niemand in te herkennen",
        error_messages={"required": "Lees het voorbeeld na en zet dan het vinkje."},
    )


class OffForm(forms.Form):
    """Why it goes off the site; who opens the page reads it."""

    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Wie de pagina nog opent, leest dit.",
        error_messages={"required": "Schrijf op waarom."},
    )


class AskOffForm(forms.Form):
    reason = forms.CharField(
        label="Waarom wilt u het van de site",
        max_length=300,
        help_text="Het netwerkbureau leest dit, en haalt het van de site.",
        error_messages={"required": "Schrijf op waarom."},
    )
