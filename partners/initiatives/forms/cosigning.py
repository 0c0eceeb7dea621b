"""Answering whether an organisation signs along."""

from django import forms

from zorgzaam.ui.forms import ONE_OF, ChoiceCards


class CosignForm(forms.Form):
    signs = forms.ChoiceField(
        label="Tekent je organisatie mee?",
        choices=[("ja", "Ja, wij tekenen mee"), ("nee", "Nee, wij tekenen niet mee")],
        widget=ChoiceCards,
        error_messages=ONE_OF,
    )
    words = forms.CharField(
        label="Wil je er iets bij zeggen?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
