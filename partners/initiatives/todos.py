"""What waits because of initiatives: for the netwerkbureau, who brings one in, who it is offered to, and assessors."""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.models import (
    AT_THE_BUREAU,
    Assessment,
    Initiative,
    Message,
    Stand,
    State,
    unanswered,
)
from partners.initiatives.offering import offered_to
from partners.initiatives.worklist import late
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

# More than this of one sort is one line that leads to the worklist.
FEW = 5


# By name what the netwerkbureau has to do: why, where the rest is, and how it looks.
TO_DO = {
    "new": ("Nieuw initiatief van {by}. Nog niemand behandelt het.", "?stand=ontvangen", "info"),
    "behind": ("{words}: de termijn is voorbij.", "?te_laat=on", "late"),
    "ready": (
        "Alle beoordelaars zijn klaar. Schrijf het advies en zet het op een agenda.",
        f"?stand={State.ASSESSING}",
        "attention",
    ),
    "asked": ("{by} wacht op antwoord.", "", "attention"),
}


def for_the_bureau(user: Reader) -> list[Todo]:
    """New ones nobody handles, what is late or assessed by all, and questions nobody answered; one query."""
    standing = standing_of(user)
    if not standing.is_bureau:
        return []
    rows = Initiative.objects.visible_to(user).shown()
    asked = unanswered().filter(initiative=OuterRef("pk"))
    parts = {
        "new": rows.filter(state=State.RECEIVED, handled_by=None).exclude(late()),
        "behind": rows.filter(late()),
        "ready": _assessed(rows, standing.person_id).exclude(late()),
        "asked": rows.filter(Exists(asked)).exclude(pk__in=Initiative.objects.own(user).values("pk")),
    }
    first, *rest = [_first(part, name) for name, part in parts.items()]
    found = list(first.union(*rest, all=True).order_by("due_on", "submitted_at"))
    return [todo for name in parts for todo in _few([row for row in found if row.to_do == name], name)]


def _assessed(rows: "QuerySet[Initiative]", person: uuid.UUID | None) -> "QuerySet[Initiative]":
    """Of which the assessing is done: for who handles it, or for all while nobody does."""
    mine = rows.filter(Q(handled_by=None) | Q(handled_by=person), state=State.ASSESSING)
    # Handed in about the text that lies there now: an older one was assessed before it came back.
    done = Assessment.objects.filter(
        initiative=OuterRef("pk"), state=Stand.DONE, asked_at__gte=OuterRef("since")
    )
    open_ = Assessment.objects.open().filter(initiative=OuterRef("pk"))
    return mine.filter(Exists(done)).exclude(Exists(open_))


def _first(rows: "QuerySet[Initiative]", name: str) -> "QuerySet[Any]":
    return rows.annotate(to_do=Value(name)).order_by("due_on", "submitted_at")[: FEW + 1]


def _few(found: list[Any], name: str) -> list[Todo]:
    why, more, tone = TO_DO[name]
    todos = [
        Todo(row.title, row.get_absolute_url(), why.format(by=row.by_whom, words=row.words), row.due_on, tone)
        for row in found[:FEW]
    ]
    if len(found) > FEW:
        url = f"{reverse('initiatives_desk')}{more}"
        todos.append(Todo("Meer initiatieven", url, "Er wachten er nog meer.", found[FEW].due_on, tone))
    return todos


def for_who_brings_it_in(user: Reader) -> list[Todo]:
    """What came back with a question, and what the netwerkbureau asked; one query."""
    newer = Message.objects.filter(initiative=OuterRef("initiative"), at__gt=OuterRef("at"))
    last = Message.objects.filter(from_bureau=True, initiative=OuterRef("pk")).exclude(Exists(newer))
    said = Q(Exists(last), state__in=(*AT_THE_BUREAU, State.OFFERED, State.ON_AGENDA))
    rows = Initiative.objects.own(user).shown().filter(said | Q(state=State.RETURNED))
    return [_back(row) for row in rows if row.state == State.RETURNED] + [
        Todo(row.title, f"{row.get_absolute_url()}#vragen", "Er is een bericht van het netwerkbureau.")
        for row in rows
        if row.state != State.RETURNED
    ]


def _back(row: Initiative) -> Todo:
    return Todo(row.title, row.get_absolute_url(), "Het netwerkbureau stelde een vraag.", None, "attention")


def for_recipients(user: Reader) -> list[Todo]:
    """What is offered to an organisation I speak for."""
    return [
        Todo(
            row.title,
            reverse("initiative_answer_offer", args=[row.pk]),
            f"Pakken jullie dit initiatief van {row.by_whom} op?",
            row.due_on,
            "late" if row.due_on and row.due_on < timezone.localdate() else "attention",
        )
        for row in offered_to(user).shown()
    ]


def for_assessors(user: Reader) -> list[Todo]:
    """What I was asked to assess."""
    person = standing_of(user).person_id
    if person is None:
        return []
    rows = Assessment.objects.open().filter(person_id=person, initiative__state=State.ASSESSING)
    return [
        Todo(
            row.initiative.title,
            reverse("assessment", args=[row.pk]),
            "Je bent gevraagd dit initiatief te beoordelen.",
            row.due_on,
            "late" if row.is_late else "attention",
        )
        for row in rows.select_related("initiative")
    ]
