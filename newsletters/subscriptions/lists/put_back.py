"""After a restore nobody on a list is asked by the clock what they may have been asked already: a person presses."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from newsletters.subscriptions.lists.models import ReaderList
from zorgzaam.house import House
from zorgzaam.post.office import Letter, put
from zorgzaam.post.restored import known_restore, restored_at

KIND = "newsletter-list-waits"
ASKED = (
    "De vraag aan deze lezers kan al weg zijn. Kijk dat na. Is zij nog niet weg, vraag het hun dan opnieuw."
)
REMINDED = (
    "De herinnering aan wie niet antwoordde kan al weg zijn. Kijk dat na. Is zij nog niet weg, vraag het dan zelf nog "
    "één keer."
)


def reminder_waits(row: ReaderList) -> bool:
    """Whether the reminder may have gone before the book was put back, and is of use."""
    open_still = row.closed_at is None and row.queued_at is not None and row.reminded_at is None
    in_time = row.ends_at is not None and timezone.now() < row.ends_at
    back = known_restore() if open_still and in_time else None
    return back is not None and row.reminds_at is not None and row.reminds_at <= back


def give_back(row: ReaderList) -> None:
    """As if nobody had pressed the button; who did is told why. Needs the lock on the row."""
    _put(row, ASKED)
    row.asked_at = row.asked_by = None
    row.save()


def tell(row: ReaderList) -> None:
    """Who had them asked hears that the reminder waits; once a restore."""
    _put(row, REMINDED)


def _put(row: ReaderList, words: str) -> None:
    back = restored_at()
    if row.asked_by is None or back is None:
        return
    text = (
        f"Goedendag,\n\nHet gaat om de lijst “{row.name}”. De databank is teruggezet uit een reservekopie.\n\n"
        f"{words}\n\n"
        f"{settings.SITE_URL}{reverse('reader_list', args=[row.pk])}\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n"
    )
    what = "vraag" if words == ASKED else "herinnering"
    put(
        KIND,
        f"{row.pk.hex}-{what}-{back.timestamp():.0f}",
        row.asked_by,
        Letter(f"Wacht op jou: {row.name}", text),
    )
