"""The forms on the page of an initiative: a message, and taking it back."""

from django import forms

from zorgzaam.ui.pages import RowForm


def words(label: str, *, missing: str, most: int = 4000, rows: int = 5, **extra: object) -> forms.CharField:
    """A field for some lines of text."""
    return forms.CharField(
        label=label,
        max_length=most,
        error_messages={"required": missing},
        widget=forms.Textarea(attrs={"rows": rows}),
        **extra,  # type: ignore[arg-type]
    )


class MessageForm(forms.Form):
    """A question or an answer."""

    text = words("Uw bericht", missing="Schrijf uw bericht.")


class WithdrawForm(RowForm):
    """Who brings it in takes it back."""

    why = words("Waarom trekt u het in?", missing="Schrijf op waarom u het intrekt.", rows=4)
