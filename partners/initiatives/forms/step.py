"""What every step of the form does: it keeps what is valid, and loses nobody's words."""

from typing import Any

from django import forms
from django.utils import timezone

from partners.initiatives.models import Initiative
from zorgzaam.beside import WERE, BesideFormMixin
from zorgzaam.standing import Reader
from zorgzaam.versions import VersionedFormMixin

# Beside the label of what may be empty until it is sent.
LATER = "mag ook later"
NO_EDIT = {"version", WERE}


class StepForm(BesideFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """One step. It adds fields of rows that hang on the initiative in `offer`, tells what is kept in `stored`, and
    writes them in `hang`."""

    instance: Initiative
    fields: dict[str, Any]
    # Fields that must be filled in before it is sent.
    asked: tuple[str, ...] = ()

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.offer()
        self.remember()
        for name in self.asked:
            self.fields[name].optional = LATER

    def offer(self) -> None:
        """Add fields beside the columns."""

    def stored(self) -> dict[str, Any]:
        return {}

    def hang(self) -> None:
        """Write what hangs on the initiative, of the fields that are valid."""

    @property
    def is_touched(self) -> bool:
        """Whether anything differs from what is kept now."""
        return bool(set(self.changed_data) - NO_EDIT)

    def write(self) -> None:
        """Keep what is valid, in one change of the initiative. StaleVersion when somebody else was first."""
        self.instance.edited_at = timezone.now()
        self.instance.save()
        self.hang()

    @property
    def noted(self) -> str:
        """What the page must remember after it was kept, for its next save."""
        return self._noted(self.stored())
