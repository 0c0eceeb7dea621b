"""The columns of the two lists: what they are called, and what they mean. Export and import have the same."""

from partners.importing.models import ListKind

# Field -> the heading we write; each has to be known below as well.
HEADS: dict[str, dict[str, str]] = {
    ListKind.ORGANISATIONS: {
        "id": "id",
        "name": "naam",
        "aliases": "ook genoemd",
        "kind": "soort",
        "sector": "sector",
        "municipality": "gemeente",
        "website": "website",
        "takes_part": "deelname",
        "starts_on": "deelname vanaf",
        "ends_on": "deelname tot en met",
    },
    ListKind.CONTACTS: {
        "id": "id",
        "organisation": "organisatie",
        "name": "naam",
        "email": "e-mailadres",
        "phone": "telefoon",
        "role": "functie",
        "speaks": "spreekt",
        "starts_on": "vanaf",
        "ends_on": "tot en met",
    },
}
# What people write instead.
ALSO = {
    ListKind.ORGANISATIONS: {"organisatie": "name", "aliassen": "aliases", "alias": "aliases"},
    ListKind.CONTACTS: {
        "email": "email",
        "e-mail": "email",
        "mail": "email",
        "telefoonnummer": "phone",
        "rol": "role",
        "namens": "organisation",
        "spreekt namens de organisatie": "speaks",
    },
}
NEEDED = {ListKind.ORGANISATIONS: ["name"], ListKind.CONTACTS: ["organisation", "name"]}


def known(kind: str) -> dict[str, str]:
    """Heading in small letters -> field."""
    return {head: field for field, head in HEADS[kind].items()} | ALSO[ListKind(kind)]


def heading(kind: str, field: str) -> str:
    """What a field is called in a file."""
    return HEADS[kind].get(field, field)
