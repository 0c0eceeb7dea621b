"""The register as a list: what is exported here can be read back, and then changes nothing."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from partners.contacts.models import Contact
from partners.importing.columns import HEADS
from partners.importing.models import ListKind
from partners.organisations.models import Organisation, Participation, Representation
from zorgzaam.standing import Reader

SAMPLES: dict[str, list[list[Any]]] = {
    ListKind.ORGANISATIONS: [
        ["", "Welzijn Voorbeeld", "WV; Stichting Welzijn Voorbeeld", "Zorgaanbieder", "welzijn", "",
         "https://welzijn.example", "Deelnemer", datetime.date(2026, 1, 1), ""],
    ],
    ListKind.CONTACTS: [
        ["", "Welzijn Voorbeeld", "Anna Voorbeeld", "anna@welzijn.example", "06 1234 5678", "bestuurder", "ja",
         datetime.date(2026, 1, 1), ""],
        ["", "Welzijn Voorbeeld", "Telefoon van het secretariaat", "info@welzijn.example", "088 123 45 67",
         "Secretariaat", "nee", "", ""],
    ],
}  # fmt: skip


def heads(kind: str) -> list[str]:
    """The headings of a list."""
    return list(HEADS[kind].values())


def rows(kind: str, reader: Reader) -> Iterable[list[Any]]:
    """The list as this reader may see it, in the order of `heads`; a constant number of queries."""
    return _organisations(reader) if kind == ListKind.ORGANISATIONS else _contacts(reader)


def register() -> Any:
    """Organisations with what the list needs of them: `rows_of_it`, newest first."""
    held = Participation.objects.order_by("-starts_on", "pk")
    found = Organisation.objects.select_related("municipality")
    return found.prefetch_related(Prefetch("participations", held, "rows_of_it")).order_by("name")


def shown_participation(organisation: Any) -> Participation | None:
    """The one a list shows: that of today, else the newest."""
    today = timezone.localdate()
    held: list[Participation] = organisation.rows_of_it
    return next((row for row in held if row.holds_on(today)), held[0] if held else None)


def _organisations(reader: Reader) -> Iterable[list[Any]]:
    for one in register().visible_to(reader).remaining():
        row = shown_participation(one)
        yield [
            str(one.pk),
            one.name,
            "; ".join(one.alias_list),
            one.get_kind_display(),
            one.sector,
            one.municipality.name if one.municipality else "",
            one.website,
            row.get_kind_display() if row else "",
            row.starts_on if row else None,
            row.ends_on if row else None,
        ]


def _contacts(reader: Reader) -> Iterable[list[Any]]:
    """Who speaks for an organisation, and whom one calls or writes to besides; per organisation who speaks comes
    first."""
    speak = Representation.objects.visible_to(reader).filter(person__erased_at__isnull=True)
    others = Contact.objects.visible_to(reader)
    rows: list[Any] = [
        *speak.select_related("organisation", "person").order_by("person__sort_name", "pk"),
        *others.select_related("organisation").order_by("name", "pk"),
    ]
    names = Organisation.objects.order_by("name", "pk").values_list("pk", flat=True)
    place = {pk: number for number, pk in enumerate(names)}
    for row in sorted(rows, key=lambda each: place[each.organisation_id]):
        yield [str(row.pk), row.organisation.name, *_said(row), row.starts_on, row.ends_on]


def _said(row: Representation | Contact) -> list[str]:
    """Name, address, telephone, function, and whether they speak."""
    if isinstance(row, Contact):
        return [row.name, row.address, row.phone, row.get_role_display(), "nee"]
    return [row.person.name, row.person.email, row.person.phone, row.role, "ja"]
