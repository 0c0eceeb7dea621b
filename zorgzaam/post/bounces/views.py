"""Addresses that get no mass mail because mail to them came back: the rules, who is parked, and letting one go."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zorgzaam.access import get_visible
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.post.bounces import parking, rules
from zorgzaam.post.bounces.models import Bounce, BounceKind, Parking, SetAside
from zorgzaam.post.bounces.reading import last_round
from zorgzaam.post.office import wake_up_for_bounces
from zorgzaam.post.signs import FLOOD, set_sign

LONGEST_REASON = 300


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def parked_addresses(request: HttpRequest) -> HttpResponse:
    """The rules in words, and who is parked by them."""
    return _page(request)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def free_address(request: HttpRequest, pk: int) -> HttpResponse:
    """A person lets an address go again and says why; asked twice it happens once."""
    found = get_visible(request.user, Parking.objects.select_related("suppression"), pk=pk)
    reason = request.POST.get("reden", "").strip()
    wrong = _what_is_wrong(reason)
    if wrong:
        return _page(request, wrong={"pk": pk, "words": wrong, "typed": reason}, status=422)
    try:
        done = parking.free(found, reason, request.user.person)  # type: ignore[union-attr]
    except OperationalError:
        words = "Er gaat juist een mail naar dit adres. Probeer het zo nog eens."
        return _page(request, wrong={"pk": pk, "words": words, "typed": reason}, status=409)
    if done:
        messages.success(request, "Dit adres krijgt weer mail. Komt die terug, dan parkeren we het opnieuw.")
    else:
        messages.info(request, "Dit adres was al vrijgegeven.")
    return redirect("parked_addresses")


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def decide_on_flood(request: HttpRequest) -> HttpResponse:
    """Very much came back at once: park all the same, or it was our fault and counts for nobody."""
    choice, seen = request.POST.get("besluit"), request.POST.get("gezien", "")
    if choice not in ("parkeren", "vergeten"):
        messages.error(request, "Kies wat er met deze adressen gebeurt.")
        return _page(request, status=422)
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    if not parking.decide_on_flood(park_them=choice == "parkeren", by=request.user.person, seen=number):  # type: ignore[union-attr]
        messages.error(request, "Intussen is er iets veranderd. Kijk opnieuw en beslis dan.")
        return _page(request, status=409)
    set_sign(FLOOD, 0)
    if choice == "parkeren":
        transaction.on_commit(wake_up_for_bounces)
        messages.success(request, "Deze adressen worden nu geparkeerd. Ze verschijnen vanzelf in de lijst.")
    else:
        messages.success(request, "Genoteerd. Wat tot nu toe terugkwam, telt voor niemand mee.")
    return redirect("parked_addresses")


def _what_is_wrong(reason: str) -> str:
    if not reason:
        return "Schrijf waarom dit adres weer mail krijgt."
    if len(reason) > LONGEST_REASON:
        return f"Houd het bij {LONGEST_REASON} tekens; dit zijn er {len(reason)}."
    return "" if "\x00" not in reason else "Hier staat een teken in dat we niet kunnen bewaren."


def _page(request: HttpRequest, *, wrong: dict[str, object] | None = None, status: int = 200) -> HttpResponse:
    context = {
        "page": Paginator(Parking.objects.visible_to(request.user).now(), 30).get_page(
            request.GET.get("pagina")
        ),
        "flood": parking.flood_now(),
        "wrong": wrong,
        "soft_times": rules.SOFT_TIMES,
        "soft_days": rules.SOFT_WITHIN.days,
        "flood_from": rules.FLOOD,
        "flood_part": round(rules.FLOOD_PART * 100),
        "has_box": bool(settings.BOUNCE_MAILBOX),
        "last": last_round(),
        "ours": Bounce.objects.filter(kind=BounceKind.OURS).count(),
        "aside": SetAside.objects.count(),
        "last_aside": SetAside.objects.first(),
        "longest": LONGEST_REASON,
    }
    return render(request, "post/parked.html", context, status=status)
