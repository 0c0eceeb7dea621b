"""For the harvester: an index per category and the sitemaps it names. Everything in them is public."""

from math import ceil

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.publicity import WooCategory
from zorgzaam.woo.documents import CATEGORIES, NUMBERS, providers
from zorgzaam.woo.writing import index_of, sitemap_of

# So many addresses a sitemap may hold (sitemaps.org); DiWoo metadata would make 50,000 of them more than 50 MB.
MOST = 20_000
KIND = "application/xml; charset=utf-8"


def indexes() -> list[str]:
    """The address of the index of every category we ever published in, for robots.txt."""
    used = {category for provider in providers().values() for category in provider.categories()}
    numbers = sorted(NUMBERS[category] for category in used)
    return [settings.SITE_URL + reverse("woo_index", args=[number]) for number in numbers]


def _category(number: int) -> WooCategory:
    if number not in CATEGORIES:
        raise Http404
    return CATEGORIES[number]


@require_safe
@entrance(Door.MACHINE, OPEN)
def index(request: HttpRequest, number: int) -> HttpResponse:
    """The sitemaps of one category. Empty when nothing is left, so that the harvester takes away what it had."""
    category = _category(number)
    addresses = [
        settings.SITE_URL + reverse("woo_sitemap", args=[series, number, page])
        for series, provider in sorted(providers().items())
        for page in range(1, ceil(provider.count(category) / MOST) + 1)
    ]
    return HttpResponse(index_of(addresses), content_type=KIND)


@require_safe
@entrance(Door.MACHINE, OPEN)
def sitemap(request: HttpRequest, series: str, number: int, page: int) -> HttpResponse:
    """One page of documents of one series (the key of a provider) in one category; 404 where there is none."""
    category, provider = _category(number), providers().get(series)
    found = list(provider.documents(category, (page - 1) * MOST, page * MOST)) if provider and page else []
    if not found:
        raise Http404
    return HttpResponse(sitemap_of(found), content_type=KIND)
