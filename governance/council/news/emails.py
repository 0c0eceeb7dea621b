"""Mail to who follows a dossier: what came into it on a day, in one mail, once.

How a promise stands and that it ended, who follows the dossier hears at once (handling/emails.py): that is left out
here.
"""

import datetime
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from governance.council.dossiers.models import CouncilDossier
from governance.council.news.gathering import News, came_into
from zorgzaam.follow import Follow, followers_of, follows_any
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader, reader_of
from zorgzaam.ui.dates import day as in_words

KIND, FOLLOWED = "dossier-news", "council_dossier"
# So many days are looked back, so that a night without workers costs no news.
BACK = 7


def days(today: datetime.date) -> Iterable[datetime.date]:
    """The days that are over and may still be told of."""
    return (today - datetime.timedelta(days=back) for back in range(1, BACK + 1))


def followed() -> QuerySet[CouncilDossier]:
    """Dossiers somebody follows."""
    return CouncilDossier.objects.filter(pk__in=Follow.objects.filter(kind=FOLLOWED).values("subject_id"))


@transaction.atomic
def tell(dossier: CouncilDossier, day: datetime.date) -> int:
    """The mails about what came into a dossier on a day; gives how many are new. Asked again it sends nothing twice."""
    since = dict(
        Follow.objects.filter(kind=FOLLOWED, subject_id=dossier.pk).values_list("person_id", "since")
    )
    told = 0
    for person in followers_of([(FOLLOWED, dossier.pk)]):
        found = [news for news in news_of(dossier, reader_of(person), day) if news.at >= since[person.pk]]
        if found:
            private = any(getattr(news.row, "publicity", "") == Publicity.CLOSED for news in found)
            told += put(KIND, f"{dossier.pk}/{day}", person, _letter(dossier, day, found), private=private)
            killpoint("dossier.after_put")
    return told


def news_of(dossier: CouncilDossier, reader: Reader, day: datetime.date) -> list[News]:
    """What came in on this day, in the region's time zone."""
    begin = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
    end = timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min))
    return came_into(dossier, reader, begin, end)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader still follows the dossier, and may read as much of that day."""
    key, _, day = mail.about.partition("/")
    person, dossier = mail.to_person, CouncilDossier.objects.filter(pk=uuid.UUID(key)).first()
    if person is None or person.erased_at is not None or dossier is None:
        return False
    if not follows_any(person.pk, [(FOLLOWED, dossier.pk)]):
        return False
    now = {news.address for news in news_of(dossier, reader_of(person), datetime.date.fromisoformat(day))}
    told = {
        line.removeprefix(settings.SITE_URL)
        for line in mail.text.split()
        if line.startswith(settings.SITE_URL)
    }
    return told <= now | {dossier.get_absolute_url()}


def _letter(dossier: CouncilDossier, day: datetime.date, found: list[News]) -> Letter:
    context = {
        "dossier": dossier, "day": day, "site": settings.SITE_URL,
        "lines": sorted(found, key=lambda news: news.at),
    }  # fmt: skip
    subject = f"Nieuw in het dossier {dossier.name}, {in_words(day, weekday=False)}"
    return Letter(subject[:200], render_to_string("governance/council/email_dossier.txt", context))
