"""The filter of the list of briefings: to whom, which kind, how far, by whom, and words."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q

from governance.bodies.models import Body
from governance.briefings.content import BriefingSection
from governance.briefings.following import SUBJECTS, BriefingLine
from governance.briefings.kinds import BriefingKind
from governance.briefings.models import Status
from governance.briefings.writers import BriefingWriter
from zorgzaam.ui.forms import NOT_IN_LIST

BUSY, MINE = "bezig", "van-mij"
NOT_BUSY = (Status.PUBLISHED, Status.WITHDRAWN)


class ListFilter(forms.Form):
    """A GET form. `rows` are the briefings the reader works on."""

    zoek = forms.CharField(label="Zoek", required=False, max_length=100)
    aan = forms.ModelChoiceField(
        Body.objects.none(), label="Aan", required=False, empty_label="Allemaal", error_messages=NOT_IN_LIST
    )
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Alle"), *BriefingKind.choices],
        error_messages=NOT_IN_LIST,
    )
    stand = forms.ChoiceField(
        label="Toestand", required=False, error_messages=NOT_IN_LIST,
        choices=[("", "Alle"), (BUSY, "Nog niet gepubliceerd"), *Status.choices],
    )  # fmt: skip
    wie = forms.ChoiceField(
        label="Van wie", required=False, choices=[("", "Iedereen"), (MINE, "Waar ik aan schrijf")],
        error_messages=NOT_IN_LIST,
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["aan"]
        to.queryset = Body.objects.filter(pk__in=rows.order_by().values("addressee_id")).order_by("name")

    def narrowed(self, rows: Any, person: Any) -> Any:
        """Those of `rows` that are asked for; `person` is the id of who asks."""
        asked = self.cleaned_data if self.is_valid() else {}
        if to := asked.get("aan"):
            rows = rows.filter(addressee=to)
        if kind := asked.get("soort"):
            rows = rows.filter(kind=kind)
        if stand := asked.get("stand"):
            rows = rows.exclude(status__in=NOT_BUSY) if stand == BUSY else rows.filter(status=stand)
        if asked.get("wie") == MINE:
            wrote = BriefingWriter.objects.filter(briefing=OuterRef("pk"), person=person)
            rows = rows.filter(Q(author=person) | Exists(wrote))
        return rows.filter(_found_by(words)) if (words := asked.get("zoek")) else rows


def _found_by(words: str) -> Q:
    """These words in its subject, a heading, its texts, its number, or the name of what it is about."""
    of_it = {"briefing": OuterRef("pk")}
    about = Q()
    for name in SUBJECTS:
        field = "title" if name == "task" else "name"
        about |= Q(**{f"{name}__{field}__unaccent__icontains": words})
    written = Q(heading__unaccent__icontains=words) | Q(blocks__text__unaccent__icontains=words)
    return (
        Q(subject__unaccent__icontains=words)
        | Q(registration_number__icontains=words)
        | Q(core__unaccent__icontains=words)
        | Exists(BriefingLine.objects.filter(about, **of_it))
        | Exists(BriefingSection.objects.filter(written, **of_it))
    )
