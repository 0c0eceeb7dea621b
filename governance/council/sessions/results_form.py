"""The form of a result in words."""

from django import forms

from governance.council.sessions.models import SessionResult
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.versions import VersionedFormMixin


class ResultForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    given = ("session",)
    text = forms.CharField(
        label="Wat leverde het op?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op wat de sessie opleverde."},
    )  # fmt: skip

    class Meta:
        model = SessionResult
        fields = ("text",)
