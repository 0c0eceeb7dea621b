"""Who may read which secret word."""

from tests.access_rows import ALL, BUREAU
from tests.governance.rows import KEEPERS, OFFICES, SITTING

# Publicity of an item or paper -> who may read it; each is a part of a canary's name.
AGENDA = {"besloten": SITTING, "vertrouwelijk": OFFICES, "embargo": KEEPERS, "concept": KEEPERS}
ITEM_PARTS = ("titel", "toelichting")
PAPER_PARTS = ("stuk", "bestandsnaam", "inhoud")
LETTER_PARTS = ("onderwerp", "kern", "kop", "tekst", "bijlage", "besluitpunt", "stelling", "waaromzo")
COMMON = "zilvermeeuw"
# Who reads a proposal of other_partner for the coalition.
PROPOSED = (*KEEPERS, "bureau_only", "other_partner")


def canary(*parts: str) -> str:
    return "kanarie" + "".join(parts)


MAY_SEE = {
    **{
        canary(key, where, part): readers
        for key, readers in AGENDA.items()
        for where, parts in (("punt", ITEM_PARTS), ("los", PAPER_PARTS))
        for part in parts
    },
    **{canary("brief", part): BUREAU for part in LETTER_PARTS},
    **{canary("geheimebrief", part): ("bureau",) for part in LETTER_PARTS},
    canary("besloten", "onderdeel"): AGENDA["besloten"],
    canary("actie"): SITTING,
    canary("geheimeactie"): (*OFFICES, "partner"),
    canary("notitie"): ("member", "partner"),
    canary("knelpunt"): (*BUREAU, "other_partner"),
    **{canary("voorstel", part): PROPOSED for part in ("titel", "waarom", "stuk")},
    canary("advies"): (*KEEPERS, "partner"),
    # What somebody wrote who wants to speak for other_org: for who asked, who manages there, and the netwerkbureau.
    **{canary("toegang", part): (*BUREAU, "other_partner", "statenlid") for part in ("naam", "waarom")},
    canary("vraag"): (*BUREAU, "other_partner"),
    **{canary("contact", part): (*BUREAU, "other_partner") for part in ("naam", "adres")},
    # Of an initiative of other_partner that statenlid assessed.
    canary("draad"): (*BUREAU, "other_partner"),
    canary("stap"): (*BUREAU, "other_partner", "statenlid"),
    canary("scorereden"): (*BUREAU, "statenlid"),
    # Of one of other_partner that is carried out: how it goes, and why these words may not be on the site.
    **{canary("uitvoering", part): (*BUREAU, "other_partner") for part in ("bericht", "mijlpaal", "nee")},
    # Of one that was brought in without an account: whoever holds the link, and in this walk everybody does.
    canary("gastbericht"): ALL,
    # The address of who reads the newsletter, and of who stands on a list that is not taken over.
    canary("lezer"): BUREAU,
    canary("vanlijst"): BUREAU,
    # A draft of other_org, and words of the one that was sent that were taken out before: for who writes it alone.
    canary("schets"): ("other_partner",),
    canary("doorgehaald"): ("other_partner",),
    # Who brought one in without an account.
    canary("buitenstaander"): BUREAU,
    # A closed question of the Staten, an answer to it that was not sent, and what partner_org is asked for it.
    canary("raadsvraag"): (*BUREAU, "clerk", "statenlid"),
    canary("antwoord"): BUREAU,
    # An issue of the newsletter in the making, and a block of it.
    **{canary("nieuwsbrief", part): BUREAU for part in ("titel", "blok")},
    canary("bijdrage"): (*BUREAU, "partner"),
    # Lines of the registers of the Staten that are closed, and what stands with them; a proposal is for who decides.
    **dict.fromkeys(
        (
            canary("toezegging"),
            canary("bewoording"),
            canary("standvanzaken"),
            canary("resultaat"),
            canary("deelsessie"),
            *(canary("motie", part) for part in ("titel", "constateert", "overweegt", "verzoekt")),
            *(canary("stuk", part) for part in ("onderwerp", "samengevat")),
            *(canary("sessie", part) for part in ("titel", "waarover")),
            *(canary("dia", part) for part in ("kop", "punt")),
            canary("sessiestuk"),
            canary("beeld"),
        ),
        (*BUREAU, "clerk", "statenlid"),
    ),
    canary("afdoening"): (*BUREAU, "clerk"),
    # A closed draft with a remark beside it and secrecy on it, and the common words of letters to several councils.
    **{canary("stillebrief", part): BUREAU for part in LETTER_PARTS},
    canary("opmerking"): BUREAU,
    canary("geheimhouding"): BUREAU,
    **dict.fromkeys(
        (
            *(canary("genodigde", part) for part in ("naam", "adres", "opmerking")),
            *(canary("bijeenkomst", part) for part in ("waarover", "verslag", "deelsessie")),
            *(canary(word) for word in ("meegekomen", "dieet", "hulp", "mailronde")),
        ),
        BUREAU,
    ),
    **{canary("rondzending", part): BUREAU for part in ("onderwerp", "inleiding", "kop", "tekst")},
}
