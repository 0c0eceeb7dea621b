"""Telling who comes to a session that something changed: it is off, another day, hour or place, or another group.

A place keeps what its person knows. A job looks for places where that is no longer so; what one did oneself is known.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from governance.council.sessions.models import CouncilSession, ItemKind, SessionPlace
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.publicity import Publicity
from zorgzaam.standing import reader_of
from zorgzaam.telling import take
from zorgzaam.ui.dates import clock, day

KIND = "session-changed"
OFF, GROUP = "Gaat niet door", "Groep"


def facts_of(place: SessionPlace) -> dict[str, str]:
    """What somebody who comes has to know, in words, as it is now; what is not there is empty."""
    session = place.session
    hours = " – ".join(clock(hour) for hour in (session.begins, session.ends) if hour)
    off = session.state_reason if session.is_cancelled else ""
    facts = {"Dag": day(session.held_on), "Tijd": hours, "Gebouw": session.place, GROUP: place.group}
    return {OFF: off} if off else facts


def coming() -> "QuerySet[SessionPlace]":
    """Everybody who comes to a session whose day is not over: those who may have to be told something."""
    return SessionPlace.objects.filter(session__held_on__gte=timezone.localdate())


def behind() -> list[int]:
    """Keys of the places whose person does not know how it is now; one query."""
    rows = coming().select_related("session")
    return [row.pk for row in rows if row.known != facts_of(row)]


@transaction.atomic
def tell(pk: int) -> int:
    """Write to this person what changed, and keep that they know. A second worker finds it done."""
    place = take(coming().select_related("session__council", "person"), pk)  # type: ignore[arg-type]
    now = facts_of(place) if place else {}
    if place is None or place.known == now:
        return 0
    before, place.known, place.told = place.known, now, place.told + 1
    SessionPlace.objects.filter(pk=pk).update(known=now, told=place.told)
    # A place from before this was kept: nobody knows what its person was told.
    new = bool(before) and _matters(place.session) and _may_read(place) and _put(place, before, now)
    killpoint("session.before_told")
    return int(new)


def _matters(session: CouncilSession) -> bool:
    """Whether a change is still of use to who comes: not once it began or was held; that it is off, until its end."""
    return not session.is_over if session.is_cancelled else session.takes_people


def _put(place: SessionPlace, before: dict[str, str], now: dict[str, str]) -> bool:
    private = place.session.publicity != Publicity.PUBLIC
    return put(KIND, _about(place), place.person, _letter(place, before, now), private=private)


def _about(place: SessionPlace) -> str:
    return f"{place.pk}-{place.told}"


def _letter(place: SessionPlace, before: dict[str, str], now: dict[str, str]) -> Letter:
    """All that holds now, what is new in front: an earlier mail that did not leave lapses for this one."""
    session = place.session
    changed = [(name, words) for name, words in now.items() if words != before.get(name, "")]
    rest = [fact for fact in now.items() if fact not in changed and (fact[0] != GROUP or _has_group(place))]
    context = {
        "session": session,
        "changed": changed,
        "rest": rest,
        "again": OFF in before and OFF not in now,
        "url": f"{settings.SITE_URL}{session.get_absolute_url()}",
    }
    what = OFF if OFF in now else "Gaat toch door" if context["again"] else "Veranderd"
    text = render_to_string("governance/council/email_session.txt", context)
    return Letter(f"{what}: {session.title}"[:200], text)


def _has_group(place: SessionPlace) -> bool:
    """Whether a group is something to know: there is one, or there will be."""
    return bool(place.group) or place.session.programme.filter(kind=ItemKind.BREAKOUTS).exists()


def _may_read(place: SessionPlace) -> bool:
    return bool(
        CouncilSession.objects.visible_to(reader_of(place.person)).filter(pk=place.session_id).exists()
    )


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader still comes, may read the session, and nothing newer was told."""
    pk = mail.about.partition("-")[0]
    place = SessionPlace.objects.select_related("session", "person").filter(pk=pk).first()
    if place is None or place.person.erased_at is not None or mail.about != _about(place):
        return False
    return _may_read(place)
