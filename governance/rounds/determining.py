"""Determining the letters of a round on one page: by the portfolio holder, or recorded after a college decided."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from governance.briefings.determining.forms import RecordForm
from governance.briefings.document import build, decided_digest
from governance.briefings.printing import to_html
from governance.briefings.views.editing import draft_file_url
from governance.rounds.models import BriefingRound
from governance.rounds.stand import LetterStand, stand_of
from zorgzaam.access import may
from zorgzaam.accounts.models import User
from zorgzaam.snapshots import canonical

DETERMINE, RECORD = "governance.determine_briefing", "governance.record_determination"


@dataclass
class Determination:
    """One letter that waits for it, as its reader would get it; `form` asks when and where, None for the holder."""

    line: LetterStand
    letter: str
    now: str
    seen: str
    form: RecordForm | None
    chosen: bool

    @property
    def is_answered(self) -> bool:
        return self.form is None or self.form.is_valid()

    def ask_again(self) -> None:
        """The page shows the letter of now, so what is said next is about that."""
        self.seen = self.now
        if self.form is not None and self.form.is_bound:
            self.form.data = {**dict(self.form.data.items()), self.form.add_prefix("seen"): self.now}

    def take(self, by: User) -> None:
        """Determine it as it was on the page. Raises Refused, or Changed where it is another text now."""
        given: dict[str, Any] = self.form.cleaned_data if self.form else {"seen": self.seen}
        self.line.briefing.determine(
            by=by, seen=given["seen"], on=given.get("on"), source=given.get("source", "")
        )


def waiting_for(
    round_: BriefingRound, user: User, data: QueryDict | None = None
) -> tuple[list[Determination], int]:
    """What this reader may determine or record, with what they filled in; and how many others wait."""
    lines = [line for line in stand_of(round_, user) if line.waits_for_determination]
    mine = [line for line in lines if may(user, DETERMINE, line.briefing) or may(user, RECORD, line.briefing)]
    return [_determination(line, user, data) for line in mine], len(lines) - len(mine)


def _determination(line: LetterStand, user: User, data: QueryDict | None) -> Determination:
    briefing, key = line.briefing, str(line.briefing.pk)
    text = canonical(build(briefing))
    now = decided_digest(briefing, text)
    chosen = data is not None and key in data.getlist("letter")
    form = None
    if not may(user, DETERMINE, briefing):
        form = RecordForm(data if chosen else None, prefix=key, initial={"seen": now})
    return Determination(
        line=line,
        letter=to_html(
            text, draft=True, file_url=lambda part: draft_file_url(briefing, part), prefix=f"{key}-"
        ),
        now=now,
        seen=data.get(f"{key}-seen", "") if data is not None and chosen else now,
        form=form,
        chosen=chosen,
    )
