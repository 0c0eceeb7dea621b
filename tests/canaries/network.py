"""The yearly network meeting: who is asked, what they said and need, with a secret word in each."""

from typing import Any

from newsletters.network_meeting.answering import Given, Wish, answer, wish
from newsletters.network_meeting.models import Answer
from tests.canaries.words import canary
from tests.newsletters.network.meeting import a_breakout, an_invitee, prepared
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor


def who_is_asked() -> dict[str, list[Any]]:
    """A meeting in the making, with somebody who comes; their link is a secret that no walk has."""
    meeting = prepared(about=canary("bijeenkomst", "waarover"), report=canary("bijeenkomst", "verslag"))
    a_breakout(meeting, canary("bijeenkomst", "deelsessie"))
    row = an_invitee(
        meeting, canary("genodigde", "naam"), address=f"{canary('genodigde', 'adres')}@kring.example",
        reason=canary("genodigde", "reden"),
    )  # fmt: skip
    said = Given(Answer.YES, [canary("meegekomen")], canary("genodigde", "opmerking"))
    answer(row, said, by=SystemActor.VISITOR)
    needs = Wish(dietary_needs=canary("dieet"), access_needs=canary("hulp"))
    wish(row.attendees.get(), needs, by=SystemActor.VISITOR)
    set_up(meeting.waves.update)(words=canary("mailronde"))
    meeting.refresh_from_db()
    return {"network": [meeting]}
