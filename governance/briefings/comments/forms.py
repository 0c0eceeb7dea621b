"""The forms beside a paragraph."""

from typing import Any

from django import forms

from governance.briefings.comments.models import BriefingComment, CommentReply, Outcome

WRITE_SOMETHING = {"required": "Schrijf eerst iets op."}


class CommentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A comment; `at` is the anchor of the paragraph, `seen` the digest of the words the reader had before them."""

    at = forms.CharField(max_length=80, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = BriefingComment
        fields = ["text"]
        labels = {"text": "Je opmerking"}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"text": WRITE_SOMETHING}


class ReplyForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CommentReply
        fields = ["text"]
        labels = {"text": "Je antwoord"}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"text": WRITE_SOMETHING}


class SettleForm(forms.Form):
    """Worked in, or not: then with the reason."""

    outcome = forms.ChoiceField(choices=Outcome.choices, widget=forms.HiddenInput)
    because = forms.CharField(
        label="Waarom neem je dit niet over?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == Outcome.DECLINED and not cleaned.get("because", "").strip():
            self.add_error("because", "Schrijf op waarom je dit niet overneemt.")
        return cleaned
