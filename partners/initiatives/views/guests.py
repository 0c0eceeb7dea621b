"""Pages of who has no account alone: the front of a draft, confirming the address, another link, another address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.initiatives import guests
from partners.initiatives.forms.starting import AddressForm
from partners.initiatives.guest_emails import send_link
from partners.initiatives.models import Guest
from partners.initiatives.views.steps import around, first_lacking, url_of
from partners.initiatives.views.ways import by_link
from partners.initiatives.ways import Way
from zorgzaam.accounts.place import client_address
from zorgzaam.audit.history import acting

WAIT = (
    "We stuurden vandaag al een paar keer een mail. Kijk ook bij ongewenste mail, of probeer het morgen weer."
)
BY_MAIL = "Uw initiatief is ingediend. Uw adres wijzigt u met de link in de mail die u daarover kreeg."
SENT = "De mail is onderweg. Dat kan een paar minuten duren. Kijk ook bij ongewenste mail."


def _guest(way: Way) -> Guest:
    assert way.guest is not None
    return way.guest


def _front(request: HttpRequest, way: Way) -> HttpResponse:
    """What the link opens: the draft and how far it is, or what became of it. It changes nothing."""
    if not way.initiative.is_writable:
        return redirect(way.follow_url or way.url("initiative_receipt"))
    return render(request, "partners/initiative_front.html", around(way, None))


def _confirm(request: HttpRequest, way: Way) -> HttpResponse:
    """The button behind the mailed link: this address is theirs."""
    if not way.is_mailed:
        messages.error(request, "Bevestigen kan alleen met de link in de mail.")
        return redirect(way.url("initiative_send"))
    guests.confirm(_guest(way))
    messages.success(request, "Uw e-mailadres is bevestigd.")
    return redirect(url_of(way, first_lacking(way.initiative)))


def _again(request: HttpRequest, way: Way) -> HttpResponse:
    """The mail with the link once more."""
    guest = _guest(way)
    if guests.too_many_to(guest.email):
        messages.error(request, WAIT)
    else:
        with acting(way.actor):
            send_link(guest)
        messages.success(request, SENT)
    return _onward(way)


def _onward(way: Way) -> HttpResponse:
    return redirect(way.send_url if way.initiative.is_writable else way.url("initiative_receipt"))


def _address(request: HttpRequest, way: Way) -> HttpResponse:
    """Another name or address. Another address gives new links; this browser goes on with its own."""
    guest, was = _guest(way), _guest(way).email
    if not guests.may_change_address(guest, way.secret):
        messages.error(request, BY_MAIL)
        return redirect(way.url("initiative_receipt"))
    form = AddressForm(request.POST or None, instance=guest)
    if request.method == "POST" and form.is_valid():
        other = guest.email != was
        if other and guests.too_many_addresses(guest, client_address(request)):
            form.add_error("email", WAIT)
        else:
            guests.change(guest, was=was)
            messages.success(request, SENT if other else "Opgeslagen.")
            return _onward(Way(way.initiative, way.reader, way.actor, guest, guest.browser_secret))
    status = 422 if form.errors else 200
    return render(request, "partners/initiative_address.html", {"way": way, "form": form}, status=status)


front = require_safe(by_link(_front))
confirm = require_POST(by_link(_confirm))
again = require_POST(by_link(_again))
address = require_http_methods(["GET", "HEAD", "POST"])(by_link(_address))
