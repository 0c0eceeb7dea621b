"""What a letter loses on paper: characters no font of ours has. Said before anybody agrees to it."""

from collections.abc import Iterator
from typing import Any

from governance.briefings.models import Briefing
from governance.briefings.paragraphs import blocks_of, paragraphs_of
from zorgzaam.pdf.glyphs import lost_in
from zorgzaam.snapshots import canonical

# More than this are not written out.
MOST = 12
SENTENCE = "{} staan tekens die niet op papier kunnen: {}. In de PDF komt daarvoor een � te staan. Schrijf het anders."


def lost_on_paper(briefing: Briefing, document: dict[str, Any]) -> list[str]:
    """A sentence per part of the document that has such characters."""
    return [SENTENCE.format(where, _shown(lost)) for where, lost in _places(briefing, document)]


def _places(briefing: Briefing, document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not (left := set(lost_in([canonical(document)]))):
        return
    found: dict[str, list[str]] = {}
    for each in paragraphs_of(document, blocks_of(briefing)):
        found.setdefault(each.called.split(", alinea")[0], []).append(each.words)
    for called, words in found.items():
        if lost := lost_in(words):
            left -= set(lost)
            yield f"In “{called}”", lost
    if left:
        yield "Elders in dit stuk", "".join(sorted(left))


def _shown(lost: str) -> str:
    return f"{' '.join(lost[:MOST])}{' …' if len(lost) > MOST else ''}"
