"""The mails that an initiative was received: to who brought it in and to the netwerkbureau, once for each time it is
sent. Mail about the steps after that is another's."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction

from partners.initiatives import guests
from partners.initiatives.emails.moves import TO_BUREAU
from partners.initiatives.emails.whom import of_the_bureau, people_of, send
from partners.initiatives.models import Guest, Initiative, Move, MoveNotice, State
from zorgzaam.house import House
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take
from zorgzaam.ui.dates import day

KIND = "initiative-received"


def waiting() -> Any:
    """Times it was sent of which nobody was told yet."""
    return Move.objects.untold().filter(state=State.RECEIVED)


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mails and the notice of one, under a lock on it; False when another worker has or did it."""
    move = take(waiting(), pk)
    if move is None:
        return False
    initiative = Initiative.objects.select_related("organisation").get(pk=move.initiative_id)
    told = sum(put(KIND, str(pk), to, letter, private=True) for to, letter in _letters(initiative, move))
    told += tell_bureau(initiative, move)
    killpoint("initiative.before_notice")
    MoveNotice.objects.create(move=move, told=told)
    return True


def tell_bureau(initiative: Initiative, move: Move) -> int:
    """That something came in, to who handles it or to the address of the netwerkbureau; how many mails are new."""
    again = initiative.submissions.count() > 1
    how = "stuurde dit opnieuw in na een vraag" if again else "diende een initiatief in"
    return send(
        TO_BUREAU, str(move.pk), of_the_bureau(initiative, but=move.person_id),
        f"{'Opnieuw' if again else 'Nieuw'}: initiatief {initiative.number}",
        [
            f"{initiative.by_whom} {how}: “{initiative.title}”.",
            f"Bepaal uiterlijk {day(move.due_on)} waar het heen gaat." if move.due_on else "",
        ],
    )  # fmt: skip


def _letters(initiative: Initiative, move: Move) -> Iterator[tuple[Person | str, Letter]]:
    guest = Guest.objects.filter(initiative=initiative, confirmed_at__isnull=False).first()
    if guest is not None:
        how = (
            "U hebt geen account nodig. Bewaar deze mail: met deze link volgt u wat ermee gebeurt, stelt u een vraag, "
            "of trekt u het in."
        )
        yield guest.email, _letter(initiative, move, guests.link(guest, "volgen/"), how)
    page = settings.SITE_URL + initiative.get_absolute_url()
    for person in people_of(initiative):
        yield person, _letter(initiative, move, page, "U logt eerst in.")


def _letter(initiative: Initiative, move: Move, page: str, how: str) -> Letter:
    text = (
        f"Goedendag,\n\nWe hebben uw initiatief ontvangen: {initiative.title}\n"
        f"Nummer: {initiative.number}\n\n{move.expected}\n\n"
        f"Lees wat u hebt ingediend, en hoe het ermee staat:\n{page}\n{how}\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n"
    )
    return Letter(f"Ontvangen: uw initiatief {initiative.number}", text)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader still brings it in."""
    initiative = Initiative.objects.filter(moves__pk=mail.about).first()
    if initiative is None:
        return False
    if mail.to_person_id is None:
        return Guest.objects.filter(initiative=initiative, email=mail.to_address).exists()
    return bool(people_of(initiative).filter(pk=mail.to_person_id).exists())
