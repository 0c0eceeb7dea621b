"""The self-check: one question and room for words per criterion (domain.md R14)."""

from typing import Any

from django import forms

from partners.initiatives.forms.step import StepForm
from partners.initiatives.models import Fits, Initiative, SelfCheck
from themes.criteria.models import AssessmentCriterion
from zorgzaam.ui.forms import ONE_OF


class CheckForm(StepForm):
    """Fields `past_<criterion>` and `hoe_<criterion>`."""

    class Meta:
        model = Initiative
        fields = ()

    def offer(self) -> None:
        self.criteria = list(AssessmentCriterion.objects.all())
        for each in self.criteria:
            self.fields[f"past_{each.pk}"] = forms.ChoiceField(
                label=f"Draagt het bij aan: {str(each).lower()}?",
                help_text=each.explanation,
                choices=Fits.choices,
                required=False,
                widget=forms.RadioSelect,
                error_messages=ONE_OF,
            )
            self.fields[f"hoe_{each.pk}"] = forms.CharField(
                label=f"Hoe merkt men dat? ({str(each).lower()})",
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"past_{each.pk}"].optional = "mag ook later"

    def stored(self) -> dict[str, Any]:
        kept = {row.criterion_id: row for row in self.instance.self_checks.all()}
        found: dict[str, Any] = {}
        for each in self.criteria:
            row = kept.get(each.pk)
            found |= {f"past_{each.pk}": row.fits if row else "", f"hoe_{each.pk}": row.words if row else ""}
        return found

    def hang(self) -> None:
        kept = {row.criterion_id: row for row in self.instance.self_checks.all()}
        for each in self.criteria:
            fits = self.cleaned_data.get(f"past_{each.pk}", "")
            words = self.cleaned_data.get(f"hoe_{each.pk}", "")
            self._keep(kept.get(each.pk), each, fits or (Fits.UNKNOWN if words else ""), words)

    def _keep(self, row: SelfCheck | None, criterion: AssessmentCriterion, fits: str, words: str) -> None:
        if row is None and fits:
            SelfCheck.objects.create(initiative=self.instance, criterion=criterion, fits=fits, words=words)
        elif row is not None and not fits:
            row.delete()
        elif row is not None and (row.fits, row.words) != (fits, words):
            row.fits, row.words = fits, words
            row.save()
