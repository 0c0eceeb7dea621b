"""Factories for sessions of councils; each writes as the system actor for setting up."""

import datetime
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body
from governance.council.models import (
    CouncilFact,
    CouncilSession,
    ItemKind,
    ProgrammeItem,
    SessionBreakout,
    SessionPaper,
    SessionSlide,
)
from governance.meetings.parallel import room_called
from tests.real_files import pdf, picture, upload
from tests.world import set_up
from zorgzaam.files.store import keep

LONG_AGO = datetime.date(2024, 11, 27)
TOPICS = ("Netwerk", "Meerjarenplan", "Acute zorg")


def soon(days: int = 7) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def hour(words: str) -> datetime.time:
    return datetime.time.fromisoformat(words)


@set_up
def a_session(council: Body, title: str = "Sessie zorg en welzijn", **extra: Any) -> CouncilSession:
    hours = {"begins": hour("15:30"), "ends": hour("17:00"), "place": "Provinciehuis"}
    return CouncilSession.objects.create(
        council=council, title=title, **{"held_on": soon(), **hours, **extra}
    )


@set_up
def a_part(
    session: CouncilSession, begins: str = "15:30", ends: str = "16:00", **extra: Any
) -> ProgrammeItem:
    extra.setdefault("title", "Presentatie")
    return ProgrammeItem.objects.create(session=session, begins=hour(begins), ends=hour(ends), **extra)


@set_up
def a_breakout(item: ProgrammeItem, topic: str, room: str = "", **extra: Any) -> SessionBreakout:
    position = item.breakouts.count() + 1
    found = room_called(room or f"Zaal {position}", "Provinciehuis")
    return SessionBreakout.objects.create(item=item, topic=topic, room=found, position=position, **extra)


def a_carousel(session: CouncilSession, topics: tuple[str, ...] = TOPICS, **extra: Any) -> ProgrammeItem:
    """The part in breakouts, from four o'clock, with its breakouts in the rooms Zaal 1, Zaal 2, ..."""
    item = a_part(session, "16:00", "17:00", title="Deelsessies", kind=ItemKind.BREAKOUTS, **extra)
    for topic in topics:
        a_breakout(item, topic)
    return item


@set_up
def a_fact(council: Body, text: str = "Wij doen mee", **extra: Any) -> CouncilFact:
    fields = {"kind": "rol", "starts_on": LONG_AGO, "source_note": "De presentatie", **extra}
    return CouncilFact.objects.create(council=council, text=text, **fields)


@set_up
def a_picture(session: CouncilSession, words: str = "Een kaart van de regio", **extra: Any) -> SessionSlide:
    """A slide with a picture on it."""
    kept = keep(upload(picture(), "kaart.png"))
    fields = {"title": "Waar het is", "points": "Hier", "position": session.slides.count() + 1, **extra}
    return SessionSlide.objects.create(
        session=session, picture=kept, picture_name="kaart.png", picture_words=words, **fields
    )


@set_up
def a_session_paper(session: CouncilSession, title: str = "Notitie", **extra: Any) -> SessionPaper:
    kept = keep(upload(pdf(title), "notitie.pdf"))
    return SessionPaper.objects.create(
        session=session, title=title, file=kept, filename="notitie.pdf", **extra
    )
