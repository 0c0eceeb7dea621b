"""The sections of the first page of beheer, in this order; what names none stands under its app."""

from dataclasses import dataclass
from typing import Any

from django.db import models


class Section(models.TextChoices):
    PEOPLE = "mensen", "Mensen en toegang"
    BODIES = "organen", "Organen en organisaties"
    REGION = "regio", "Regio"
    SOURCES = "bronnen", "Bronnen"
    ELSEWHERE = "bekijken", "Alleen bekijken"


ABOUT = {
    Section.PEOPLE: "Wie er meedoet, wie kan inloggen en namens wie.",
    Section.BODIES: "Overleggen met hun zetels, en wie eraan meedoet.",
    Section.REGION: "Hoe het netwerk heet en welke gemeenten erbij horen.",
    Section.SOURCES: "Documenten waar gegevens uit komen, en waar die van elkaar verschillen.",
    Section.ELSEWHERE: "Dit verander je op de pagina zelf, in de werkbank.",
}


# Of an app whose models name no section.
ABOUT_APP = {
    "themes": "Waar het netwerk aan werkt: de plannen, hun thema's en wat daaronder hangt.",
    "regioplan": "De plannen met hun versies, en de akkoorden waar ze bij horen. De tekst staat in de werkbank.",
}


@dataclass(frozen=True)
class Group:
    """A section as a page names it; `key` is its anchor on the first page."""

    key: str
    name: str


def group_of(model_admin: Any) -> Group:
    """The section of the first page a model admin stands in."""
    if model_admin.section:
        return Group(model_admin.section, Section(model_admin.section).label)
    return Group(model_admin.opts.app_label, str(model_admin.opts.app_config.verbose_name))


def grouped(apps: list[Any], section_of: dict[str, str]) -> list[dict[str, Any]]:
    """Django's list of apps as sections. `section_of`: the label of a model -> its section, or the app."""
    found: dict[str, dict[str, Any]] = {}
    for app in apps:
        for model in app["models"]:
            key = section_of.get(model["model"]._meta.label) or app["app_label"]
            group = found.setdefault(
                key, {"key": key, "name": app["name"], "about": ABOUT_APP.get(key, ""), "models": []}
            )
            if key in Section.values:
                section = Section(key)
                group |= {"name": section.label, "about": ABOUT[section]}
            group["models"].append(model)
    order = [*Section.values[:-1], *(key for key in found if key not in Section.values), Section.ELSEWHERE]
    return [found[key] for key in order if key in found]
