"""What contacts tell the rest of the house: blocks on an organisation's own place, todos, mail and erasing."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partners.contacts import emails, rules
from partners.contacts.models import Contact, forget
from partners.organisations.models import Representation
from zorgzaam import places, today
from zorgzaam.access import may
from zorgzaam.accounts.models import User
from zorgzaam.people import erasing
from zorgzaam.people.models import Person
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("own_place", "speaking", who_speaks, order=20)
    places.register("own_place", "contacts", contacts_of, order=30)
    today.register("speaking", todos)
    may_still_go(emails.SPEAKS, emails.still_true)
    erasing.register("contacts", _forget)


def _forget(person: Person, addresses: set[str]) -> None:
    forget(person, addresses)
    Representation.objects.filter(person=person).exclude(known_as="").update(known_as="")


def _with_account() -> Any:
    return Representation.objects.annotate(has_account=Exists(User.objects.filter(person=OuterRef("person"))))


def who_speaks(request: HttpRequest, organisation: Any) -> Block:
    """Who speaks for it now, soon and before; and for who may, the ways to change that."""
    rows = _with_account().visible_to(request.user).filter(organisation=organisation)
    found = sorted(rows.select_related("person"), key=lambda row: (not row.manages, row.name))
    standing = standing_of(request.user)
    return Block(
        "partners/own_speaking.html",
        {
            "organisation": organisation,
            "now": [row for row in found if not row.is_over],
            "past": [row for row in found if row.is_over],
            "manages": may(request.user, "partners.manage_colleagues", organisation),
            "me": standing.person_id,
            "is_bureau": standing.is_bureau,
        },
    )


def contacts_of(request: HttpRequest, organisation: Any) -> Block:
    """Whom to call or write to; those that are over stay to be seen for who keeps them."""
    rows = list(Contact.objects.visible_to(request.user).filter(organisation=organisation))
    day = timezone.localdate()
    return Block(
        "partners/own_contacts.html",
        {
            "organisation": organisation,
            "now": [row for row in rows if row.ends_on is None or row.ends_on >= day],
            "past": [row for row in rows if row.ends_on and row.ends_on < day],
        },
    )


def todos(user: Reader) -> list[Todo]:
    """For the netwerkbureau: people a colleague let in, whom we knew already and who have no account yet."""
    if not standing_of(user).is_bureau:
        return []
    rows = _with_account().current().filter(has_account=False, given_by__isnull=False, person__erased_at=None)
    return [
        Todo(
            f"Geef {row.person.name} een account",
            reverse("speaking_account", args=[row.pk]),
            f"Spreekt namens {row.organisation}, en is hier al bekend.",
            tone="attention",
        )
        for row in rows.exclude(person__email="").select_related("person", "organisation")
    ]
