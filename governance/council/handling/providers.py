"""What is shown of how a commitment or motion stands, on its own page; and what waits for the griffie."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from governance.council.commitments.models import Commitment
from governance.council.handling.emails import KINDS, still_true
from governance.council.handling.models import Promise, Settlement, SettlementState, StatusNote
from governance.council.keeping import clerked_by, in_house
from governance.council.motions.models import Motion
from governance.council.notices.models import CouncilNotice
from governance.council.sessions.models import CouncilSession
from zorgzaam import places, today
from zorgzaam.access import may
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("council.handling", "handling", of_promise)
    places.register("council.settled_by", "handling", settled_by)
    today.register("settlements", todos)
    for kind in KINDS:
        may_still_go(kind, still_true)


def of_promise(request: HttpRequest, promise: Promise) -> Block:
    """How it stands and how it ended; four queries at most."""
    name = promise._meta.model_name
    rows = Settlement.objects.about(promise)
    if not may(request.user, "governance.keep_council_registers", promise):
        rows = rows.filter(
            state=SettlementState.CONFIRMED
        )  # what is only proposed is for who keep the register
    settlements = list(rows.select_related("notice", "session", "proposed_by", "decided_by", "source"))
    for row in settlements:
        setattr(row, name or "", promise)
    _leave_out_what_is_closed(settlements, request.user)
    context = {
        "promise": promise,
        "kind": name,
        "notes": list(StatusNote.objects.about(promise)),
        "settlements": [
            (row, may(request.user, "governance.decide_settlement", row),
             may(request.user, "governance.withdraw_settlement", row))
            for row in settlements
        ],
        "lying": any(row.is_proposed for row in settlements),
    }  # fmt: skip
    return Block("governance/council/handling.html", context)


def _leave_out_what_is_closed(settlements: list[Settlement], reader: Reader) -> None:
    """The document and session behind a settlement have readers of their own."""
    evidence: tuple[tuple[str, Any], ...] = (("notice", CouncilNotice), ("session", CouncilSession))
    for name, model in evidence:
        ids = [getattr(row, f"{name}_id") for row in settlements]
        known = {*model.objects.visible_to(reader).filter(pk__in=ids).order_by().values_list("pk", flat=True)}
        for row in settlements:
            if getattr(row, f"{name}_id") not in known:
                setattr(row, name, None)


def settled_by(request: HttpRequest, evidence: CouncilNotice | CouncilSession) -> Block | None:
    """What this document or session settled, as far as this reader may read it; two queries."""
    name = "session" if isinstance(evidence, CouncilSession) else "notice"
    settled = Settlement.objects.filter(**{name: evidence}, state=SettlementState.CONFIRMED)
    found = [
        promise
        for model, name in ((Commitment, "commitment"), (Motion, "motion"))
        for promise in model.objects.visible_to(request.user).shown().filter(pk__in=settled.values(name))
    ]
    return Block("governance/council/settled_by.html", {"promises": found}) if found else None


def todos(user: Reader) -> list[Todo]:
    """Proposals that wait for the griffie; one query, none for others."""
    clerked = clerked_by(standing_of(user))
    if not clerked:
        return []
    here = in_house(clerked, "commitment__council") | in_house(clerked, "motion__council")
    rows = Settlement.objects.filter(Q(state=SettlementState.PROPOSED) & here)
    return [
        Todo(
            f"Is dit afgedaan: {row.promise}",
            _address(row),
            "Het netwerkbureau stelt voor om dit af te doen.",
        )
        for row in rows.select_related("commitment", "motion").order_by("proposed_at")
    ]


def _address(row: Settlement) -> str:
    return reverse("settlement_decide", args=[row.pk])
