"""Did it pass? By the majority of the body, over the votes of organisations that may take part.

Abstaining counts on neither side, as in article 30 of the Gemeentewet; as many for as against is a tie. Knows no
database.
"""

from governance.live.models import Majority, Tally


def judge(majority: str, number: int | None, votes_for: int, votes_against: int, entitled: int) -> Tally:
    """What counting gives; `entitled` is how many parties may vote, `number` belongs to Majority.NUMBER."""
    if majority == Majority.SIMPLE and votes_for == votes_against:
        return Tally.TIED
    passed = {
        Majority.SIMPLE: votes_for > votes_against,
        Majority.TWO_THIRDS: votes_for > 0 and 3 * votes_for >= 2 * (votes_for + votes_against),
        Majority.UNANIMOUS: 0 < votes_for == entitled,
        Majority.NUMBER: votes_for >= max(number or 1, 1),
    }[Majority(majority)]
    return Tally.PASSED if passed else Tally.FAILED


def in_words(majority: str, number: int | None) -> str:
    """What a rule asks, in one sentence."""
    if majority == Majority.NUMBER:
        return f"Ten minste {number} {'stem' if number == 1 else 'stemmen'} voor."
    return f"{Majority(majority).label}."
