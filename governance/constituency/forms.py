"""Forms of representatives: a note on an item, and letting a closed decision be told."""

from typing import Any

from django import forms

from governance.constituency.models import ItemNote
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.versions import VersionedFormMixin


class NoteForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A position or feedback. Who represents one organisation does not choose it."""

    given = ("item", "organisation", "person", "moment")

    class Meta:
        model = ItemNote
        fields = ("organisation", "text", "shared")
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        error_messages = {
            "text": {"required": "Schrijf iets op."},
            "organisation": {**NOT_IN_LIST, "required": "Kies namens welke organisatie."},
        }

    def __init__(self, *args: Any, organisations: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = self.instance.get_moment_display()
        if self.instance.organisation_id:
            del self.fields["organisation"]
            return
        chosen: Any = self.fields["organisation"]
        chosen.queryset = chosen.queryset.filter(pk__in=[each.pk for each in organisations])
        chosen.empty_label = "Kies een organisatie"


class PassOnForm(forms.Form):
    """`intent` is what the button said, `seen` what was so when its reader looked (see `_seen` of the view)."""

    intent = forms.ChoiceField(
        choices=[("toestaan", "Sta dit toe"), ("terugnemen", "Neem dit terug")], widget=forms.HiddenInput,
        error_messages={"required": "Open deze pagina opnieuw.", **NOT_IN_LIST},
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Waarom", max_length=300, error_messages={"required": "Schrijf erbij waarom."},
        help_text="Bijvoorbeeld: zo afgesproken in de vergadering. Dit komt in de geschiedenis.",
    )  # fmt: skip
