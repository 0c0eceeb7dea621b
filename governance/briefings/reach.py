"""For whom a briefing is and from when, in words: whoever approves decides about that too."""

from django.db.models import QuerySet

from governance.briefings.models import Briefing
from governance.briefings.responsible import responsible_for
from governance.briefings.secrecy.models import Secrecy
from zorgzaam.publicity import Publicity
from zorgzaam.ui.dates import day, moment
from zorgzaam.woo.documents import category_of

NOBODY = "nog niet bekend: kies het bij de gegevens van het stuk"


def reach(briefing: Briefing) -> list[tuple[str, str]]:
    """(label, value) pairs with all that stands in no letter: readers, embargo, Woo, and dates where given."""
    rows = [
        ("Aan", briefing.addressee.name),
        ("Stelt het vast", _holder(briefing)),
        ("Openbaarheid", _readers(briefing)),
        ("Reden om niet openbaar te zijn", briefing.publicity_ground),
        ("Besloten tot", briefing.publicity_until),
        ("Embargo", _embargo(briefing)),
        ("Verantwoordelijk bestuursorgaan (Woo)", responsible_for(briefing).name or NOBODY),
        ("Informatiecategorie (Woo)", _category(briefing)),
        ("Besloten op", day(briefing.decided_on, weekday=False)),
        ("Verzonden op", day(briefing.sent_on, weekday=False)),
        *(("Geheimhouding", _secrecy(each)) for each in secret_about(briefing)),
    ]
    return [row for row in rows if row[1]]


def secret_about(briefing: Briefing) -> "QuerySet[Secrecy]":
    """The secrecy that rests on it and its attachments now."""
    return briefing.secrecies.in_force().select_related("imposed_by")


def _secrecy(secrecy: Secrecy) -> str:
    """Of one duty: on what, by whom, on which ground and until when."""
    end = f"tot en met {day(secrecy.until, weekday=False)}" if secrecy.until else secrecy.until_when
    by = f"opgelegd door {secrecy.imposed_by} op {day(secrecy.imposed_on, weekday=False)}"
    return f"{secrecy.about}: {by}, {end}. {secrecy.get_ground_display()}"


def _category(briefing: Briefing) -> str:
    """The one that is published with it: where none was chosen, the one that goes for all else."""
    chosen = briefing.get_woo_category_display()
    return str(chosen) if chosen else f"geen gekozen. Dan geldt: {category_of('').label}"


def _holder(briefing: Briefing) -> str:
    if not briefing.structure.determined:
        return ""
    return str(briefing.holder or "gebeurt elders: wij leggen vast waar en wanneer")


def _readers(briefing: Briefing) -> str:
    who = {
        Publicity.PUBLIC: "iedereen kan het lezen",
        Publicity.CLOSED: f"alleen wie zit in {briefing.addressee.name}, en het netwerkbureau",
        Publicity.CONFIDENTIAL: "alleen de opsteller en met wie het is gedeeld",
    }
    return f"{briefing.get_publicity_display()}: {who[Publicity(briefing.publicity)]}"


def _embargo(briefing: Briefing) -> str:
    if briefing.embargo_until is None:
        return "geen: het is te lezen zodra het is gepubliceerd"
    return f"tot {moment(briefing.embargo_until)}; tot dan leest alleen wie eraan werkt het"
