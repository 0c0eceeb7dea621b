"""The form with which an initiative goes onto an agenda: where, and what it says there."""

from typing import Any

from django import forms

from governance.bodies.models import Body
from governance.initiatives.advice import explanation_of
from governance.initiatives.putting import Said, offer, put_on
from governance.intake.lateness import lateness
from governance.intake.models import Proposal
from governance.intake.proposing import taking
from governance.meetings.models import AgendaItem, Meeting
from partners.initiatives.models import Initiative
from zorgzaam.accounts.models import User
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import moment
from zorgzaam.ui.forms import NOT_IN_LIST, ChoiceCards
from zorgzaam.ui.pages import RowForm

MEETING, BODY = "vergadering", "overleg"
CHOOSE = "Kies een agenda of een overleg."
MOST_MEETINGS = 60


class AgendaForm(RowForm):
    """Where it goes, and what the item or proposal says."""

    where = forms.ChoiceField(
        label="Waar gaat het heen?", error_messages={**NOT_IN_LIST, "required": CHOOSE},
        help_text="Houd je de agenda zelf bij, dan staat het er meteen op. Anders stel je het voor aan dat overleg.",
    )  # fmt: skip
    title = forms.CharField(
        label="Titel", max_length=250, error_messages={"required": "Geef het punt een titel."},
        help_text="Deze titel leest iedereen die het punt mag lezen.",
    )  # fmt: skip
    explanation = forms.CharField(
        label="Toelichting en advies", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Dit leest iedereen die het punt mag lezen. Haal weg wat niet openbaar mag worden.",
    )  # fmt: skip
    minutes = forms.IntegerField(label="Minuten", min_value=0, max_value=600, initial=10)
    publicity = forms.ChoiceField(
        label="Wie mag het punt lezen?", widget=ChoiceCards, initial=Publicity.PUBLIC,
        choices=[
            (Publicity.PUBLIC.value, "Openbaar: iedereen, zodra de agenda daarna is gepubliceerd"),
            (Publicity.CLOSED.value, "Besloten: alleen wie in het overleg zit"),
        ],
        help_text="Het ingediende initiatief en de bijlagen gaan mee als besloten stukken.",
    )  # fmt: skip
    ground = forms.CharField(label="Waarom is het niet openbaar?", max_length=300, required=False)

    def __init__(self, *args: Any, row: Initiative, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        where: Any = self.fields["where"]
        self.meetings = _meetings(reader)
        self.bodies = {str(body.pk): body for body in taking()}
        where.choices = self._offered()
        self.initial = {"title": row.title, "explanation": explanation_of(row)[:4000]}
        if self.meetings:  # the next one: one press is enough
            self.initial["where"] = f"{MEETING}-{next(iter(self.meetings))}"
        self.fields["ground"].optional = "nodig bij besloten"  # type: ignore[attr-defined]

    def _offered(self) -> list[Any]:
        """First the agendas this reader keeps, body by body, then who it can be proposed to."""
        late = lateness(self.meetings.values())
        offered: dict[str, list[tuple[str, str]]] = {}
        for pk, meeting in self.meetings.items():
            words = f" ({late[meeting.pk].words.rstrip('.')})" if late[meeting.pk].is_late else ""
            label = f"{meeting.body.name}, {moment(meeting.starts_at)}{words}"
            offered.setdefault("Zet op de agenda", []).append((f"{MEETING}-{pk}", label))
        for pk, body in self.bodies.items():
            offered.setdefault("Stel voor aan", []).append((f"{BODY}-{pk}", body.name))
        return [("", "Kies waar het heen gaat"), *offered.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("publicity") == Publicity.CLOSED and not data.get("ground"):
            self.add_error("ground", "Noem de reden waarom dit niet openbaar is.")
        proposed = str(data.get("where", "")).startswith(BODY)
        if proposed and not data.get("explanation", "").strip() and "explanation" not in self.errors:
            self.add_error("explanation", "Schrijf erbij waarom het overleg dit moet bespreken.")
        return data

    def carry_out(self, by: User) -> AgendaItem | Proposal:
        """The new item or proposal; see `put_on` and `offer` for what they refuse."""
        data = self.cleaned_data
        said = Said(data["title"], data["explanation"], data["minutes"], data["publicity"], data["ground"])
        kind, _, key = data["where"].partition("-")
        if kind == MEETING:
            return put_on(self.row, self.meetings[key], said, by=by)
        body: Body = self.bodies[key]
        return offer(self.row, body, said, by=by)


def _meetings(reader: Reader) -> dict[str, Meeting]:
    rows = Meeting.objects.managed_by(reader).taking_items().select_related("body")
    found = rows.order_by("starts_at", "pk")[:MOST_MEETINGS]
    return {str(meeting.pk): meeting for meeting in found}
