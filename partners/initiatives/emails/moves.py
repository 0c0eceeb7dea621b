"""The mails of a move: to who brought it in what happened and what is expected now; to the organisation it is offered
to; to who handles it what others did; and to who follows it what its public page says."""

import datetime
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partners.initiatives.emails.whom import Reader, of_the_bureau, send, still_one_of, who_bring_it_in
from partners.initiatives.models import Initiative, Move, MoveNotice, State
from partners.initiatives.publishing import followers
from partners.initiatives.story import words_of
from partners.organisations.speaking import spokespeople
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.telling import take
from zorgzaam.ui import dates

KIND, OFFERED, TO_BUREAU = "initiative-move", "initiative-offered", "initiative-desk"
# What happened longer ago was taken over from the past, and is no news.
NEWS = datetime.timedelta(days=30)


def waiting() -> QuerySet[Move]:
    """Moves of lately nobody was told of. That it was received is told with the receipt."""
    since = timezone.now() - NEWS
    rows: QuerySet[Move] = Move.objects.untold().exclude(state=State.RECEIVED).filter(at__gt=since)
    return rows


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mails and the notice of one move, under a lock on it; False when another worker has or did it."""
    move = take(waiting().select_related("initiative__organisation", "initiative__handled_by"), pk)
    if move is None:
        return False
    row = move.initiative
    told = send(
        KIND, str(pk), who_bring_it_in(row, but=move.person_id),
        f"{row.title}: {_in_line(move)}", _for_who_brings_it_in(move),
    )  # fmt: skip
    if move.state == State.OFFERED:
        told += send(
            OFFERED,
            str(pk),
            recipients(move),
            f"Pakt uw organisatie dit op? {row.title}",
            _for_recipient(move),
        )
    if is_for_bureau(move):
        told += send(
            TO_BUREAU, str(pk), of_the_bureau(row, but=move.person_id),
            f"{row.number}: {_refused(move) or _in_line(move)}", _for_bureau(move),
        )  # fmt: skip
    told += followers.tell(move)
    killpoint("initiative.before_notice")
    MoveNotice.objects.create(move=move, told=told)
    return True


def _in_line(move: Move) -> str:
    words = words_of(move)
    return f"{words[:1].lower()}{words[1:]}"


def _for_who_brings_it_in(move: Move) -> list[str]:
    row = move.initiative
    return [
        f"Er is nieuws over uw initiatief “{row.title}” (nummer {row.number}).",
        f"De stand is nu: {words_of(move)}.",
        move.why,
        f"Wat nu? {move.expected}",
        f"Uiterlijk: {dates.day(move.due_on)}." if move.due_on else "",
        "Hebt u een vraag? Stel die op dezelfde pagina.",
    ]


def _for_recipient(move: Move) -> list[str]:
    row = move.initiative
    return [
        f"Het netwerkbureau denkt dat dit initiatief van {row.by_whom} bij {move.at_whom} hoort: “{row.title}”.",
        move.why,
        f"Laat uiterlijk {dates.day(move.due_on)} weten of uw organisatie het oppakt." if move.due_on
        else "Laat weten of uw organisatie het oppakt.",
        "Op de pagina staat alles wat is ingediend. U logt eerst in.",
    ]  # fmt: skip


def _for_bureau(move: Move) -> list[str]:
    row = move.initiative
    return [
        f"Er gebeurde iets met initiatief {row.number}, “{row.title}” van {row.by_whom}.",
        f"{_refused(move)}. Waarom, staat op de pagina." if _refused(move) else "",
        f"De stand is nu: {words_of(move)}.",
    ]


def _refused(move: Move) -> str:
    """Who said no, when this step is the answer to an offer; else ""."""
    before = _before(move) if move.state == State.TRIAGE else None
    return f"{before.at_whom} pakt dit niet op" if before and before.state == State.OFFERED else ""


def _before(move: Move) -> Move | None:
    found: Move | None = move.initiative.moves.filter(at__lt=move.at).order_by("-at").first()
    return found


def recipients(move: Move) -> list[Reader]:
    """Who speaks for the organisation it was offered to."""
    url = _url(move.initiative)
    return [
        Reader(person, url) for person in spokespeople([move.organisation_id] if move.organisation_id else [])
    ]


def is_for_bureau(move: Move) -> bool:
    """Whether others took this step: who brings it in, or the organisation it was offered to."""
    return move.state in (State.WITHDRAWN, State.ELSEWHERE) or bool(_refused(move))


def _url(row: Initiative) -> str:
    return f"{settings.SITE_URL}{row.get_absolute_url()}"


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader is still one of those it is for; an offer, when it still stands."""
    move = Move.objects.select_related("initiative__handled_by").filter(pk=mail.about).first()
    if move is None:
        return False
    if mail.kind == OFFERED:
        stands = (
            move.initiative.state == State.OFFERED and move.initiative.recipient_id == move.organisation_id
        )
        return stands and still_one_of(mail, recipients(move))
    readers = who_bring_it_in if mail.kind == KIND else of_the_bureau
    return still_one_of(mail, readers(move.initiative))
