"""What agreements tell the rest of the house: places, todos and history."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partners.organisations import asked
from regioplan.agreements import answered, rules
from regioplan.agreements.emails import ANEW, KIND, still_asked, still_asked_anew
from regioplan.agreements.gaps import gaps_of, waiting, without_lead
from regioplan.agreements.models import Agreement, AgreementAnswer, AgreementQuestion, State
from zorgzaam import places, search, today
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo
from zorgzaam.ui.dates import day

NEWS = datetime.timedelta(days=14)
MOST = 10
GROUPS = ("now", "asked", "refused", "past")


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("task.agreements", "agreements", of_task)
    places.register("organisation.asked", "agreements", of_organisation)
    places.register("partner", "agreements", on_portal, order=3)
    asked.register("agreements", "Afspraken", "#afspraken", asked_of, order=20)
    today.register("agreements", todos)
    may_still_go(KIND, still_asked)
    may_still_go(ANEW, still_asked_anew)
    may_still_go(answered.KIND, answered.still_news)
    search.register("agreement", search.Searchable("Afspraak", Agreement.objects.shown, "what", line=str))
    pages.register(
        "agreement",
        pages.Historied(
            Agreement.objects.all,
            "regioplan.view_history_of_agreement",
            lambda agreement, reader: [
                AgreementAnswer.objects.visible_to(reader).filter(agreement=agreement),
                AgreementQuestion.objects.visible_to(reader).filter(agreement=agreement),
            ],
        ),
    )


def of_task(request: HttpRequest, task: Any) -> Block:
    """Who does what for a task; proposals for who may see them."""
    rows = Agreement.objects.visible_to(request.user).filter(task=task).shown()
    return _block(request, rows, {"task": task, "may_propose": standing_of(request.user).is_bureau})


def of_organisation(request: HttpRequest, organisation: Any) -> Block | None:
    """What an organisation takes on; nothing to show when it takes on nothing."""
    rows = Agreement.objects.visible_to(request.user).filter(organisation__in=organisation.all_of_it).shown()
    block = _block(request, rows, {"organisation": organisation})
    return block if any(block.context[each] for each in GROUPS) else None


def on_portal(request: HttpRequest, subject: Any) -> Block:
    """What my organisations took on, in the partnerportaal."""
    mine = standing_of(request.user).organisations
    rows = Agreement.objects.visible_to(request.user).filter(organisation_id__in=mine).shown()
    return _block(request, rows, {"portal": True})


def _block(request: HttpRequest, rows: Any, more: dict[str, Any]) -> Block:
    """Agreements that hold or begin later, that wait for an answer, that were refused, and that are over; one query."""
    day, found = timezone.localdate(), list(rows)
    taken = [row for row in found if row.is_taken_on(day)]
    asked = [row for row in found if row.state == State.PROPOSED]
    refused = [row for row in found if row.state == State.REFUSED]
    context = {
        "now": sorted(taken, key=lambda row: row.has_to_begin),
        "asked": asked,
        "refused": refused,
        "past": [row for row in found if row not in taken and row not in asked and row not in refused],
        **more,
    }
    return Block("regioplan/agreements_block.html", context)


def asked_of(reader: Reader, organisations: Any) -> Iterator[asked.Row]:
    """Proposals that wait for an answer, and what was agreed and holds or begins later."""
    day = timezone.localdate()
    rows = Agreement.objects.visible_to(reader).filter(organisation_id__in=organisations).shown()
    for row in rows:
        if row.state == State.PROPOSED or row.is_taken_on(day):
            yield row.organisation_id, None


def todos(user: Reader) -> list[Todo]:
    """Proposals that wait for my organisation; for the netwerkbureau what was answered or asked, and what nobody took
    on. A proposal somebody asked other words for waits for the netwerkbureau."""
    asked_otherwise = AgreementQuestion.objects.open().values("agreement")
    found = [
        Todo(
            f"Antwoord op het voorstel: {row.get_role_display().lower()} van {row.task}",
            reverse("agreement_answer", args=[row.pk]),
            f"Gevraagd aan {row.organisation}",
            tone="attention",
        )
        for row in Agreement.objects.waiting_for(user).exclude(pk__in=asked_otherwise).shown()
    ]
    if not standing_of(user).is_bureau:
        return found
    return [*found, *_questions(user), *_answers(user), *_gaps(user, timezone.localdate())]


def _questions(user: Reader) -> list[Todo]:
    rows = AgreementQuestion.objects.visible_to(user).open().select_related("agreement__task", "organisation")
    return [
        Todo(
            f"{each.organisation} wil het anders afspreken: {each.agreement.task}",
            reverse("agreement_edit", args=[each.agreement_id]),
            "Pas het voorstel aan; zij krijgen dan bericht",
            tone="attention",
        )
        for each in rows
    ]


def _answers(user: Reader) -> list[Todo]:
    """What organisations answered, as long as it is news."""
    rows = AgreementAnswer.objects.visible_to(user).filter(
        state__in=list(answered.SAID), at__gte=timezone.now() - NEWS
    )
    return [
        Todo(
            f"{each.organisation} zei {answered.SAID[State(each.state)]}: "
            f"{each.agreement.get_role_display().lower()} van {each.agreement.task}",
            each.agreement.get_absolute_url(),
            each.reason or f"Op {day(each.at)}",
        )
        for each in rows.select_related("agreement__task", "organisation").order_by("-at")[:MOST]
    ]


def _gaps(user: Reader, day: datetime.date) -> list[Todo]:
    tasks = without_lead(user, day)
    if not tasks:
        return []
    asked = sum(bool(gap.asked) for gap in gaps_of(waiting(user), tasks, []).tasks)
    many = len(tasks)
    title = "Eén opgave heeft nog geen trekker" if many == 1 else f"{many} opgaven hebben nog geen trekker"
    why = "Stel een organisatie voor"
    if asked == many:
        why = "Er is een organisatie voorgesteld; het antwoord komt nog"
    elif asked:
        why = f"Stel een organisatie voor; bij {asked} wachten we al op antwoord"
    return [Todo(title, f"{reverse('werkbank_agreements')}#gaten", why)]
