"""The part of a form of triage that asks of every paper who may read it from now on."""

from typing import Any

from django import forms

from governance.intake.carrying import FROM_A_PROPOSAL, Chosen, Openness, narrowest_known
from governance.intake.models import Proposal, ProposalPaper
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import ONE_OF, ChoiceCards

GROUND = "papers_ground"
CLOSED_UNTIL_CHOSEN = (
    "Het voorstel is niet openbaar, dus dit stuk blijft besloten tot je iets anders kiest. Is het punt zelf besloten "
    "of vertrouwelijk, dan is het stuk dat ook."
)


class PaperChoices(forms.Form):
    """Adds a field per paper, and one for why some stay closed. Mix it in before RowForm."""

    def ask_of_papers(self, row: Proposal, reader: Reader, *, office: bool) -> None:
        """The fields, each on the most closed of what is known; only chair and secretary make a paper confidential."""
        self.papers = list(row.papers.all())
        start = narrowest_known(row, reader) if self.papers else {}
        for paper in self.papers:
            first = start[paper.pk] if office else Publicity.CLOSED
            field = forms.ChoiceField(
                label=f"Wie mag “{paper.title}” lezen?", choices=_choices(row, office=office), widget=ChoiceCards,
                error_messages=ONE_OF, help_text=CLOSED_UNTIL_CHOSEN, required=False,
            )  # fmt: skip
            field.optional = f"nu {Publicity(first).label.lower()}"  # type: ignore[attr-defined]
            self.fields[_name(paper)], self.initial[_name(paper)] = field, first
        if self.papers:
            ground = forms.CharField(
                label="Waarom zijn stukken niet openbaar?", max_length=300, required=False
            )
            ground.optional = "nodig als een stuk niet openbaar is"  # type: ignore[attr-defined]
            self.fields[GROUND], self.initial[GROUND] = ground, FROM_A_PROPOSAL

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if GROUND in self.data and not data.get(GROUND) and any(self._closed(paper) for paper in self.papers):
            self.add_error(GROUND, "Noem de reden waarom dit niet openbaar is.")
        return data

    def _closed(self, paper: ProposalPaper) -> bool:
        return self._publicity(paper) != Publicity.PUBLIC

    def _publicity(self, paper: ProposalPaper) -> str:
        """What was chosen; what chose nothing stays as closed as the field began."""
        name = _name(paper)
        return str(self.cleaned_data.get(name) or self.initial[name])

    @property
    def openness(self) -> Chosen:
        """Who may read each paper."""
        ground = self.cleaned_data.get(GROUND) or FROM_A_PROPOSAL
        return {paper.pk: Openness(self._publicity(paper), ground) for paper in self.papers}


def _name(paper: ProposalPaper) -> str:
    return f"stuk_{paper.pk.hex}"


def _choices(row: Proposal, *, office: bool) -> list[tuple[str, str]]:
    words = [
        (Publicity.PUBLIC.value, "Openbaar: iedereen, zodra de agenda daarna is gepubliceerd"),
        (Publicity.CLOSED.value, f"Besloten: alleen wie in {row.body} zit"),
        (Publicity.CONFIDENTIAL.value, "Vertrouwelijk: alleen voorzitter en secretaris"),
    ]
    return words if office else words[:2]
