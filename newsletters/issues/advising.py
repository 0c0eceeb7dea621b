"""Advice on the words of an issue at language level B1 and on its links, per block; it stops nobody."""

from typing import Any

from zorgzaam.plain_words.abbreviations import used
from zorgzaam.plain_words.checks import Advice, Sort, advise, advise_links, links_in


def advice_on(content: dict[str, dict[str, Any]]) -> dict[str, list[Advice]]:
    """Id of a block -> advice on what it says, by id of the block in `content`. An abbreviation counts at its first use
    in the issue."""
    found: dict[str, list[Advice]] = {}
    known: set[str] = set()
    for key, block in content.items():
        # A heading is no sentence.
        heading = [
            one for one in advise(block["heading"], known) if one.sort in (Sort.ABBREVIATION, Sort.DIFFICULT)
        ]
        known |= set(used(block["heading"]))
        link = [block["link"]["words"]] if block["link"] else []
        links = advise_links([*links_in(block["words"]), *link])
        found[key] = [*heading, *advise(block["words"], known), *links]
        known |= set(used(block["words"]))
    return {key: advice for key, advice in found.items() if advice}
