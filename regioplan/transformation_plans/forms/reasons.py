"""The field and the forms that several parties to a transformatieplan share: a reason, or a button alone."""

from django import forms

from zorgzaam.ui.pages import RowForm

WHY = {"required": "Schrijf op waarom."}


def why(label: str = "Waarom", *, required: bool = True, help_text: str = "") -> forms.CharField:
    """A field for a reason."""
    return forms.CharField(
        label=label,
        max_length=4000,
        required=required,
        help_text=help_text,
        error_messages=WHY,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HandInForm(RowForm):
    """Nothing to fill in: the button says it."""


class ReasonForm(RowForm):
    """A step that needs a reason."""

    reason = why()
