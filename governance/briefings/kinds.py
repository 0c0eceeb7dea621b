"""Kinds of briefing: the parts of each, in the order they are printed (domain.md 15).

A kind is data: page, PDF, composer and completeness follow what stands here. A new kind is another entry.
"""

from django.db import models

from governance.bodies.models import COUNCIL_KINDS, BodyKind
from governance.briefings import recurring_kinds
from governance.briefings.structure import Part, Sort, Structure, attachments, fixed, sections, text
from governance.council.notices.models import NoticeKind


class BriefingKind(models.TextChoices):
    NOTICE = "mededeling", "Mededeling"
    COUNCIL_LETTER = "raadsinformatiebrief", "Raadsinformatiebrief"
    MEMO = "memo", "Memo"
    PROPOSAL = "collegevoorstel", "Collegevoorstel"
    STATUS = "stand_van_zaken", "Stand van zaken toezeggingen en moties"
    AGENDA = "termijnagenda", "Termijnagenda"
    PROGRESS = "voortgangsrapportage", "Voortgangsrapportage Regioplan"
    DECISIONS = "besluitenlijst", "Besluitenlijst"


class GroundKind(models.TextChoices):
    ARGUMENT = "argument", "Argument"
    SIDE_NOTE = "kanttekening", "Kanttekening"


NO_SECTIONS = "Er staan nog geen hoofdstukken tussen het begin en het vervolg."

# domain.md 15.1
NOTICE = Structure(
    to=COUNCIL_KINDS,
    to_whom="aan Staten, een Statencommissie of een gemeenteraad",
    number="Registratienummer",
    subject="Onderwerp",
    header=(
        ("Registratienummer", "registration_number"),
        ("Datum", "dated_on"),
        ("Expertiseteam", "expertise_team"),
        ("Openbaarheid", "publicity"),
        ("Portefeuillehouder", "portfolio_holder"),
        ("Ter kennisname aan", "for_information_to"),
    ),
    parts=(
        text(
            "core",
            "Kern mededeling:",
            title="Kern",
            phrase="De kern",
            ask="Nog leeg. Schrijf in een paar zinnen wat de lezer moet weten, en waarom nu.",
            missing="Schrijf de kern: wat moet de lezer weten?",
            emphasis=True,
        ),
        sections(warn=NO_SECTIONS),
        text(
            "follow_up",
            "Vervolg",
            phrase="Het vervolg",
            ask="Nog leeg. Wat is de volgende stap, en wanneer?",
            without="Er is nog geen vervolg gepland.",
            warn="Onder “Vervolg” staat nog niets.",
        ),
        attachments(Sort.TABLE, without="Geen bijlagen"),
    ),
    extra=("template_code",),
    register=NoticeKind.NOTICE,
    columns=("Naam bijlage", "eDocs nummer", "Openbaar in de zin van de Woo (ja/nee aangeven)"),
)

# domain.md 15.7
PROPOSAL = Structure(
    to=(BodyKind.EXECUTIVE,),
    to_whom="aan een college",
    number="Registratienummer",
    subject="Onderwerp:",
    header=(
        ("Registratienummer", "registration_number"),
        ("Datum", "dated_on"),
        ("Openbaarheid", "publicity"),
        ("Portefeuillehouder", "portfolio_holder"),
    ),
    parts=(
        Part(
            Sort.POINTS, "points", "Voorgesteld besluit", "besluit",
            ask="Nog leeg. Wat moet het college besluiten? Begin met een werkwoord: instemmen met, de raad informeren.",
            missing="Schrijf minstens één besluitpunt: wat moet het college besluiten?",
        ),
        text("core", "Inleiding", ask="Nog leeg. Wat is er aan de hand, en waarom ligt dit nu voor?",
             missing="Schrijf de inleiding: waarom ligt dit nu voor?"),
        Part(Sort.SENTENCE, "objective", "Doelstelling", "doelstelling",
             ask="Nog leeg. Wat willen we hiermee bereiken? Eén zin.",
             missing="Schrijf de doelstelling: wat willen we bereiken, in één zin."),
        Part(Sort.GROUNDS, GroundKind.ARGUMENT, "Argumenten", "argumenten", title="Argument",
             ask="Nog geen argument. Elk besluitpunt heeft er minstens één.",
             missing="Schrijf minstens één argument bij {}."),
        Part(Sort.GROUNDS, GroundKind.SIDE_NOTE, "Kanttekeningen", "kanttekeningen", title="Kanttekening",
             ask="Nog geen kanttekening.", without="Er zijn geen kanttekeningen."),
        text("follow_up", "Planning/Uitvoering", ask="Nog leeg. Wie doet wat, en wanneer?",
             without="Er is nog geen planning.", warn="Onder “Planning/Uitvoering” staat nog niets."),
        attachments(Sort.FILES, without="Geen bijlagen"),
    ),
)  # fmt: skip

# domain.md 15.2
COUNCIL_LETTER = Structure(
    to=(BodyKind.MUNICIPAL_COUNCIL,),
    to_whom="aan een gemeenteraad",
    number="Uitgaand nummer",
    subject="Onderwerp",
    header=(
        ("Uitgaand nummer", "registration_number"),
        ("Datum", "dated_on"),
        ("Portefeuillehouder", "portfolio_holder"),
    ),
    parts=(
        fixed("Geachte raadsleden,"),
        text(
            "core",
            title="Inleiding",
            phrase="De inleiding",
            ask="Nog leeg. Begin met: Graag informeren wij u over. Wat is de aanleiding, en wat kreeg de raad al?",
            missing="Schrijf de inleiding: waarover krijgt de raad bericht, en waarom nu?",
        ),
        fixed("Mededeling", bold=True),
        sections(
            warn="Er staan nog geen hoofdstukken onder “Mededeling”.",
            fragment="municipality_means",
            without_fragment="Er staat nog niet in wat dit voor de gemeente betekent. Daar is een fragment voor.",
        ),
        fixed("Wij vertrouwen erop u hiermede voldoende te hebben geïnformeerd."),
        fixed("Hoogachtend,"),
        fixed("het college van {place}"),
        Part(Sort.SIGNATURES, "signatures"),
        attachments(Sort.FILES),
    ),
    extra=("secretary", "mayor"),
    register=NoticeKind.LETTER,
)

# domain.md 15.2, the sister form
MEMO = Structure(
    to=COUNCIL_KINDS,
    to_whom="aan Staten, een Statencommissie of een gemeenteraad",
    number="Registratienummer",
    subject="Onderwerp",
    header=(
        ("Aan", "addressee"),
        ("Van", "portfolio_holder"),
        ("Datum", "dated_on"),
        ("Onderwerp", "subject"),
    ),
    headline="MEMO aan {whom}",
    parts=(
        Part(Sort.SENTENCE, "objective", "Beleidsreferentie", "beleidsreferentie",
             ask="Nog leeg. Bij welk beleid hoort dit? Noem het stuk en het jaar.",
             help="Het beleid waar dit bij hoort, met het jaar.",
             warn="Onder “Beleidsreferentie” staat nog niets."),
        text("core", "Inleiding", ask="Nog leeg. Waarover gaat het, en waarom nu?",
             missing="Schrijf de inleiding: waarover gaat het, en waarom nu?"),
        sections(warn=NO_SECTIONS),
        text("follow_up", "Vervolgstappen", ask="Nog leeg. Wat is de volgende stap, en wanneer?",
             without="Er is nog geen vervolg gepland.", warn="Onder “Vervolgstappen” staat nog niets."),
        attachments(Sort.FILES, without="Geen bijlagen"),
    ),
    register=NoticeKind.MEMO,
    determined=False,
)  # fmt: skip

STRUCTURES: dict[str, Structure] = {
    BriefingKind.NOTICE: NOTICE,
    BriefingKind.COUNCIL_LETTER: COUNCIL_LETTER,
    BriefingKind.MEMO: MEMO,
    BriefingKind.PROPOSAL: PROPOSAL,
    BriefingKind.STATUS: recurring_kinds.STATUS,
    BriefingKind.AGENDA: recurring_kinds.AGENDA,
    BriefingKind.PROGRESS: recurring_kinds.PROGRESS,
    BriefingKind.DECISIONS: recurring_kinds.DECISIONS,
}

# Whom any kind can be addressed to.
ADDRESSED = tuple(dict.fromkeys(kind for structure in STRUCTURES.values() for kind in structure.to))

# Who gets a copy follows who is written to, whatever the kind of document.
_INFORMED: dict[str, str] = {
    BodyKind.PROVINCIAL_COUNCIL: "PS en burgerleden",
    BodyKind.PROVINCIAL_COMMITTEE: "PS en burgerleden",
    BodyKind.MUNICIPAL_COUNCIL: "leden van de raad",
}


# What a council is called in "MEMO aan Raad" (domain.md 15.2).
_CALLED: dict[str, str] = {
    BodyKind.PROVINCIAL_COUNCIL: "Staten",
    BodyKind.PROVINCIAL_COMMITTEE: "Statencommissie",
    BodyKind.MUNICIPAL_COUNCIL: "Raad",
}


def headline_of(structure: Structure, body_kind: str) -> str:
    """The line above a document to a body of this kind; "" where its name and whom it goes to say it."""
    return structure.headline.format(whom=_CALLED.get(body_kind, "")).strip()


def informed_with(body_kind: str) -> str:
    """Who gets a copy of what is sent to a council of this kind; "" when nobody in particular."""
    return _INFORMED.get(body_kind, "")
