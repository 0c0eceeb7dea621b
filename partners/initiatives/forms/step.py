"""What every step of the form of an initiative does."""

from typing import Any

from django.utils import timezone

from partners.initiatives.forms.draft import DraftForm
from partners.initiatives.guests import touch
from partners.initiatives.models import Initiative
from zorgzaam.standing import Reader

# Beside the label of what may be empty until it is sent.
LATER = "mag ook later"


class StepForm(DraftForm):
    """One step. It writes rows that hang on the initiative in `hang`."""

    instance: Initiative
    # Fields that must be filled in before it is sent.
    asked: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Not sent, or given back with a question."""
        return self.instance.is_writable

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        self.reader = reader
        super().__init__(*args, **kwargs)
        for name in self.asked:
            self.fields[name].optional = LATER

    def hang(self) -> None:
        """Write what hangs on the initiative, of the fields that are valid."""

    def write(self) -> None:
        self.instance.edited_at = timezone.now()
        self.instance.save()
        self.hang()
        touch(self.instance)
