"""Forms of besluitpunten and of what is said for and beside them."""

import re
from typing import Any

from django import forms
from django.db.models import F

from governance.briefings.forms import NOTE_HELP
from governance.briefings.proposing import ProposalGround, ProposalPoint
from zorgzaam.versions import VersionedFormMixin


class PointForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A besluitpunt."""

    class Meta:
        model = ProposalPoint
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def clean_text(self) -> str:
        """Without the number it was pasted with: numbers follow from the order."""
        return re.sub(r"\A\s*\d{1,2}[.)]\s+", "", self.cleaned_data["text"])


class GroundForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """An argument or kanttekening, and the besluitpunt it belongs to; going to another one it comes last there."""

    class Meta:
        model = ProposalGround
        fields = ["point", "thesis", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = NOTE_HELP
        self.came_from = self.instance.point
        point: Any = self.fields["point"]
        point.queryset = self.came_from.siblings().order_by("position")
        point.empty_label = None
        numbers = {row.pk: number for number, row in enumerate(point.queryset, start=1)}
        point.label_from_instance = lambda row: f"{numbers.get(row.pk, '?')}. {row.text}"

    def clean_thesis(self) -> str:
        """Without the number it was pasted with, as 1.1."""
        return re.sub(r"\A\s*\d{1,2}\.\d{1,2}[.)]?\s+", "", self.cleaned_data["thesis"])

    def save(self, commit: bool = True) -> ProposalGround:
        if not self.instance._state.adding and self.instance.point_id != self.came_from.pk:
            self._leave()
        row: ProposalGround = super().save(commit)
        return row

    def _leave(self) -> None:
        """Close the gap where it stood, and take the place after the last where it goes."""
        there = self.came_from.grounds.filter(kind=self.instance.kind)
        place = there.values_list("position", flat=True).get(pk=self.instance.pk)
        self.instance.position = self.instance.siblings().exclude(pk=self.instance.pk).count() + 1
        there.filter(position__gt=place).update(position=F("position") - 1)
