"""What came out of a session, as far as a reader may read it."""

from typing import Any

from governance.council.commitments.models import Commitment
from governance.council.sessions.models import CouncilSession, SessionResult
from governance.council.taking import taking
from zorgzaam.audit.actors import Actor
from zorgzaam.standing import Reader


def results_of(session: CouncilSession, reader: Reader) -> list[SessionResult]:
    """Results in words and commitments made there, in the order in which they were noted; two queries."""
    rows = list(session.results.all())
    made = [row.commitment_id for row in rows if row.commitment_id]
    known = {row.pk: row for row in Commitment.objects.visible_to(reader).filter(pk__in=made)}
    for row in rows:
        if row.commitment_id in known:
            row.commitment = known[row.commitment_id]
    return [row for row in rows if row.commitment_id is None or row.commitment_id in known]


def made_there(session: CouncilSession, commitment: Commitment, *, by: Actor) -> SessionResult:
    """A new commitment that was made in this session: both are written, or neither."""
    with taking(session, by) as row:
        commitment.save()
        return SessionResult.objects.create(session=row, commitment=commitment)


def made_in(row: Any, reader: Reader) -> Any:
    """The session a commitment was made in, as far as this reader may read it; of anything else nothing."""
    if not isinstance(row, Commitment):
        return CouncilSession.objects.none()
    there = SessionResult.objects.filter(commitment=row).values("session")
    return CouncilSession.objects.visible_to(reader).shown().filter(pk__in=there)
