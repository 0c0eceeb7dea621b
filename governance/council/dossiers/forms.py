"""The form of a dossier."""

from typing import Any

from django import forms

from governance.council.dossiers.models import CouncilDossier, DossierTheme
from themes.generations.models import ThemeGeneration
from themes.themes.models import Theme
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.ui.picker import PickManyField
from zorgzaam.versions import VersionedFormMixin


class DossierForm(ConstraintFormMixin, VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CouncilDossier
        fields = ("name", "about")
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "name": {
                "required": "Geef het dossier een naam.",
                "unique": "Er is al een dossier met deze naam.",
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Theme.objects.filter(generation=ThemeGeneration.objects.leading()) | self._chosen()
        self.fields["themes"] = PickManyField(
            rows.distinct().order_by("generation", "number"), label="Thema's", required=False,
            initial=[theme.pk for theme in self._chosen()],
            help_text="Wat het netwerk over deze thema's bespreekt, komt dan ook op de pagina van het dossier.",
        )  # fmt: skip

    def _chosen(self) -> Any:
        return Theme.objects.filter(pk__in=DossierTheme.objects.filter(dossier=self.instance).values("theme"))

    def save(self, commit: bool = True) -> CouncilDossier:
        made: CouncilDossier = super().save(commit)
        wanted = {theme.pk for theme in self.cleaned_data["themes"]}
        held = DossierTheme.objects.filter(dossier=made)
        held.exclude(theme__in=wanted).delete()
        there = set(held.values_list("theme_id", flat=True))
        for theme in wanted - there:
            DossierTheme.objects.create(dossier=made, theme_id=theme)
        return made
