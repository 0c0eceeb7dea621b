"""Who reads the newsletter, for the netwerkbureau: the list, and one reader with the proof of what they agreed to."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletters.subscriptions import subscribing
from newsletters.subscriptions.desk.forms import EndForm, ForgetForm, SubscriberFilter
from newsletters.subscriptions.forgetting import forget_reader
from newsletters.subscriptions.lists import asking_one
from newsletters.subscriptions.mails import mails_of
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import ConsentSource, SubscriberState
from zorgzaam.access import get_visible
from zorgzaam.audit.actors import Actor
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.exports import FORMATS
from zorgzaam.ui.context import links
from zorgzaam.ui.pages import FormPage, form_page

PER_PAGE = 50
FORM = require_http_methods(["GET", "HEAD", "POST"])
DESK = entrance(Door.WERKBANK, BUREAU)
# Whom staff may send the question once more; who ended is left in peace.
MAY_ASK = (SubscriberState.ASKED, SubscriberState.PARKED)


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page about readers, over the pages in between."""
    room = [(link.label, link.url) for link in links(("Nieuwsbrief", "issues"))]
    return [("Werkbank", reverse("werkbank")), *room, ("Abonnees", reverse("subscribers")), *more]


@require_safe
@DESK
def subscribers(request: HttpRequest) -> HttpResponse:
    """Everybody whose address we have, newest first, to be narrowed."""
    form = SubscriberFilter(request.GET)
    everyone = Subscriber.objects.visible_to(request.user).kept()
    found = form.narrow(everyone).order_by("-asked_at", "pk")
    counted = dict(everyone.order_by().values_list("state").annotate(Count("pk")))
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("pagina")),
        "counts": [
            (value, label, counted.get(value, 0))
            for value, label in SubscriberState.choices
            if counted.get(value)
        ],
        "crumbs": crumbs()[:-1],
        # The other parts of the room, where they are there.
        "tabs": "newsletters/tabs.html" if links(("Nummers", "issues")) else "",
        "endings": FORMATS,
    }
    return render(request, "newsletters/subscriber_list.html", context)


def _found(request: HttpRequest, pk: uuid.UUID) -> Subscriber:
    readers = Subscriber.objects.select_related("reader_list").kept()
    row: Subscriber = get_visible(request.user, readers, pk=pk)
    return row


@require_safe
@DESK
def subscriber(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One reader: how it stands, what they chose, what they agreed to, and the mail they got."""
    row = _found(request, pk)
    context = {
        "row": row,
        "themes": list(row.themes.all()),
        "municipalities": list(row.municipalities.all()),
        "consents": list(row.consents.all()),
        "mails": mails_of(row)[:PER_PAGE],
        "may_ask": row.state in MAY_ASK,
        "may_end": row.state != SubscriberState.ENDED,
        "crumbs": crumbs(),
    }
    return render(request, "newsletters/subscriber.html", context)


@FORM
@DESK
def end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody asked us to end it for them."""
    row = _found(request, pk)
    page = _page(row, "Afmelden", "Meld af", "Afgemeld. Dit adres krijgt geen nieuwsbrief meer.", row)

    def act(form: Any) -> None:
        subscribing.end(row, ConsentSource.BUREAU, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]

    form = EndForm(request.POST or None, row=row)
    return form_page(request, form, page, act=lambda: act(form))


@FORM
@DESK
def forget(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody asked us to forget them."""
    row = _found(request, pk)
    page = _page(row, "Adres vergeten", "Vergeet dit adres", "Het adres is gewist.", None)
    form = ForgetForm(request.POST or None, row=row)
    return form_page(request, form, page, act=lambda: forget_reader(row))


def _page(row: Subscriber, title: str, submit: str, done: str, to: Subscriber | None) -> FormPage:
    own = reverse("subscriber", args=[row.pk])
    return FormPage(
        title, own if to else reverse("subscribers"), submit, kicker=row.address, done=done,
        crumbs=crumbs((row.address, own)), danger=True, lead=_LEADS[title],
    )  # fmt: skip


_LEADS = {
    "Afmelden": "Dit adres krijgt geen nieuwsbrief meer. Iemand kan zich altijd zelf weer aanmelden.",
    "Adres vergeten": (
        "We wissen het adres, wat iemand koos en aan wie de mail over de nieuwsbrief ging. Dat er ja en nee is gezegd, "
        "blijft zonder naam en adres. Staat het adres later op een lijst, dan blijft het erbuiten."
    ),
}


@require_POST
@DESK
def ask_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Send the mail with the button once more, to who did not press it or whose mail did not arrive."""
    row = _found(request, pk)
    if row.state not in MAY_ASK:
        messages.error(request, "Deze lezer kun je nu niet opnieuw vragen.")
        return redirect("subscriber", row.pk)
    if _ask(row, request.user):  # type: ignore[arg-type]
        messages.success(request, "De mail met de knop gaat opnieuw.")
    else:
        messages.error(request, "Dit adres kreeg vandaag al genoeg mail hierover. Probeer het morgen.")
    return redirect("subscriber", row.pk)


def _ask(row: Subscriber, by: Actor) -> bool:
    """What they were asked before: the question of their list, or to confirm. False after too many mails."""
    if asking_one.is_asked_by_list(row):
        return asking_one.ask_one(row, by=by)
    wish = subscribing.Wish(row.frequency, list(row.themes.all()), list(row.municipalities.all()))
    return subscribing.ask(row.address, wish, ConsentSource.BUREAU, by=by)
