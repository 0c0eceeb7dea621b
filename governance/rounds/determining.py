"""Determining the letters of a round on one page: by the portfolio holder, or recorded after a college decided."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from governance.briefings.determining.forms import RecordForm
from governance.briefings.models import Briefing
from governance.rounds.models import BriefingRound
from governance.rounds.reading import AsRead, as_read
from governance.rounds.stand import LetterStand, stand_of
from zorgzaam.access import may
from zorgzaam.accounts.models import User

DETERMINE, RECORD = "governance.determine_briefing", "governance.record_determination"


@dataclass
class Determination:
    """One letter that waits for it, as its reader would get it; `form` asks when and where, None for the holder."""

    line: LetterStand
    read: AsRead
    seen: str
    form: RecordForm | None
    chosen: bool

    @property
    def is_answered(self) -> bool:
        return self.form is None or self.form.is_valid()

    def ask_again(self) -> None:
        """The page shows the letter of now, so what is said next is about that."""
        self.seen = self.read.seen
        if self.form is not None and self.form.is_bound:
            self.form.data = {**dict(self.form.data.items()), self.form.add_prefix("seen"): self.read.seen}

    def take(self, by: User, briefing: Briefing) -> bool:
        """Determine its letter as it was on the page; False where another said so first.

        Raises Refused, or Changed where it is another text now.
        """
        given: dict[str, Any] = self.form.cleaned_data if self.form else {"seen": self.seen}
        return briefing.determine(
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
    read = as_read(briefing)
    chosen = data is not None and key in data.getlist("letter")
    form = None
    if not may(user, DETERMINE, briefing):
        form = RecordForm(data if chosen else None, prefix=key, initial={"seen": read.seen})
    return Determination(
        line=line,
        read=read,
        seen=data.get(f"{key}-seen", "") if data is not None and chosen else read.seen,
        form=form,
        chosen=chosen,
    )
