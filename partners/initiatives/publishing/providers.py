"""What publications tell the rest of the house: places, todos, search, following and mail."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from partners.initiatives.models import (
    Initiative,
    InitiativePublication,
    PublicText,
    TakeOffRequest,
)
from partners.initiatives.publishing import followers, lists, steps
from partners.initiatives.publishing.emails import ASKED, NEWS, still_asked, still_news
from partners.initiatives.publishing.words import public_words
from partners.initiatives.rules import brings_it_in
from partners.initiatives.ways import way_of
from zorgzaam import follow, places, search, today
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("initiative.publicity", "publication", publicity)
    places.register("initiative.next", "publicity", asked)
    places.register("task.initiatives", "initiatives", lists.of_task)
    places.register("theme.initiatives", "initiatives", lists.of_theme)
    places.register("municipality.initiatives", "initiatives", lists.of_municipality)
    places.register("organisation.initiatives", "initiatives", lists.of_organisation)
    places.register("home", "initiatives", on_front_page, order=65)
    today.register("initiative publications", todos)
    follow.register(followers.FOLLOWED, follow.Subject(lists.Readable, "dit initiatief"))
    may_still_go(ASKED, still_asked)
    may_still_go(NEWS, still_news)
    may_still_go(followers.KIND, followers.still_news)
    search.register(
        "initiative",
        search.Searchable(
            "Initiatief",
            lambda: InitiativePublication.objects.current().select_related("initiative"),
            "title",
            "summary",
            _line,
            drafts=Initiative.objects.read_inside_by,
        ),
    )


def _line(row: Any) -> str:
    if isinstance(row, Initiative):
        return ", ".join(part for part in (row.number or "", row.words) if part)
    return f"{row.by_whom}, {public_words(row.initiative).lower()}"


def publicity(request: HttpRequest, initiative: Any) -> Block | None:
    """On the page of an initiative: what the public reads of it, for the netwerkbureau and for who brings it in."""
    way = way_of(request, initiative)
    standing = standing_of(way.reader)
    own = brings_it_in(standing, initiative)
    if not (standing.is_bureau or own) or initiative.state in steps.CLOSED:
        return None
    text = PublicText.objects.visible_to(way.reader).filter(initiative=initiative).first()
    last = steps.last_of(initiative)
    if text is None and last is None and not standing.is_bureau:
        return None
    context = {
        "initiative": initiative,
        "way": way,
        "text": text,
        "agreement": steps.agreement_on(text) if text else None,
        "refusal": steps.refusal_of(text) if text else None,
        "asked": text is not None and PublicText.objects.asked().filter(pk=text.pk).exists(),
        "last": last,
        "take_off": TakeOffRequest.objects.filter(publication=last).first() if last else None,
        "own": own,
        "keeps": standing.is_bureau,
    }
    return Block("partners/initiative_publicity.html", context)


def asked(request: HttpRequest, initiative: Any) -> Block | None:
    """At the top of the page, for who brings it in: words that wait for their answer."""
    way = way_of(request, initiative)
    if not brings_it_in(standing_of(way.reader), initiative) or initiative.state in steps.CLOSED:
        return None
    if not PublicText.objects.asked().filter(initiative=initiative).exists():
        return None
    return Block("partners/initiative_asked.html", {"address": way.to["initiative_publicity_agree"]})


def on_front_page(request: HttpRequest, subject: Any) -> Block | None:
    """The way to the gallery; nothing as long as nothing stands on the site."""
    newest = list(InitiativePublication.objects.current().shown().defer("search", "canonical")[:3])
    return Block("partners/initiatives_on_home.html", {"publications": newest}) if newest else None


def todos(user: Reader) -> list[Todo]:
    """For the netwerkbureau: what may be published, and what somebody wants off the site. For who brings it in: words
    to agree to."""
    standing = standing_of(user)
    if not standing.is_somebody:
        return []
    mine = PublicText.objects.asked().filter(initiative__in=Initiative.objects.own(user).values("pk"))
    found = [
        Todo(
            f"Mag dit op de site? {text.title}",
            reverse("initiative_publicity_agree", args=[text.initiative_id]),
            "Het netwerkbureau vraagt je akkoord op de tekst.",
        )
        for text in mine
    ]
    return [*found, *_of_the_bureau()] if standing.is_bureau else found


def _of_the_bureau() -> list[Todo]:
    wanted_off = InitiativePublication.objects.current().filter(take_off__isnull=False)
    off = [
        Todo(
            f"Van de site halen: {each.title}",
            reverse("initiative_take_off", args=[each.initiative_id]),
            "Wie het initiatief indient, vraagt erom.",
            tone="attention",
        )
        for each in wanted_off.defer("search", "canonical")
    ]
    unwanted = PublicText.objects.refused().exclude(initiative__state__in=steps.CLOSED)
    ready = PublicText.objects.agreed().exclude(initiative__state__in=steps.CLOSED)
    never = ready.filter(initiative__publications__isnull=True)
    return [
        *off,
        *(
            Todo(
                f"Geen akkoord op de tekst: {text.title}",
                reverse("initiative_publicity_text", args=[text.initiative_id]),
                "Wie het initiatief indient, wil het anders. Pas de tekst aan, en vraag opnieuw akkoord.",
                tone="attention",
            )
            for text in unwanted
        ),
        *(
            Todo(
                f"Klaar voor de site: {text.title}",
                reverse("initiative_publish", args=[text.initiative_id]),
                "Er is akkoord op de tekst.",
            )
            for text in never
        ),
    ]
