"""Every address of ours that can be built with the secret things."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from partners.initiatives.models import InitiativeMilestone
from tests.canaries.words import COMMON
from zorgzaam.routes import routes
from zorgzaam.woo.documents import NUMBERS

BEGINS = {
    "vergaderingen": "meeting", "agendapunten": "item", "stukken": "paper", "acties": "action",
    "knelpunten": "bottleneck", "voorstellen": "proposal", "adviesvragen": "advice",
    "voorstelstukken": "proposal_paper", "toegangsvragen": "access", "partner/contacten": "contact",
    "partner/organisatie": "own_place", "organisaties": "own_place",
    "initiatieven": "initiative", "beoordelingen": "assessment",
    "partner/initiatieven": "initiative", "werkbank/initiatieven": "initiative",
    "staten/vragen": "question", "staten/beantwoording": "answer", "staten/bijdragen": "contribution",
    "staten/toezeggingen": "commitment", "staten/moties": "motion", "staten/stukken": "notice",
    "staten/afdoeningen": "settlement", "staten/sessies": "session", "staten/dossiers": "dossier",
    "werkbank/rondzendingen": "round", "netwerkbijeenkomst": "network", "werkbank/netwerkbijeenkomst": "network",
    "werkbank/nieuwsbrief/abonnees": "subscriber", "werkbank/nieuwsbrief/abonnees/lijsten": "reader_list",
    "werkbank/nieuwsbrief": "issue", "werkbank/nieuwsbrief/blokken": "issue_block",
}  # fmt: skip


# What lies within a thing, by the name of the argument.
INSIDE: dict[str, Callable[[Any], Iterable[Any]]] = {
    "item": lambda thing: (thing.programme if hasattr(thing, "programme") else thing.items).all(),
    "breakout": lambda thing: (
        [row for part in thing.programme.all() for row in part.breakouts.all()]
        if hasattr(thing, "programme")
        else thing.breakouts.all()
    ),
    "invitee": lambda meeting: meeting.invitees.all(),
    "person": lambda meeting: meeting.attendees.all(),
    "wave": lambda meeting: meeting.waves.all(),
    "question": lambda answer: answer.letters.all(),
    "slide": lambda session: session.slides.all(),
    "result": lambda session: session.results.all(),
    "paper": lambda session: session.papers.all(),
    "place": lambda session: session.places.all(),
    "wording": lambda promise: promise.wordings.all(),
    "council": lambda made: [letter.council for letter in made.letters.all()],
}


def things_at(pattern: str, nest) -> list[Any]:
    """What an address may be about, read from how its path begins."""
    for begin, kind in BEGINS.items():
        if pattern.startswith(f"/{begin}/<"):
            return nest[kind]
    if pattern.startswith("/indienen/<"):
        return nest["link"]
    return nest["brief"] if "briefings/<" in pattern else []


def arguments(pattern: str, thing: Any) -> list[dict[str, Any]]:
    """Every way to fill in the rest of the path: versions, and the parts of a briefing."""
    if "<str:secret>" in pattern:
        return behind_link(pattern, thing)
    found: list[dict[str, Any]] = [{"pk": thing.pk}]
    if "<uuid:part>" in pattern:
        part = part_of_round(pattern, thing) if "rondzendingen" in pattern else part_of(pattern, thing)
        found = [{"pk": thing.pk, "part": part.pk}]
    # A pasted text lives in the session of who pasted it; nothing secret slipped, and no initiative has a file.
    for name in ("draft", "slip", "file"):
        if f"<uuid:{name}>" in pattern:
            found = [{**each, name: uuid.uuid4()} for each in found]
    for name, rows in INSIDE.items():
        if f":{name}>" in pattern:
            found = [{**each, name: row.pk} for each in found for row in rows(thing)]
    words = (
        ("slug:moment", "vooraf"),
        ("slug:way", "omhoog"),
        ("str:kind", "agenda"),
        ("slug:part", "idee"),
        ("slug:kind", "argument"),
    )
    for name, word in words:
        if f"<{name}>" in pattern:
            found = [{**each, name.partition(":")[2]: word} for each in found]
    if "nieuwsbrief/<uuid:pk>/blok/" in pattern:
        found = [{**each, "kind": "tekst"} for each in found]
    for name in ("number", "version", "share", "share_pk"):
        if f"<int:{name}>" in pattern:
            found = [{**each, name: 1} for each in found]
    return found


def part_of(pattern: str, briefing: Any) -> Any:
    """The part of a briefing an address is about; its chapter where the path names no other."""
    section, point = briefing.sections.get(), briefing.points.get()
    words = {"blok": section.blocks.get(), "bijlage": briefing.attachments.get(), "besluitpunt": point}
    words |= dict.fromkeys(("onderdeel", "onderbouwing"), point.grounds.get())
    words |= {"geheimhouding": briefing.secrecies.first(), "opmerkingen": briefing.comments.first()}
    named = (part for word, part in words.items() if f"/{word}" in pattern and part is not None)
    return next(named, section)


def part_of_round(pattern: str, made: Any) -> Any:
    return made.letters.get() if "/brieven/" in pattern else made.chapters.get()


def behind_link(pattern: str, guest: Any) -> list[dict[str, Any]]:
    """With the mailed link of a guest; a file or milestone is one that is not theirs."""
    found: dict[str, Any] = {"secret": guest.mailed_secret}
    others = InitiativeMilestone.objects.exclude(execution__initiative=guest.initiative).get().pk
    found |= {name: others for name in ("pk", "file") if f"<uuid:{name}>" in pattern}
    return [found | ({"part": "idee"} if "<slug:part>" in pattern else {})]


def addresses(world, nest) -> list[str]:
    """Every address of ours that can be built with the secret things, and the pages that list."""
    found = []
    for route in routes():
        if route.name.startswith(("account_", "mfa_", "admin:")):
            continue
        if "<" not in route.pattern:
            found.append(reverse(route.name))
        for thing in things_at(route.pattern, nest):
            found += [reverse(route.name, kwargs=each) for each in arguments(route.pattern, thing)]
    for meeting in nest["meeting"]:
        found += [f"{meeting.get_absolute_url()}?als={eyes}" for eyes in ("inwoner", "lid", "statenlid")]
    for number in NUMBERS.values():
        found += [reverse("woo_index", args=[number]), reverse("woo_sitemap", args=["briefings", number, 1])]
    codes = [row.code for brief in nest["brief"] for row in brief.publications.all()]
    found += [reverse("briefing_proof", args=[code]) for code in codes]
    body = world.coalition.pk
    found += [reverse(name, args=[body]) for name in ("body", "parking_lot", "lot_item_new", "body_staffing")]
    found += [reverse("history", args=["initiative", each.pk]) for each in nest["initiative"]]
    found += [reverse("history", args=["body", body]), f"{reverse('search')}?q={COMMON}"]
    found += of_registers(nest)
    kinds = ("meeting", "initiative", "item", "briefing", "briefing_publication", "agendaitem")
    kinds += ("commitment", "motion", "council_notice", "council_session")
    return found + [f"{reverse('search')}?q={COMMON}&soort={kind}" for kind in kinds]


def of_registers(nest) -> list[str]:
    """Lists as file, feeds and histories of what stands in the registers of councils."""
    lists = (route for route in routes() if route.pattern.endswith("/lijst.<slug:kind>"))
    files = [route.name for route in lists if route.pattern.startswith("/staten/")]
    found = [reverse(name, args=["csv"]) for name in files]
    found += [f"{reverse(name, args=['csv'])}?stand=alle" for name in files]
    found += [f"{reverse(name.removesuffix('_file'))}?stand=alle" for name in files]
    found += [reverse("council_feed", args=[name]) for name in ("toezeggingen", "moties", "mededelingen")]
    for name in ("council_dossier_feed", "briefings_feed_of_dossier"):
        found += [reverse(name, args=[each.pk]) for each in nest["dossier"]]
    slides = ((each.pk, at) for each in nest["session"] for at in range(2, 9))
    found += [reverse("council_session_slide", args=[*which]) for which in slides]
    kinds = {
        "commitment": "commitment",
        "motion": "motion",
        "council_notice": "notice",
        "council_session": "session",
    }
    return found + [
        reverse("history", args=[kind, each.pk]) for kind, key in kinds.items() for each in nest[key]
    ]


def in_beheer(nest) -> list[str]:
    """Lists, searches, pages and the history of what beheer knows, and its choices."""
    models = {"meeting": "meeting", "agendaitem": "item", "briefing": "brief"}
    lists = [
        f"/beheer/governance/{model}/" for model in (*models, "agendapublication", "briefingpublication")
    ]
    found = ["/beheer/", "/beheer/governance/", *lists, *(f"{url}?q={COMMON}" for url in lists)]
    for model, kind in models.items():
        for thing in nest[kind]:
            found += [f"/beheer/governance/{model}/{thing.pk}/{page}/" for page in ("change", "history")]
        found.append(f"/beheer/autocomplete/?app_label=governance&model_name={model}&field_name=body&term=ka")
    return found
