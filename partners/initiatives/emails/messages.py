"""The mail of a message: to the other side, without the words of who brings it in to more than who handles it."""

import datetime
import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partners.initiatives.emails.whom import Reader, of_the_bureau, send, still_one_of, who_bring_it_in
from partners.initiatives.models import Message, MessageNotice
from zorgzaam.post.models import OutgoingMail
from zorgzaam.telling import take

KIND = "initiative-message"
NEWS = datetime.timedelta(days=30)


def waiting() -> QuerySet[Message]:
    """Messages of lately the other side was not told of."""
    return Message.objects.untold().filter(at__gt=timezone.now() - NEWS)


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mails and the notice of one message, under a lock on it; False when another worker has or did it."""
    message = take(waiting().select_related("initiative__organisation", "initiative__handled_by"), pk)
    if message is None:
        return False
    row = message.initiative
    if message.from_bureau:
        subject = f"Bericht over uw initiatief: {row.title}"
        lines = [
            f"Het netwerkbureau schreef u over uw initiatief “{row.title}” (nummer {row.number}):",
            message.text,
            "U kunt op dezelfde pagina antwoorden.",
        ]
    else:
        subject = f"Vraag over initiatief {row.number}"
        lines = [
            f"{row.by_whom} schreef een bericht over “{row.title}” (nummer {row.number}).",
            "U leest het, en antwoordt, op de pagina van het initiatief. U logt eerst in.",
        ]
    MessageNotice.objects.create(message=message, told=send(KIND, str(pk), _readers(message), subject, lines))
    return True


def _readers(message: Message) -> list[Reader]:
    other_side = who_bring_it_in if message.from_bureau else of_the_bureau
    return other_side(message.initiative, but=message.person_id)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader is still on the other side."""
    message = Message.objects.select_related("initiative__handled_by").filter(pk=mail.about).first()
    return message is not None and still_one_of(mail, _readers(message))
