"""Pages everybody reads: the gallery with its map, one initiative, and the feed."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.initiatives.models import InitiativePublication
from partners.initiatives.publishing.alive import alive
from partners.initiatives.publishing.drawing import NARROW, draw
from partners.initiatives.publishing.feed import InitiativesFeed
from partners.initiatives.publishing.gallery import GalleryFilter, counts
from partners.initiatives.publishing.words import TONES, public_state, public_words
from partners.regions.places import of_our_regions
from zorgzaam.doors import OPEN, Door, entrance

PER_PAGE = 24


@require_safe
@entrance(Door.SITE, OPEN)
def gallery(request: HttpRequest) -> HttpResponse:
    """What organisations do, to be narrowed by theme, municipality, task and how far it is; and the map."""
    everything = InitiativePublication.objects.current()
    form = GalleryFilter(request.GET)
    found = form.narrow(everything).shown().defer("search", "summary")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    many = counts()
    municipalities = of_our_regions(*many)
    context = {
        "form": form,
        "page": page,
        "cards": [card(each) for each in page],
        "chosen": any(form.cleaned_data.values()) or bool(form.errors),
        "maps": [("breed", draw(municipalities, many)), ("smal", draw(municipalities, many, NARROW))],
        "rows": [(each, many.get(each.pk, 0)) for each in municipalities],
    }
    return render(request, "partners/initiatives.html", context)


def card(publication: InitiativePublication) -> dict[str, Any]:
    """What a card or line shows; asks nothing of the database."""
    initiative, content = publication.initiative, publication.content
    where = [each["name"] for each in content["municipalities"]]
    return {
        "publication": publication,
        "url": publication.get_absolute_url(),
        "title": publication.title,
        "by_whom": publication.by_whom,
        "words": public_words(initiative),
        "tone": TONES[public_state(initiative.state)],
        "where": (["De hele regio"] if publication.whole_region else []) + where,
        "themes": [each["name"] for each in content["themes"]],
        "summary": content["summary"],
    }


@require_safe
@entrance(Door.ANY, OPEN)
def public_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One initiative as it was published, with how far it is now; of what was taken off the site only that, and why
    (410). 404 for what was never published."""
    newest = InitiativePublication.objects.newest().select_related("initiative", "initiative__organisation")
    publication = newest.filter(initiative=pk).first()
    if publication is None:
        raise Http404
    if publication.withdrawn_at is not None:
        return render(request, "partners/initiative_gone.html", {"publication": publication}, status=410)
    context = {
        "publication": publication,
        "initiative": publication.initiative,
        "content": publication.content,
        "alive": alive(publication),
    }
    return render(request, "partners/initiative_public.html", context)


@require_safe
@entrance(Door.MACHINE, OPEN)
def feed(request: HttpRequest) -> HttpResponse:
    """The newest initiatives on the site, for feed readers (RSS 2.0)."""
    return InitiativesFeed()(request)
