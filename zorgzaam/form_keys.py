"""A form that adds something adds it once: a second press of the button finds what the first one made.

The page carries a key; what is stored is that key bound to who sends it, for what and about what. The same key posted
by somebody else, in another form or for another subject is another thing, and never a clash.
"""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.db import IntegrityError, models, transaction

from zorgzaam.standing import Reader, standing_of

M = TypeVar("M", bound=models.Model)


def once(posted: uuid.UUID | None, by: Reader, purpose: str, subject: object) -> uuid.UUID | None:
    """The key to store in a unique `form_key` column; None, so no guard, when the form carried none."""
    if posted is None:
        return None
    return uuid.uuid5(posted, f"{standing_of(by).person_id} {purpose} {subject}")


def make_once(made_before: "models.QuerySet[M]", key: uuid.UUID | None, make: Callable[[], M]) -> M:
    """What `make` makes, or what was made with this `key` before; at the same moment too.

    Raises the IntegrityError of `make` when it is about something else than the key.
    """
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        before = made_before.filter(form_key=key).first() if key else None
        if before is None:
            raise
        return before


class OnceForm(forms.Form):
    """A form that adds something: its key makes a second press of the button harmless."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid.uuid4

    def once(self, by: Reader, purpose: str, subject: object) -> uuid.UUID | None:
        """The key of a valid form, to store; see the function of this name."""
        return once(self.cleaned_data["form_key"], by, purpose, subject)
