"""Aanleiding: what gave rise to a session, in three groups with their dates (domain.md 15.5)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from governance.council.commitments.models import Commitment
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice
from governance.council.sessions.models import CouncilSession, SessionReason
from governance.council.taking import taking
from zorgzaam.audit.actors import Actor
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day

# Documents of the year before are offered; older ones that belong to it are in its dossier.
A_YEAR = datetime.timedelta(days=366)
# In the order in which a presentation shows them: the field of SessionReason, the title of one, how it ends for more.
GROUPS: tuple[tuple[str, str, str, Any, str], ...] = (
    ("commitment", "Toezegging", "en", Commitment, "promised_on"),
    ("motion", "Motie", "s", Motion, "dated_on"),
    ("notice", "Mededeling", "en", CouncilNotice, "dated_on"),
)


@dataclass(frozen=True)
class Group:
    """One of the three groups; `rows` are (thing, its date in words), the oldest first."""

    kind: str
    title: str
    rows: list[tuple[Any, str]]


def reasons_of(session: CouncilSession, reader: Reader) -> list[Group]:
    """The groups with anything this reader may read; three queries."""
    groups = []
    for kind, title, more, model, on in GROUPS:
        chosen = session.reasons.filter(**{f"{kind}__isnull": False}).values(kind)
        rows = model.objects.visible_to(reader).shown().filter(pk__in=chosen).order_by(on, "created_at", "pk")
        found = [(row, dated(row)) for row in rows]
        groups.append(Group(kind, title if len(found) == 1 else f"{title}{more}", found))
    return [group for group in groups if group.rows]


def dated(row: Any) -> str:
    """Its date in words, no more precise than the source."""
    if isinstance(row, Commitment):
        return row.since
    return row.dated if isinstance(row, CouncilNotice) else day(row.dated_on, weekday=False)


def candidates(session: CouncilSession, reader: Reader) -> dict[str, Any]:
    """What who keeps the register may tick, per kind: what runs in this council, what lies in the dossier of the
    session, documents of the year before, and what is ticked already."""
    found = {}
    for kind, *_, model, on in GROUPS:
        rows = model.objects.visible_to(reader)
        here = rows.of(session.council.part_of or session.council)
        lately = (
            here.filter(dated_on__range=(session.held_on - A_YEAR, session.held_on))
            if kind == "notice"
            else None
        )
        fits = Q(pk__in=(here.running() if lately is None else lately).order_by().values("pk"))
        if session.dossier_id:
            fits |= Q(dossier=session.dossier_id)
        chosen = session.reasons.filter(**{f"{kind}__isnull": False}).values(kind)
        found[kind] = rows.filter(fits | Q(pk__in=chosen)).order_by(on, "created_at", "pk")
    return found


def chosen_of(session: CouncilSession) -> set[tuple[str, str]]:
    """What is ticked now, as (kind, id)."""
    rows = session.reasons.values_list(*(kind for kind, *_ in GROUPS))
    return {(kind, str(pk)) for row in rows for (kind, *_), pk in zip(GROUPS, row, strict=True) if pk}


def choose(
    session: CouncilSession,
    added: Collection[tuple[str, str]],
    removed: Collection[tuple[str, str]],
    *,
    by: Actor,
) -> None:
    """Tick and untick; what somebody else ticked meanwhile stays. Twice is once."""
    with taking(session, by) as row:
        now = chosen_of(row)
        for kind, pk in set(removed) & now:
            row.reasons.filter(**{kind: pk}).delete()
        for kind, pk in sorted(set(added) - now):
            SessionReason.objects.create(session=row, **{f"{kind}_id": pk})


def sessions_for(row: Any, reader: Reader) -> Any:
    """The sessions a commitment, motion or document gave rise to, as far as this reader may read them."""
    kind = next((kind for kind, *_, model, _ in GROUPS if isinstance(row, model)), None)
    if kind is None:
        return CouncilSession.objects.none()
    about = SessionReason.objects.filter(**{kind: row}).values("session")
    return CouncilSession.objects.visible_to(reader).shown().filter(pk__in=about).newest_first()
