"""The gallery: what stands on the site, narrowed, and how much there is per municipality."""

import uuid
from typing import Any

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, OuterRef, Q

from partners.initiatives.models import InitiativePublication, PublishedSubject
from partners.initiatives.publishing.words import PublicState, public_state, states_of
from partners.regions.models import Municipality
from themes.picking import group_tasks, group_themes
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.search import CONFIG
from zorgzaam.ui.forms import NOT_IN_LIST

WHOLE_REGION = "hele-regio"


def _about(column: str) -> Any:
    """Ids of what stands on the site, by one column of its subjects."""
    rows = PublishedSubject.objects.filter(
        publication__in=InitiativePublication.objects.current().values("pk"), **{f"{column}__isnull": False}
    )
    return rows.order_by().values(f"{column}_id")


class GalleryFilter(forms.Form):
    """A GET form with only what there is something about; what is not valid narrows nothing and says so."""

    zoek = forms.CharField(
        label="Zoek", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    thema = forms.ModelChoiceField(
        Theme.objects.none(), label="Thema", required=False, empty_label="Alle thema's",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    gemeente = forms.ChoiceField(label="Gemeente", required=False, error_messages=NOT_IN_LIST)
    opgave = forms.ModelChoiceField(
        TransformationTask.objects.none(), label="Opgave", required=False, empty_label="Alle opgaven",
        error_messages=NOT_IN_LIST,
    )  # fmt: skip
    stand = forms.ChoiceField(label="Hoever", required=False, error_messages=NOT_IN_LIST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme: Any = self.fields["thema"]
        theme.queryset = Theme.objects.filter(pk__in=_about("theme"))
        group_themes(theme)
        task: Any = self.fields["opgave"]
        task.queryset = TransformationTask.objects.filter(pk__in=_about("task"))
        group_tasks(task)
        self._choices("gemeente", "Overal", self._municipalities())
        self._choices("stand", "Alles", _states_there())

    def _choices(self, name: str, everything: str, rows: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", everything), *rows]  # type: ignore[attr-defined]

    def _municipalities(self) -> list[tuple[str, str]]:
        there = Municipality.objects.filter(pk__in=_about("municipality")).order_by("name")
        rows = [(one.slug, one.name) for one in there]
        whole = InitiativePublication.objects.current().filter(whole_region=True).exists()
        return [*rows, *([(WHOLE_REGION, "De hele regio")] if whole else [])]

    def narrow(self, found: Any) -> Any:
        """The publications that match every valid field."""
        self.is_valid()
        said = self.cleaned_data
        if words := said.get("zoek", "").replace("\x00", "").strip():
            query = SearchQuery(words, config=CONFIG, search_type="websearch")
            found = found.filter(Q(search=query) | Q(title__unaccent__icontains=words))
        for column, name in (("theme", "thema"), ("task", "opgave")):
            if said.get(name):
                found = _with_subject(found, **{column: said[name]})
        if where := said.get("gemeente"):
            whole = where == WHOLE_REGION
            found = (
                found.filter(whole_region=True) if whole else _with_subject(found, municipality__slug=where)
            )
        if state := said.get("stand"):
            found = found.filter(initiative__state__in=states_of(state))
        return found


def _with_subject(found: Any, **subject: Any) -> Any:
    return found.filter(Exists(PublishedSubject.objects.filter(publication=OuterRef("pk"), **subject)))


def _states_there() -> list[tuple[str, str]]:
    states = InitiativePublication.objects.current().order_by().values_list("initiative__state").distinct()
    there = {public_state(state) for (state,) in states}
    return [(each.value, str(each.label)) for each in PublicState if each in there]


def counts() -> dict[uuid.UUID, int]:
    """How many initiatives stand on the site per municipality that they name; one query."""
    rows = PublishedSubject.objects.filter(
        publication__in=InitiativePublication.objects.current().values("pk"), municipality__isnull=False
    )
    return dict(rows.order_by().values_list("municipality").annotate(many=Count("pk")))
