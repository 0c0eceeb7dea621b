"""Forms of the papers of a session."""

from typing import Any

from django import forms

from governance.council.sessions.models import SessionPaper
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.files.chosen import ChosenFile, ChosenFileField, WithChosenFiles
from zorgzaam.versions import VersionedFormMixin

ALLOWED = "PDF, Word, Excel, PowerPoint, OpenDocument, een beeld of tekst."


class SessionPaperForm(WithChosenFiles, ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A title and a file; when it is changed, the file may stay."""

    given = ("session", "file", "filename")
    upload = ChosenFileField(
        label="Bestand", help_text=ALLOWED, error_messages={"required": "Kies een bestand."}
    )

    class Meta:
        model = SessionPaper
        fields = ("title",)
        error_messages = {"title": {"required": "Geef het stuk een titel."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields["upload"].required = False
            self.fields["upload"].label = "Ander bestand"
            self.fields["upload"].help_text = f"Nu staat er: {self.instance.filename}. {ALLOWED}"

    def clean_upload(self) -> ChosenFile | None:
        chosen: ChosenFile | None = self.cleaned_data.get("upload")
        if chosen:
            self.instance.file, self.instance.filename = chosen.stored, chosen.name
        return chosen
