"""A presentation from the records: one slide per section, for the screen and for a PDF of 16:9 (domain.md 15.5)."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from governance.bodies.models import BodyKind
from governance.council.facts.models import CouncilFact, FactKind
from governance.council.sessions.models import CouncilSession, SessionSlide
from governance.council.sessions.models.slides import MOST_POINTS
from governance.council.sessions.programme import programme_of
from governance.council.sessions.reasons import reasons_of
from governance.council.sessions.slide_order import written
from governance.council.sessions.slide_parts import parts_of
from governance.council.sessions.slide_pictures import picture_assets
from governance.printouts.paper import Paper
from zorgzaam import pdf
from zorgzaam.standing import Reader

PRINT = "governance/council/slides_print.html"
STYLE = Path(__file__).with_name("slides.css")


@dataclass(frozen=True)
class Slide:
    """One slide: its heading, which template shows it, what that template gets, and the part it belongs to."""

    title: str
    shape: str
    content: dict[str, Any] = field(default_factory=dict)
    part: str = ""

    @property
    def template(self) -> str:
        return f"governance/council/slide_{self.shape}.html"


def slides_of(session: CouncilSession, reader: Reader) -> list[Slide]:
    """All slides in order; a constant number of queries. Everybody in the room sees them: of an open session they hold
    what everybody may read, whoever asks for them."""
    audience = AnonymousUser() if session.open_now else reader
    programme = programme_of(session)
    slides = [Slide(session.title, "title", {"session": session})]
    if programme:
        slides.append(Slide("Wat gaan we doen vandaag?", "programme", {"programme": programme}))
    if groups := reasons_of(session, audience):
        slides.append(Slide("Aanleiding", "reasons", {"groups": groups}))
    own = written(session)
    parts = parts_of(
        list(_facts(session, audience)), _loose(own), breakouts=any(p.breakouts for p in programme)
    )
    if len(parts) > 1 or any(slide.shape == "facts" for part in parts for slide in part.slides):
        slides.append(Slide("Inhoud presentatie", "contents", {"parts": parts}))
    slides += [replace(slide, part=part.title) for part in parts for slide in part.slides]
    return [*slides, *(slide for part in programme for slide in _at(part, own))]


def _at(part: Any, own: Sequence[SessionSlide]) -> Iterator[Slide]:
    """What is shown at a part of the programme: what was written for it, and how it goes in breakouts."""
    yield from (_points(row) for row in own if row.item_id == part.item.pk)
    if part.breakouts:
        yield _carousel(part)


def _loose(own: Sequence[SessionSlide]) -> list[Slide]:
    """Those that were written for no part of the programme."""
    return [_points(row) for row in own if row.item_id is None]


def _points(row: SessionSlide) -> Slide:
    return Slide(row.title, "points", {"points": row.lines, "row": row, "place": row.place})


def _facts(session: CouncilSession, audience: Reader) -> Iterator[Slide]:
    """A slide per kind and subject, and another where one is full."""
    rows = CouncilFact.objects.visible_to(audience).for_session_of(session.council, session.dossier_id)
    held = rows.told_on(session.held_on).exclude(kind__in=session.left_out).select_related("source")
    for _, group in groupby(held, key=lambda fact: (fact.kind, fact.subject)):
        facts = list(group)
        about = _heading(facts[0], session)
        shown = _spread(facts)
        for number, some in enumerate(shown, 1):
            title = f"{about} ({number} van {len(shown)})" if len(shown) > 1 else about
            told = {"facts": some, "about": about, "place": facts[0].kind, "sources": _sources(some)}
            yield Slide(title, "facts", {**told, "on": session.held_on})


def _sources(facts: Sequence[CouncilFact]) -> list[str]:
    """Where these facts come from, each once, with its day."""
    named = (_source(fact) for fact in facts)
    return list(dict.fromkeys(words for words in named if words))


def _source(fact: CouncilFact) -> str:
    if fact.source is None:
        return fact.source_note
    return ", ".join(words for words in (fact.source.title, fact.source.date_text) if words)


def _spread(facts: list[CouncilFact]) -> list[list[CouncilFact]]:
    """As few slides as they fit on, each about as full as the other."""
    size = math.ceil(len(facts) / math.ceil(len(facts) / MOST_POINTS))
    return [facts[at : at + size] for at in range(0, len(facts), size)]


def _heading(fact: CouncilFact, session: CouncilSession) -> str:
    """What a slide is about: of whom the position or role is, and what it belongs to."""
    words = fact.get_kind_display()
    if fact.kind in (FactKind.POSITION, FactKind.ROLE):
        municipal = session.council.kind == BodyKind.MUNICIPAL_COUNCIL
        words = f"{words} van de {'gemeente' if municipal else 'provincie'}"
    return f"{words}: {fact.subject}" if fact.subject else words


def _carousel(part: Any) -> Slide:
    count = len(part.breakouts)
    rule = f"Carrousel van {count} deelsessies" if part.item.rotates else f"{count} deelsessies"
    return Slide(rule, "carousel", {"part": part})


def paper_of(session: CouncilSession, slides: Sequence[Slide]) -> Paper:
    """The slides as they are printed, 16:9."""
    html = render_to_string(PRINT, {"session": session, "slides": slides})
    rows = [slide.content["row"] for slide in slides if "row" in slide.content]
    return Paper(html, {"slides": pdf.Asset(STYLE.read_bytes(), "text/css"), **picture_assets(rows)})
