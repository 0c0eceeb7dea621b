"""The advice to the regiegroep: drafted from the assessments, edited by the bureau, frozen when it goes along."""

from collections import Counter

from partners.initiatives.assessing import advice_for, current, went_along
from partners.initiatives.comparing import Comparison, comparison_of
from partners.initiatives.models import Initiative, InitiativeAdvice, Verdict
from partners.initiatives.moving import taking
from zorgzaam.audit.actors import Actor
from zorgzaam.standing import Reader
from zorgzaam.versions import StaleVersion

__all__ = ["advice_for", "current", "draft", "write"]


def draft(initiative: Initiative, reader: Reader) -> str:
    """A first text from what this reader may read of the assessments; nobody's name is in it."""
    return "\n".join(_lines(comparison_of(initiative, reader))).strip()


def write(initiative: Initiative, text: str, *, seen: int | None, by: Actor) -> InitiativeAdvice:
    """Save the advice; `seen` is the version of the one that was opened. StaleVersion when somebody was first; the
    database refuses one that went along."""
    with taking(initiative, by) as now:
        row = current(now)
        if row is None:
            return InitiativeAdvice.objects.create(initiative=now, number=went_along(now) + 1, text=text)
        if seen is None or row.version != seen:
            raise StaleVersion
        row.text = text
        row.save()
        return row


def _lines(found: Comparison) -> list[str]:
    if not found.assessments:
        return []
    said = Counter(each.advice for each in found.assessments)
    votes = ", ".join(f"{said[each]} × {each.label.lower()}" for each in Verdict if said[each])
    lines = [f"Beoordeeld door {len(found.assessments)} mensen: {votes}.", ""]
    for row in found.rows:
        lines.append(f"{row.criterion}: {row.average_words}")
        lines += [f"- {cell.words}: {cell.reason}" for cell in row.cells if cell]
        lines.append("")
    lines += ["Toelichting van de beoordelaars:"]
    return lines + [f"- {each.get_advice_display()}: {each.words}" for each in found.assessments]
