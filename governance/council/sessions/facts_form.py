"""The form of which facts a presentation shows."""

from typing import Any

from django import forms

from governance.council.facts.models import FactKind
from governance.council.sessions.models import CouncilSession
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.versions import VersionedFormMixin


class SlideFactsForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A tick per kind of facts; what is not ticked stays out of the presentation, and where it was."""

    shown = forms.MultipleChoiceField(
        label="Dit komt in de presentatie", choices=FactKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple, error_messages=NOT_IN_LIST,
        help_text="Wat je niet aanvinkt, krijgt geen dia. De feiten blijven staan.",
    )  # fmt: skip

    class Meta:
        model = CouncilSession
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["shown"] = [kind for kind in FactKind.values if kind not in self.instance.left_out]

    def save(self, commit: bool = True) -> CouncilSession:
        row: CouncilSession = self.instance
        row.left_out = [kind for kind in FactKind.values if kind not in self.cleaned_data["shown"]]
        row.save()
        return row
