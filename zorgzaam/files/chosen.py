"""A file field that keeps what was chosen when another field is refused.

A browser forgets a chosen file with every answer. So the file is kept at once, and the refused form carries a signed
reference to it: for whoever chose it, for one day. Sent again without a new file, the form gets the one it refers to.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from zorgzaam.files.models import StoredFile
from zorgzaam.files.names import clean_name
from zorgzaam.files.store import keep

SALT = "zorgzaam.files.chosen"
LASTS = 24 * 60 * 60  # seconds
AGAIN = "Kies het bestand opnieuw: wat je eerder koos is hier niet meer."


@dataclass(frozen=True)
class ChosenFile:
    """A kept file with the name somebody gave it; `reference` is what their refused form carries."""

    stored: StoredFile
    name: str
    reference: str


class ChosenFileInput(forms.FileInput):
    """A file input with a hidden field beside it. What it reads is an upload, a reference (text), or None."""

    template_name = "ui/chosen_file.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.get(name) or data.get(_hidden(name)) or None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and _hidden(name) not in data

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        chosen = value if isinstance(value, ChosenFile) else None
        return {**context, "chosen": chosen, "hidden_name": _hidden(name)}


class ChosenFileField(forms.FileField):
    """Gives a ChosenFile, or None when it is not required and nothing was chosen. `at_most`: bytes, as `keep` takes it.

    The form says whose it is: `WithChosenFiles`. Raises ValidationError (Dutch) for a file `keep` refuses, and for a
    reference that is too old, changed, or somebody else's.
    """

    widget = ChosenFileInput
    owner: str = ""
    chosen: ChosenFile | None = None

    def __init__(self, *, at_most: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at_most = at_most

    def clean(self, data: Any, initial: Any = None) -> Any:
        if isinstance(data, str):
            self.chosen = self._referred(data)
            return self.chosen
        upload = super().clean(data, initial)
        self.chosen = self._kept(upload) if upload else None
        return self.chosen

    def bound_data(self, data: Any, initial: Any) -> Any:
        return self.chosen or initial

    def _kept(self, upload: "UploadedFile[bytes]") -> ChosenFile:
        stored, name = keep(upload, at_most=self.at_most), clean_name(upload.name or "")
        told = {"file": str(stored.pk), "name": name, "owner": self.owner}
        return ChosenFile(stored, name, signing.dumps(told, salt=SALT))

    def _referred(self, reference: str) -> ChosenFile:
        try:
            told = signing.loads(reference, salt=SALT, max_age=LASTS)
        except signing.BadSignature as wrong:
            raise ValidationError(AGAIN) from wrong
        stored = StoredFile.objects.filter(pk=told["file"]).first()
        if not self.owner or told["owner"] != self.owner or stored is None:
            raise ValidationError(AGAIN)
        return ChosenFile(stored, told["name"], reference)


class WithChosenFiles(forms.BaseForm):
    """For a form with a ChosenFileField; `user` is who fills it in."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ChosenFileField):
                field.owner = str(user.pk or "")


def _hidden(name: str) -> str:
    return f"{name}-gekozen"
