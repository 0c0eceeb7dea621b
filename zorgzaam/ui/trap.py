"""A field for machines that fill in whatever they find: people neither see it nor come to it with the keyboard."""

from typing import Any

from django import forms


class TrapInput(forms.TextInput):
    """Out of sight, out of the way of Tab and of screen readers; printed beside the hidden fields of a form."""

    template_name = "ui/trap.html"
    is_hidden = True


class Trap(forms.Form):
    """Mixin of a form that strangers may send. `was_filled_in` says a machine did: answer it as any other, and do
    nothing."""

    bijnaam = forms.CharField(label="Laat dit leeg", required=False, widget=TrapInput)

    @property
    def was_filled_in(self) -> bool:
        """Of a form that was sent; whatever is typed in it makes no error."""
        said: Any = self.data.get(self.add_prefix("bijnaam"), "") if self.is_bound else ""
        return bool(str(said).strip())
