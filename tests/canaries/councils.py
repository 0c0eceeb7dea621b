"""What councils have that is closed, with a secret word in each: registers, sessions, answers, letters to several."""

from typing import Any

from governance.briefings.comments.writing import comment_on
from governance.briefings.document import build
from governance.briefings.models import Briefing
from governance.briefings.paragraphs import blocks_of, paragraphs_of
from governance.briefings.secrecy.models import Ground, Secrecy, impose
from governance.council.handling import deciding
from governance.council.models import CommitmentWording, Outcome, SessionReason, SessionResult, SessionSlide
from tests.canaries.words import COMMON, canary
from tests.governance import rounding
from tests.governance.council.answers import a_contribution, cleared
from tests.governance.council.meeting import LONG_AGO, a_carousel, a_picture, a_session, a_session_paper
from tests.governance.council.registers import (
    a_commitment,
    a_dossier,
    a_motion,
    a_notice,
    a_question,
    evidence,
)
from tests.world import set_up

CLOSED = {"publicity": "besloten", "publicity_ground": "Woo"}


def in_registers(world: Any) -> dict[str, list[Any]]:
    """Closed lines of the Staten in one dossier, how they stand, and the sessions they come up in."""
    dossier = a_dossier("Wat besloten is")
    closed = {**CLOSED, "dossier": dossier}
    promise = a_commitment(world.staten, f"{COMMON} {canary('toezegging')}", **closed)
    motion = a_motion(
        world.staten,
        f"{COMMON} {canary('motie', 'titel')}",
        noting=canary("motie", "constateert"),
        considering=canary("motie", "overweegt"),
        requests=canary("motie", "verzoekt"),
        **closed,
    )
    notice = a_notice(
        world.staten, f"{COMMON} {canary('stuk', 'onderwerp')}", gist=canary("stuk", "samengevat"), **closed
    )
    set_up(CommitmentWording.objects.create)(
        commitment=promise, text=canary("bewoording"), source_note="Een ander stuk"
    )
    deciding.note(promise, canary("standvanzaken"), on=LONG_AGO, by=world.bureau)
    proposal = deciding.propose(
        promise, Outcome.SETTLED, evidence(canary("afdoening"), notice=notice), by=world.bureau
    )
    return {
        "commitment": [promise],
        "motion": [motion],
        "notice": [notice],
        "settlement": [proposal],
        "dossier": [dossier],
        "session": sessions(world, promise, motion),
    }


def sessions(world: Any, promise: Any, motion: Any) -> list[Any]:
    """A closed session with all it can hold; and an open one, about and with a result that are closed."""
    words = f"{COMMON} {canary('sessie', 'titel')}"
    closed = a_session(world.staten, words, held_on=LONG_AGO, about=canary("sessie", "waarover"), **CLOSED)
    a_carousel(closed, (canary("deelsessie"),))
    add = set_up(SessionResult.objects.create)
    add(session=closed, text=canary("resultaat"))
    set_up(SessionSlide.objects.create)(
        session=closed, position=1, title=canary("dia", "kop"), points=canary("dia", "punt")
    )
    a_session_paper(closed, f"{COMMON} {canary('sessiestuk')}")
    a_picture(closed, canary("beeld"))
    shown = a_session(world.staten, "Open avond", held_on=LONG_AGO)
    add(session=shown, commitment=promise)
    set_up(SessionReason.objects.create)(session=shown, motion=motion)
    return [closed, shown]


def beside(world: Any, briefing: Briefing) -> Briefing:
    """The same closed draft, with a remark on a paragraph and secrecy that rests on it."""
    about = paragraphs_of(build(briefing), blocks_of(briefing))[0]
    comment_on(briefing, by=world.bureau_only, at=about.anchor, seen=about.sha256, text=canary("opmerking"))
    secrecy = Secrecy(
        briefing=briefing,
        ground=Ground.MONEY,
        imposed_by=world.staten,
        imposed_on=LONG_AGO,
        until_when=canary("geheimhouding"),
    )
    impose(secrecy, by=world.bureau)
    return briefing


def letters_to_councils(world: Any) -> dict[str, list[Any]]:
    """A round with common words, that stand in the draft of one council too."""
    made = rounding.a_round(
        world,
        rounding.councils(1),
        chapter="",
        subject=f"{COMMON} {canary('rondzending', 'onderwerp')}",
        core=f"<p>{canary('rondzending', 'inleiding')}</p>",
    )
    heading, text = canary("rondzending", "kop"), f"<p>{canary('rondzending', 'tekst')}</p>"
    rounding.a_chapter(world, made, heading, text)
    return {"round": [made]}


def an_unsent_answer(world: Any) -> dict[str, list[Any]]:
    """Cleared and not sent, to a closed question of the Staten, with a contribution that is asked for."""
    question = a_question(world.staten, f"{COMMON} {canary('raadsvraag')}", **CLOSED)
    file = cleared(world, question, text=f"<p>{COMMON} {canary('antwoord')}</p>")
    row = a_contribution(world, file)
    set_up(type(row).objects.filter(pk=row.pk).update)(asks=f"{COMMON} {canary('bijdrage')}")
    return {"question": [question], "answer": [file], "contribution": [row]}
