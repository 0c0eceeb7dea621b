"""What somebody who is asked has to know, in words, as it is now: what they know of it is kept beside it."""

from newsletters.network_meeting.models import Invitee
from newsletters.network_meeting.timetable import route_of
from zorgzaam.ui.dates import clock, day

OFF, ANSWER, WAITS = "Gaat niet door", "Antwoord", "Wachtlijst"
# No longer asked, though the meeting goes on.
OUT = "Uitnodiging"
# What somebody knows whose link was made anew; never how it is now.
OLD_LINK = "Uw oude link"


def of(row: Invitee) -> dict[str, str]:
    """Of one person; `network_meeting.meeting` says what readers know of the meeting. One question per row to the
    database where `attendees__choices__breakout` is not prefetched."""
    meeting = row.network_meeting.meeting
    if meeting.is_off or meeting.is_discarded:
        return {OFF: meeting.status_note or "De bijeenkomst gaat niet door."}
    if not row.is_asked:
        return {OUT: "Uw uitnodiging is ingetrokken."}
    hours = " – ".join(clock(at) for at in (meeting.starts_at, meeting.ends_at) if at)
    found = {"Dag": day(meeting.starts_at), "Tijd": hours, "Plaats": meeting.location, ANSWER: row.answer}
    return found | (_of_people(row) if row.comes else {})


def _of_people(row: Invitee) -> dict[str, str]:
    people = sorted(row.attendees.all(), key=lambda each: each.position)
    found = {"Met": "1 persoon" if len(people) == 1 else f"{len(people)} mensen"}
    waits = sum(not each.has_a_seat for each in people)
    if waits:
        found[WAITS] = "1 persoon" if waits == 1 else f"{waits} mensen"
    for number, each in enumerate(people, start=1):
        places = [
            f"ronde {choice.round}: {choice.breakout.topic}" if choice.round else choice.breakout.topic
            for choice in route_of(each)
        ]
        # Without the name: this is kept, and a name is erased with its person.
        if places:
            found["Deelsessies" if len(people) == 1 else f"Deelsessies {number}"] = "; ".join(places)
    return found
