"""The presentation of a session: a page per slide, and all of them as PDF."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from governance.council.sessions.models import CouncilSession
from governance.council.sessions.slides import paper_of, slides_of
from governance.printouts.pages import Offer, serve, tell
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.stream import stream


@require_safe
@entrance(Door.STATEN, OPEN)
def slide(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """One slide, with the way to the one before and after it; 404 beyond the last."""
    session = get_visible(request.user, CouncilSession.objects.shown(), pk=pk)
    slides = slides_of(session, request.user)
    if not 1 <= number <= len(slides):
        raise Http404
    context = {
        "session": session,
        "slide": slides[number - 1],
        "slides": slides,
        "number": number,
        "before": number - 1,
        "after": number + 1 if number < len(slides) else 0,
    }
    return render(request, "governance/council/slide.html", context)


@require_safe
@entrance(Door.STATEN, OPEN)
def picture(request: HttpRequest, pk: uuid.UUID, slide: uuid.UUID) -> HttpResponseBase:
    """The picture on a slide, for who reads the session."""
    session = get_visible(request.user, CouncilSession.objects.shown(), pk=pk)
    row = get_object_or_404(session.slides.select_related("picture"), pk=slide, picture__isnull=False)
    return stream(row.picture, row.picture_name)


@require_safe
@entrance(Door.STATEN, OPEN)
def slides_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """All slides as PDF; where it is not there, the way to the page that offers to make it."""
    return serve(request, _offer(request, get_visible(request.user, CouncilSession.objects.shown(), pk=pk)))


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.STATEN, OPEN)
def slides_on_paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for the PDF of the slides as they are now, and see how far it is."""
    session = get_visible(request.user, CouncilSession.objects.shown(), pk=pk)
    page = "governance/council/slides_on_paper.html"
    return tell(request, _offer(request, session), page, {"session": session})


def _offer(request: HttpRequest, session: CouncilSession) -> Offer:
    return Offer(
        paper_of(session, slides_of(session, request.user)),
        reverse("council_session_slides_on_paper", args=[session.pk]),
        reverse("council_session_slides_pdf", args=[session.pk]),
        f"{slugify(session.title)[:60]}.pdf",
    )
