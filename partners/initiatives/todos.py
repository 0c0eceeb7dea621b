"""What waits because of initiatives: for the netwerkbureau, who brings one in, who it is offered to, and assessors."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet
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


def for_the_bureau(user: Reader) -> list[Todo]:
    """New ones nobody handles, what is late, what every assessor handed in, and questions nobody answered."""
    standing = standing_of(user)
    if not standing.is_bureau:
        return []
    rows = Initiative.objects.visible_to(user).shown()
    new = rows.filter(state=State.RECEIVED, handled_by=None).exclude(late())
    behind = rows.filter(late())
    ready = _assessed(rows, standing.person_id).exclude(late())
    asked = unanswered().filter(initiative=OuterRef("pk"))
    questions = rows.filter(Exists(asked)).exclude(pk__in=Initiative.objects.own(user).values("pk"))
    return [
        *_few(new, "Nieuw initiatief van {by}. Nog niemand behandelt het.", "?stand=ontvangen"),
        *_few(behind, "{words}: de termijn is voorbij.", "?te_laat=on", tone="late"),
        *_few(
            ready,
            "Alle beoordelaars zijn klaar. Schrijf het advies en zet het op een agenda.",
            f"?stand={State.ASSESSING}",
            tone="attention",
        ),
        *_few(questions, "{by} wacht op antwoord.", "", tone="attention"),
    ]


def _assessed(rows: "QuerySet[Initiative]", person: uuid.UUID | None) -> "QuerySet[Initiative]":
    """Of which the assessing is done: for who handles it, or for all while nobody does."""
    mine = rows.filter(Q(handled_by=None) | Q(handled_by=person), state=State.ASSESSING)
    # Handed in about the text that lies there now: an older one was assessed before it came back.
    done = Assessment.objects.filter(
        initiative=OuterRef("pk"), state=Stand.DONE, asked_at__gte=OuterRef("since")
    )
    open_ = Assessment.objects.open().filter(initiative=OuterRef("pk"))
    return mine.filter(Exists(done)).exclude(Exists(open_))


def _few(rows: "QuerySet[Initiative]", why: str, more: str, tone: str = "info") -> list[Todo]:
    found = list(rows.order_by("due_on", "submitted_at")[: FEW + 1])
    todos = [
        Todo(row.title, row.get_absolute_url(), why.format(by=row.by_whom, words=row.words), row.due_on, tone)
        for row in found[:FEW]
    ]
    if len(found) > FEW:
        url = f"{reverse('initiatives_desk')}{more}"
        todos.append(Todo("Meer initiatieven", url, "Er wachten er nog meer.", found[FEW].due_on, tone))
    return todos


def for_who_brings_it_in(user: Reader) -> list[Todo]:
    """What came back with a question, and what the netwerkbureau asked."""
    rows = Initiative.objects.own(user).shown()
    back = [
        Todo(row.title, row.get_absolute_url(), "Het netwerkbureau stelde een vraag.", None, "attention")
        for row in rows.filter(state=State.RETURNED)
    ]
    newer = Message.objects.filter(initiative=OuterRef("initiative"), at__gt=OuterRef("at"))
    last = Message.objects.filter(from_bureau=True, initiative=OuterRef("pk")).exclude(Exists(newer))
    running = rows.filter(Exists(last), state__in=(*AT_THE_BUREAU, State.OFFERED, State.ON_AGENDA))
    return back + [
        Todo(row.title, f"{row.get_absolute_url()}#vragen", "Er is een bericht van het netwerkbureau.")
        for row in running
    ]


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
