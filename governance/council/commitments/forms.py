"""Forms of a commitment, and of how another document puts it."""

from typing import Any

from django import forms

from governance.bodies.models import Body, BodyKind
from governance.council.commitments.models import Commitment, CommitmentWording
from governance.council.forms import FROM, READ_BY, TERM, WHERE, RecordForm, one_of_both, term_field
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.forms import NOT_IN_LIST, day_field


class CommitmentForm(RecordForm):
    constraint_fields = {
        "governance_commitment_number_once": "number",
        "commitment_by_another": "promised_by",
        "governance_commitment_closed_has_ground": "publicity_ground",
    }
    promised_on = day_field("Wanneer is zij gedaan")
    due_on = term_field()

    class Meta:
        model = Commitment
        fields = (
            "wording", "short", *WHERE, "promised_on", "promised_precision", "promised_by", "promised_by_role",
            "occasion", *TERM, *READ_BY, *FROM,
        )  # fmt: skip
        widgets = {"wording": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "wording": {"required": "Schrijf op wat er is toegezegd."},
            "council": {"required": "Kies aan welke raad zij is gedaan."},
            "dossier": NOT_IN_LIST,
            "promised_by": NOT_IN_LIST,
            "promised_precision": NOT_IN_LIST,
            "due_precision": NOT_IN_LIST,
            "source": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by: Any = self.fields["promised_by"]
        by.queryset, by.empty_label = Body.objects.filter(kind=BodyKind.EXECUTIVE), "Onbekend of niet genoemd"


class WordingForm(ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """How another document puts it; where it stands is needed."""

    given = ("commitment",)
    constraint_fields = {"commitment_wording_has_a_source": "source"}

    class Meta:
        model = CommitmentWording
        fields = ("text", "source", "source_note")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        labels = {"source_note": "Waar het staat, als de bron niet in de lijst staat"}
        error_messages = {
            "text": {"required": "Schrijf op hoe het daar staat."},
            "source": NOT_IN_LIST,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of_both(self)
