"""Pages of the house itself: the front page, the landing page behind each door, search and the obligatory
pages."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from zorgzaam import search
from zorgzaam.doors import FRONT_PAGES, HAS_DOOR, OPEN, SIGNED_IN, Door, entrance, home_of
from zorgzaam.house import House
from zorgzaam.standing import standing_of
from zorgzaam.today import todos
from zorgzaam.ui.brand import stylesheet
from zorgzaam.ui.context import links
from zorgzaam.woo.views import indexes as woo_indexes


@require_safe
@entrance(Door.SITE, OPEN)
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what this network is, what it does now and where to go."""
    actions = links(("Voor inwoners", "inhabitants"), ("Bekijk de agenda", "agenda"))
    return render(request, "house/home.html", {"actions": actions})


@require_safe
@entrance(Door.ACCOUNT, SIGNED_IN)
def after_login(request: HttpRequest) -> HttpResponse:
    """Through the door that is yours: werkbank, Staten & raden, partnerportaal, beheer, or else a word of welcome
    that says what to do without a place in the network."""
    home = home_of(standing_of(request.user))
    return render(request, "house/welcome.html") if home == Door.SITE else redirect(FRONT_PAGES[home])


@require_safe
@entrance(Door.WERKBANK, HAS_DOOR)
def werkbank(request: HttpRequest) -> HttpResponse:
    """What needs me today, then the bodies and meetings that are mine."""
    return render(request, "house/werkbank.html", {"todos": todos(request.user)})


@require_safe
@entrance(Door.PARTNER, HAS_DOOR)
def partner(request: HttpRequest) -> HttpResponse:
    """The organisation's own place: what waits, who we are in the network, where we sit and what is coming."""
    return render(request, "house/partner.html", {"todos": todos(request.user)})


@require_safe
@entrance(Door.STATEN, OPEN)
def staten(request: HttpRequest) -> HttpResponse:
    """For Statenleden, raadsleden and griffies; what is public is public here too."""
    return render(request, "house/staten.html", {"todos": todos(request.user)})


# What the public menu has no room for: (heading, [(label, name of the address, what is there)]).
MORE = [
    (
        "Over het Regioplan",
        [
            ("Geld", "funding", "Waar het geld vandaan komt, en waar het naartoe gaat."),
            ("Inbreng", "voices", "Wat inwoners en adviesraden zeggen, en wat ermee is gedaan."),
            ("Kerncijfers", "key_figures", "Hoe het nu is en wat er wordt verwacht, met de bron."),
            ("Tijdlijn", "timeline", "Wat er wanneer gebeurde en wat er nog komt."),
            ("Besluiten van gemeenten", "approvals", "Wat elke gemeente over de plannen besloot."),
            (
                "Transformatieplannen",
                "transformation_plans",
                "Plannen van zorgaanbieders om de zorg anders te doen.",
            ),
            ("Akkoorden", "accords", "De landelijke afspraken waar het plan bij hoort."),
        ],
    ),
    (
        "Over het netwerk",
        [
            ("Netwerk", "network", "Welke overleggen er zijn, en wie waar zit."),
            ("Besluiten van het netwerk", "decisions", "Wat de overleggen besloten, en waarom."),
            ("Organisaties", "organisations", "Wie er meedoet."),
            ("Initiatieven", "initiatives", "Wat organisaties samen doen, en hoe het gaat."),
            ("Gemeenten en regio's", "municipalities", "Welke gemeente bij welke regio hoort."),
            ("Bronnen", "sources", "De stukken waar alles op deze site uit komt."),
        ],
    ),
]


@require_safe
@entrance(Door.SITE, OPEN)
def more(request: HttpRequest) -> HttpResponse:
    """What the public menu has no room for, in one list."""
    groups = [
        (title, [(link, about) for label, name, about in rows for link in links((label, name))])
        for title, rows in MORE
    ]
    return render(request, "house/more.html", {"groups": groups})


@require_safe
@entrance(Door.ANY, OPEN)
def search_page(request: HttpRequest) -> HttpResponse:
    """Search everything this reader may see; `q` are the words, `soort` limits to one kind."""
    words, only = request.GET.get("q", ""), request.GET.get("soort", "")
    hits = search.find(request.user, words, only=only, most=50 if only else 8)
    context = {"words": words.strip(), "only": only, "hits": hits, "kinds": search.kinds()}
    return render(request, "house/search.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def statement(request: HttpRequest, template: str) -> HttpResponse:
    """The obligatory pages: accessibility, privacy, contact."""
    return render(request, template)


@require_safe
@cache_control(public=True, max_age=300)
@entrance(Door.MACHINE, OPEN)
def house_style(request: HttpRequest) -> HttpResponse:
    """The region's own colour as a stylesheet: the CSP allows no inline style."""
    house = House.objects.of_region()
    return HttpResponse(stylesheet(house.accent, house.warm), content_type="text/css; charset=utf-8")


@require_safe
@entrance(Door.MACHINE, OPEN)
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; obligatory for Dutch governments since 25-05-2023. Expires within a year."""
    contact = settings.SECURITY_CONTACT or House.objects.of_region().contact_email
    if not contact:
        raise Http404
    expires = (timezone.now() + datetime.timedelta(days=180)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    address = contact if ":" in contact else f"mailto:{contact}"
    lines = [
        f"Contact: {address}",
        f"Expires: {expires.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@entrance(Door.MACHINE, OPEN)
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Search engines may read the public site; the doors behind a login say nothing to them. For the harvester of the
    Woo-index: where the lists of what we publish are."""
    closed = "".join(f"Disallow: {path}\n" for path in ("/werkbank/", "/partner/", "/beheer/", "/account/"))
    woo = "".join(f"Sitemap: {address}\n" for address in woo_indexes())
    return HttpResponse(f"User-agent: *\n{closed}{woo}", content_type="text/plain; charset=utf-8")


@entrance(Door.MACHINE, OPEN)
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it unasked."""
    return HttpResponsePermanentRedirect(f"{settings.STATIC_URL}favicon.svg")
