"""What the public gets of an initiative, as data: what a publication freezes and its page is made from."""

from collections.abc import Iterator
from typing import Any

from partners.initiatives.content import content_of
from partners.initiatives.models import Cosign, Initiative, InitiativePublication, PublicText

# Of `content_of`; nothing else of what was sent goes outside.
SHARED = ("by_whom", "whole_region", "themes", "tasks", "municipalities", "levels")
# What a next version may differ in, in words for who reads it.
FIELDS = {
    "title": "de titel",
    "summary": "de beschrijving",
    "contact": "waar u terechtkunt met vragen",
    "by_whom": "namens wie",
    "partners": "de partners",
    "whole_region": "waar het is",
    "municipalities": "waar het is",
    "themes": "de thema's",
    "tasks": "de opgaven",
    "levels": "de preventieniveaus",
}


def public_content(initiative: Initiative, text: PublicText) -> dict[str, Any]:
    """The words for the public, and of the initiative itself: whose it is, with whom, where and about what. Partners
    are those that put their name under it."""
    inside = content_of(initiative)
    return {
        "title": text.title,
        "summary": text.summary,
        "contact": text.contact,
        "organisation": inside["organisation"],
        **{key: inside[key] for key in SHARED},
        "partners": [
            {"id": each["id"], "name": each["name"]}
            for each in inside["partners"]
            if each["cosign"] == Cosign.SIGNED
        ],
    }


def changed(before: InitiativePublication | None, content: dict[str, Any]) -> list[str]:
    """What differs from the version before, in words; empty for the first."""
    if before is None:
        return []
    was = before.content
    return list(dict.fromkeys(words for key, words in FIELDS.items() if was.get(key) != content.get(key)))


def subjects_of(content: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The link rows of a publication: one column and an id each."""
    kinds = {"themes": "theme", "tasks": "task", "municipalities": "municipality", "levels": "level"}
    for key, column in kinds.items():
        yield from ({f"{column}_id": each["id"]} for each in content[key])
    organisations = [content["organisation"], *(each["id"] for each in content["partners"])]
    yield from ({"organisation_id": pk} for pk in dict.fromkeys(organisations) if pk)
