"""A form that saves itself while one types: it keeps what is valid, and loses nobody's words."""

from typing import Any

from django import forms

from zorgzaam.beside import WERE, BesideFormMixin
from zorgzaam.versions import VersionedFormMixin

NO_EDIT = {"version", WERE}


class DraftForm(BesideFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Of one Versioned row. It adds fields of rows that hang on it in `offer`, tells what is kept in `stored`, and
    keeps what is valid in `write`. `partners.initiatives.saving` saves it."""

    instance: Any
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is kept now; checking what was sent puts the version its page was opened with in the row.
        self.kept_version = self.instance.version
        self.offer()
        self.remember()

    def offer(self) -> None:
        """Add fields beside the columns."""

    def stored(self) -> dict[str, Any]:
        return {}

    def write(self) -> None:
        """Keep what is valid, in one change of the row. StaleVersion when somebody else was first."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Whether its row may still be written in."""
        return bool(self.instance.is_open)

    @property
    def is_touched(self) -> bool:
        """Whether anything differs from what is kept now."""
        return bool(set(self.changed_data) - NO_EDIT)

    @property
    def noted(self) -> str:
        """What the page must remember after it was kept, for its next save."""
        return self._noted(self.stored())
