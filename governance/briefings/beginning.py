"""What stands in a briefing of a kind that comes back when somebody begins one: its records, each under its heading."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.html import format_html

from governance.briefings import fragments
from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.following import BriefingLine, span_of
from governance.briefings.kinds import BriefingKind, informed_with
from governance.briefings.models import Briefing
from governance.decisions.models import Decision
from themes.generations.models import ThemeGeneration
from themes.themes.models import Theme
from zorgzaam.people.models import Person

# What changed since the last one belongs in these.
SAYS_WHAT_CHANGED = (BriefingKind.STATUS, BriefingKind.AGENDA, BriefingKind.PROGRESS)


@dataclass(frozen=True)
class Begun:
    """One section. Where its fragment has nothing to show, an `always` one says so in words and another stays out."""

    heading: str
    fragment: str
    parameters: dict[str, Any] = field(default_factory=dict)
    always: bool = True


@transaction.atomic
def begin_draft(briefing: Briefing, line: BriefingLine, *, by: Person) -> Briefing:
    """Keep a new draft in the name of who begins it, with what it is about and what belongs in its kind."""
    briefing.author = by
    briefing.for_information_to = informed_with(briefing.addressee.kind)
    briefing.save()
    if line.period:
        line.briefing = briefing
        line.save()
    begin(briefing)
    return briefing


def begin(briefing: Briefing) -> None:
    """Put in what belongs in a new briefing of this kind; nothing for a kind that is written."""
    sections = BEGINS.get(briefing.kind)
    if sections is None:
        return
    if briefing.kind in SAYS_WHAT_CHANGED:
        BriefingLine.objects.update_or_create(briefing=briefing, defaults={"printed": True})
    place = 0
    for each in sections(briefing):
        block = _block(each, briefing)
        if block is None:
            continue
        place += 1
        block.section = BriefingSection.objects.create(
            briefing=briefing, position=place, heading=each.heading
        )
        block.save()


def _block(each: Begun, briefing: Briefing) -> BriefingBlock | None:
    try:
        fragments.fill(each.fragment, each.parameters, briefing.day, span=span_of(briefing))
    except fragments.NothingToShow as nothing:
        return BriefingBlock(position=1, text=format_html("<p>{}</p>", nothing)) if each.always else None
    return BriefingBlock(position=1, fragment=each.fragment, parameters=each.parameters)


def _status(briefing: Briefing) -> Iterator[Begun]:
    about = {"council": str(briefing.addressee_id)}
    yield Begun("Toezeggingen", "promises", {**about, "only": "toezeggingen"})
    yield Begun("Moties", "promises", {**about, "only": "moties"})


def _agenda(briefing: Briefing) -> Iterator[Begun]:
    yield Begun("Termijnagenda", "term_agenda", {"council": str(briefing.addressee_id), "per": "maand"})


def _progress(briefing: Briefing) -> Iterator[Begun]:
    """First all tasks at a glance, then theme by theme."""
    yield Begun("Voortgang per opgave", "task_progress")
    generation = ThemeGeneration.objects.visible_to(fragments.PUBLIC_READER).leading(briefing.day)
    for theme in Theme.objects.filter(generation=generation).order_by("number"):
        yield Begun(f"Thema {theme.number}: {theme.name}"[:160], "theme_report", {"theme": str(theme.pk)})
    yield Begun("Besluiten", "decisions_since", always=False)
    yield Begun("Geld", "money", always=False)
    yield Begun("Raakvlakken", "overlap", {"council": str(briefing.addressee_id)}, always=False)


def _decisions(briefing: Briefing) -> Iterator[Begun]:
    """Of the body that decided last, as far as everybody may read it."""
    last = Decision.objects.visible_to(fragments.PUBLIC_READER).settled().first()
    if last:
        yield Begun("Besluiten", "decision_list", {"body": str(last.body_id)})


BEGINS: dict[str, Callable[[Briefing], Iterator[Begun]]] = {
    BriefingKind.STATUS: _status,
    BriefingKind.AGENDA: _agenda,
    BriefingKind.PROGRESS: _progress,
    BriefingKind.DECISIONS: _decisions,
}
