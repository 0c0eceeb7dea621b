"""Whether a working agenda is still what somebody has before them: everything its page is made of, as one short mark.

No column counts this: the versions of the rows do, whatever path wrote them. Words of rooms above (remarks) are not in
it; they come along with the next change.
"""

from dataclasses import dataclass

from django.db import connection

from governance.meetings.models import Meeting
from zorgzaam.standing import Reader, standing_of
from zorgzaam.unchanged import mark_of

# Texts raise the version of their row, moves raise agenda_version; the rest comes and goes, or opens by the clock.
_MADE_OF = """
    SELECT concat_ws('|', m.version, m.agenda_version, m.status, m.status_since, items.said, papers.said, rooms.said,
               (SELECT COUNT(*) FROM governance_agendapublication p WHERE p.meeting_id = m.id)),
           concat_ws('.', (SELECT COALESCE(MAX(pgh_id), 0) FROM governance_meetingevent),
               (SELECT COALESCE(MAX(pgh_id), 0) FROM governance_agendaitemevent),
               (SELECT COALESCE(MAX(pgh_id), 0) FROM governance_paperevent))
      FROM governance_meeting m
     CROSS JOIN LATERAL (
         SELECT concat_ws(',', COUNT(*) FILTER (WHERE i.embargo_until > now()),
                    md5(string_agg(concat_ws(':', i.id, i.version, i.position, i.removed_at), ',' ORDER BY i.id))
                ) AS said
           FROM governance_agendaitem i
          WHERE i.meeting_id = m.id OR (i.body_id = m.body_id AND i.meeting_id IS NULL)) items
     CROSS JOIN LATERAL (
         SELECT concat_ws(',', COUNT(*), SUM(p.version), COUNT(*) FILTER (WHERE p.embargo_until > now())) AS said
           FROM governance_paper p JOIN governance_agendaitem i ON i.id = p.item_id WHERE i.meeting_id = m.id) papers
     CROSS JOIN LATERAL (
         SELECT md5(string_agg(concat_ws(':', r.id, r.version), ',' ORDER BY r.id)) AS said
           FROM governance_parallelpart r JOIN governance_agendaitem i ON i.id = r.item_id
          WHERE i.meeting_id = m.id) rooms
     WHERE m.id = %s
"""


@dataclass(frozen=True)
class Fingerprint:
    """`mark` of what this reader sees, and how far history was when that was looked up (see `history.Until`)."""

    mark: str
    until: str


def of(meeting: Meeting, reader: Reader) -> Fingerprint:
    """What the working page of a meeting is made of for this reader, whose own rights are in it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_MADE_OF, [meeting.pk])
        made_of, until = cursor.fetchone()
    standing = standing_of(reader)
    roles = ",".join(sorted(standing.bodies.get(meeting.body_id, ())))
    return Fingerprint(mark_of(f"{made_of}|{roles}|{standing.person_id}"), until)
