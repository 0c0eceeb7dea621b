"""The post office for staff: what left, what waits, what is unsure; and in the demo the mail that was
caught."""

import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zorgzaam.access import get_visible, may, rule
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.post.bulk.filling import text_for_staff
from zorgzaam.post.models import MailState, OutgoingMail, PostOffice
from zorgzaam.post.office import wake_up, wake_up_for_mailings
from zorgzaam.post.reconcile import Answer, settle, witness
from zorgzaam.post.restored import settle_all, unsure_since_restore
from zorgzaam.standing import Reader, Standing, standing_of
from zorgzaam.today import Todo


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def outbox(request: HttpRequest) -> HttpResponse:
    """The book, newest first; `toestand` filters."""
    state = request.GET.get("toestand", "")
    mails = OutgoingMail.objects.visible_to(request.user)
    if state in MailState.values:
        mails = mails.filter(state=state)
    private_unsure = (
        OutgoingMail.objects.unsure_and_private().count() if may(request.user, SETTLE_PRIVATE) else 0
    )
    context = {
        "private_unsure": private_unsure,
        "page": Paginator(mails, 30).get_page(request.GET.get("pagina")),
        "states": MailState.choices,
        "state": state,
        "held": PostOffice.objects.filter(held=True).first(),
        "restored": unsure_since_restore(),
        "has_witness": witness() is not None,
        "catches": settings.MAIL_RELAY_WITNESS == "catcher",
    }
    return render(request, "post/outbox.html", context)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One outgoing mail with what happened to it."""
    found = get_visible(request.user, OutgoingMail.objects, pk=pk)
    context = {
        "mail": found,
        "text": text_for_staff(found),
        "unsure": found.state == MailState.UNCERTAIN,
        "decisions": found.decisions.select_related("by"),
    }
    return render(request, "post/mail.html", context)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def settle_uncertain(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A person decides about an unsure mail: it arrived, or it goes again. Deciding twice changes nothing."""
    found = get_visible(request.user, OutgoingMail.objects, pk=pk)
    _decide(request, found)
    return redirect("mail", pk=pk)


def _decide(request: HttpRequest, found: OutgoingMail) -> None:
    answer = {"ja": Answer.YES, "nee": Answer.NO}.get(request.POST.get("aangekomen", ""))
    if answer is None:
        raise Http404
    if not settle(found, answer, by=request.user.person):  # type: ignore[union-attr]
        messages.info(request, "Over deze mail is al besloten.")
        return
    if answer is Answer.NO:
        transaction.on_commit(wake_up_for_mailings if found.body_id else wake_up)
    messages.success(
        request, "Genoteerd. De mail gaat opnieuw." if answer is Answer.NO else "Genoteerd als aangekomen."
    )


# ---------------------------------------------------------------- mail about accounts
SETTLE_PRIVATE = "zorgzaam.settle_private_mail"


@rule(SETTLE_PRIVATE)
def may_settle_private(standing: Standing, mail: OutgoingMail | None) -> bool:
    """Administrators decide about unsure mail that nobody here may read."""
    return standing.is_admin


@require_safe
@entrance(Door.WERKBANK, SETTLE_PRIVATE)
def private(request: HttpRequest) -> HttpResponse:
    """Unsure mail about accounts: to whom and when, and nothing of what it says."""
    if not may(request.user, SETTLE_PRIVATE):
        raise PermissionDenied
    rows = OutgoingMail.objects.unsure_and_private().only("to_address", "handed_at", "message_id")
    return render(request, "post/private.html", {"mails": rows})


@require_POST
@entrance(Door.WERKBANK, SETTLE_PRIVATE)
def settle_private(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An administrator decides about an unsure mail without reading it."""
    if not may(request.user, SETTLE_PRIVATE):
        raise PermissionDenied
    found = OutgoingMail.objects.filter(private=True, pk=pk).first()
    if found is None:
        raise Http404
    _decide(request, found)
    return redirect("private_mail")


def waiting_for_a_decision(user: Reader) -> list[Todo]:
    """Unsure mail waits for a person: what everybody at the bureau may read, and for administrators the rest."""
    standing = standing_of(user)
    found = []
    if standing.is_bureau:
        unsure = OutgoingMail.objects.visible_to(user).filter(state=MailState.UNCERTAIN).count()
        found.append((unsure, f"{reverse('outbox')}?toestand={MailState.UNCERTAIN}"))
    if standing.is_admin:
        found.append((OutgoingMail.objects.unsure_and_private().count(), reverse("private_mail")))
    why = "Niemand weet of deze mail is aangekomen. Beslis of hij opnieuw gaat."
    return [
        Todo(f"{number} onzekere {'mail' if number == 1 else 'mails'}", url, why, tone="attention")
        for number, url in found
        if number
    ]


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def release(request: HttpRequest) -> HttpResponse:
    """Open the post office again after a restore; `terug` says what goes of what may have gone already."""
    answer = {"verstuurd": Answer.YES, "opnieuw": Answer.NO}.get(request.POST.get("terug", ""))
    if answer is not None:
        settle_all(answer, by=request.user.person)  # type: ignore[union-attr]
    PostOffice.objects.update(held=False, held_since=None, held_because="")
    transaction.on_commit(wake_up)
    transaction.on_commit(wake_up_for_mailings)
    messages.success(request, "Het postkantoor is open. Wachtende mail gaat nu weg.")
    return redirect("outbox")


# ---------------------------------------------------------------- the local catcher
@dataclass(frozen=True)
class Caught:
    """One caught mail: `name` is its file name without extension."""

    name: str
    message: EmailMessage

    @property
    def at(self) -> Any:
        return parsedate_to_datetime(str(self.message["Date"]))

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body else ""


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def caught(request: HttpRequest) -> HttpResponse:
    """Mail the local catcher took: in the demo nothing leaves the machine."""
    files = sorted(_folder().glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)[:100]
    return render(request, "post/caught.html", {"mails": [_read(path) for path in files]})


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def caught_one(request: HttpRequest, name: str) -> HttpResponse:
    """One caught mail as its reader would get it."""
    path = _folder() / f"{name}.eml"
    if not re.fullmatch(r"[0-9a-f]{64}(-\d+)?", name) or not path.is_file():
        raise Http404
    return render(request, "post/caught_one.html", {"caught": _read(path)})


def _folder() -> Path:
    folder: Path = settings.MAIL_CATCHER_DIR
    if settings.MAIL_RELAY_WITNESS != "catcher" or not settings.DEMO:
        raise Http404
    return folder


def _read(path: Path) -> Caught:
    with path.open("rb") as source:
        message = BytesParser(policy=policy.default).parse(source)
    return Caught(path.stem, message)
