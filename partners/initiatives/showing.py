"""An initiative to read, from its data alone: the same lines on a page, on the receipt and on paper."""

from decimal import Decimal
from typing import Any

from partners.initiatives.models import Cosign, Money
from zorgzaam.ui.money import euros
from zorgzaam.ui.tags.words import filesize_nl

EMPTY = "nog niet ingevuld"
SIGNS = {Cosign.SIGNED: "tekent mee", Cosign.DECLINED: "tekent niet mee", Cosign.ASKED: "gevraagd"}
Line = tuple[str, list[str]]


def lines(content: dict[str, Any]) -> list[Line]:
    """Label and paragraphs, in the order of the form. `content` is what `content.content_of` gives."""
    told = [
        ("Ingediend namens", [content["by_whom"]]),
        ("Wat u wilt doen", _paragraphs(content["idea"])),
        ("Waarom dit nodig is", _paragraphs(content["why"])),
        ("Voor wie", _paragraphs(content["for_whom"])),
        ("Waar", [where(content)]),
        ("Thema's", [_names(content["themes"]) or "niet gekozen"]),
        ("Opgaven", [_names(content["tasks"]) or "niet gekozen"]),
        ("Preventie", [_names(content["levels"]) or "niet gekozen"]),
        ("Samen met", _together(content) or ["niemand genoemd"]),
        ("Waarom geen partij dit alleen kan", _paragraphs(content["alone"])),
        ("Geld", _money(content) or ["niets ingevuld"]),
        *_checks(content),
        ("Bijlagen", [_file(each) for each in content["files"]] or ["geen"]),
    ]
    if content["takes_part"]:
        told.append(("Meedoen", ["De organisatie belooft actief mee te doen als het netwerk dit opneemt."]))
    return [(label, [each for each in said if each] or [EMPTY]) for label, said in told]


def shown(content: dict[str, Any]) -> dict[str, Any]:
    """What a template gets: the data, and its lines."""
    return {"content": content, "lines": lines(content)}


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _names(rows: list[dict[str, str]]) -> str:
    return ", ".join(each["name"] for each in rows)


def where(content: dict[str, Any]) -> str:
    """Where it is, in words; whole region and municipalities together say where above all. "" when not filled in."""
    places = _names(content.get("municipalities", []))
    if content.get("whole_region"):
        places = f"De hele regio, vooral {places}" if places else "De hele regio"
    return ". ".join(each for each in (places, content.get("neighbourhood")) if each)


def _together(content: dict[str, Any]) -> list[str]:
    partners = [f"{each['name']} ({SIGNS[Cosign(each['cosign'])]})" for each in content["partners"]]
    return (
        [", ".join(partners), *_paragraphs(content["together"])]
        if partners
        else _paragraphs(content["together"])
    )


def _money(content: dict[str, Any]) -> list[str]:
    kinds = ", ".join(str(Money(each).label) for each in content["money"])
    amount = euros(Decimal(content["amount"])) if content["amount"] else ""
    return [each for each in (kinds, amount, *_paragraphs(content["money_words"])) if each]


def _checks(content: dict[str, Any]) -> list[Line]:
    return [
        (f"Zelftoets: {each['criterion'].lower()}", [each["fits"], *_paragraphs(each["words"])])
        for each in content["self_checks"]
    ] or [("Zelftoets", [])]


def _file(file: dict[str, Any]) -> str:
    return f"{file['name']} ({filesize_nl(file['size'])})"
