"""Who reads an item or a paper: one place, for the record itself and for what hangs under it.

`openbaar` for everybody, `besloten` for who sits in the body now, `vertrouwelijk` for its chair and secretary by
office and for whom it was shared with by hand; under embargo for who keeps the agenda. Being administrator or working
at the netwerkbureau opens nothing here.
"""

from django.db.models import Q

from governance.meetings.models.meetings import MANAGERS, OFFICES, Meeting, bodies_where
from zorgzaam.publicity import Publicity, closed_for, open_now
from zorgzaam.standing import Reader, standing_of


def kept_by(user: Reader, body: str, prefix: str = "") -> Q:
    """Rows this reader keeps: staff of the body all but the confidential ones, chair and secretary all."""
    standing = standing_of(user)
    offices = Q(**{f"{body}__in": bodies_where(standing, OFFICES)})
    managed = Q(**{f"{body}__in": bodies_where(standing, MANAGERS)})
    return offices | (managed & ~Q(**{f"{prefix}publicity": Publicity.CONFIDENTIAL}))


def words_kept_by(user: Reader) -> Q:
    """Words written about an item, as far as this reader keeps them: what was confidential then, stays with chair and
    secretary when the item is opened."""
    return Q(confidential=False) | Q(item__body_id__in=bodies_where(standing_of(user), OFFICES))


def by_publicity(user: Reader, body: str, prefix: str = "") -> Q:
    """Rows whose own publicity lets this reader in, whatever the state of the meeting."""
    sits_in = standing_of(user).bodies
    return open_now(prefix) | closed_for(sits_in, body, prefix)


def on_published_agenda(prefix: str = "") -> Q:
    """Items that stood on the agenda when it was last published, of a meeting that was not taken back."""
    published = Meeting.objects.all().public().values("pk")
    return Q(**{f"{prefix}meeting__in": published, f"{prefix}published_at__isnull": False})
