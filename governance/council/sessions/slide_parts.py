"""The parts of a presentation: Deel 1, Deel 2 and Samenvatting, with the slides of each in order (domain.md 15.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from governance.council.facts.models import FactKind
from governance.council.sessions.models.slides import SlidePlace

# What comes in which part, in order; a written slide comes before the facts whose kind is its place.
ORDER: dict[SlidePlace, tuple[str, ...]] = {
    SlidePlace.GENERAL: (FactKind.CHANGE, FactKind.POSITION, FactKind.ROLE, SlidePlace.GENERAL),
    SlidePlace.BACKGROUND: (
        FactKind.OVERLAP,
        FactKind.ACUTE_CARE,
        FactKind.PROGRAMME,
        SlidePlace.BACKGROUND,
    ),
    SlidePlace.SUMMARY: (SlidePlace.SUMMARY,),
}


@dataclass(frozen=True)
class Part:
    """One part. `title` is empty where there is but one to be told; `names` is what it is about, each once."""

    title: str
    slides: list[Any]

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(slide.content.get("about", slide.title) for slide in self.slides))


def parts_of(facts: Sequence[Any], written: Sequence[Any], *, breakouts: bool) -> list[Part]:
    """The parts that have a slide. `breakouts`: whether the session goes on in breakouts, for which Deel 2 is."""
    filled = {}
    for place, kinds in ORDER.items():
        found = [slide for kind in kinds for rows in (written, facts) for slide in rows if _at(slide, kind)]
        if found:
            filled[place] = found
    main = [place for place in filled if place != SlidePlace.SUMMARY]
    titles = _titles(breakouts) if len(main) > 1 else {}
    if len(filled) > 1:
        titles[SlidePlace.SUMMARY] = "Samenvatting"
    return [Part(titles.get(place, ""), slides) for place, slides in filled.items()]


def _at(slide: Any, place: str) -> bool:
    return bool(slide.content["place"] == place)


def _titles(breakouts: bool) -> dict[SlidePlace, str]:
    about = "achtergrondinformatie deelsessies" if breakouts else "achtergrondinformatie"
    return {SlidePlace.GENERAL: "Deel 1: algemeen", SlidePlace.BACKGROUND: f"Deel 2: {about}"}
