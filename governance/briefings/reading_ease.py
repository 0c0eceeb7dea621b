"""Advice on the words of a draft, per part, for who writes and who reads along; it stops nobody."""

from governance.briefings.paragraphs import Paragraph
from zorgzaam.plain_words.abbreviations import used
from zorgzaam.plain_words.checks import Advice, Sort, advise


def advice_on(paragraphs: list[Paragraph]) -> dict[str, list[Advice]]:
    """Key of a part -> advice on what it says. An abbreviation counts at its first use in the document."""
    found: dict[str, list[Advice]] = {}
    known: set[str] = set()
    for each in paragraphs:
        if each.words.startswith("{"):
            continue
        advice = advise(each.words, known)
        known |= set(used(each.words))
        if each.index == 0:
            # A heading or a title is no sentence.
            advice = [one for one in advice if one.sort in (Sort.ABBREVIATION, Sort.DIFFICULT)]
        if advice:
            found.setdefault(each.key, []).extend(advice)
    return found


def named(paragraphs: list[Paragraph], advice: dict[str, list[Advice]]) -> list[tuple[str, list[Advice]]]:
    """The same by the name of the part, for a page that lists it apart from the text."""
    names: dict[str, str] = {}
    for each in paragraphs:
        names.setdefault(each.key, each.called.split(", alinea")[0])
    return [(names[key], rows) for key, rows in advice.items()]
