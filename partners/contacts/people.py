"""Who somebody is by their address, and their way in.

An address that has an account is the person of that account: nobody who typed it is told. A person we know without an
account may hold mandates, so only the netwerkbureau gives them one; whom nobody knew yet gets one at once.
"""

from dataclasses import dataclass

from zorgzaam.accounts.models import User
from zorgzaam.accounts.notices import invite
from zorgzaam.people.models import Person


@dataclass(frozen=True)
class Found:
    """A person with an address; `is_new` when the row was made for this."""

    person: Person
    is_new: bool = False


def by_address(name: str, address: str) -> Found:
    """Whoever has this address, else a new Person of that name. Run it in the transaction that needs them."""
    known = _known(address)
    return Found(known) if known else Found(Person.objects.create(name=name, email=address.lower()), True)


def _known(address: str) -> Person | None:
    account = User.objects.filter(email__iexact=address).select_related("person").first()
    if account is not None:
        return account.person
    return Person.objects.filter(email__iexact=address, erased_at=None).order_by("pk").first()


def open_way_in(found: Found, *, by: User, is_bureau: bool) -> bool:
    """See to it that this person can log in; False when that is still up to the netwerkbureau.

    Who has an account without a password gets the invitation once more.
    """
    user = User.objects.filter(person=found.person).select_related("person").first()
    if user is None:
        if not (found.is_new or is_bureau):
            return False
        user = User.objects.create_user(found.person.email, None, person=found.person)
    if user.is_active and not user.has_usable_password():
        invite(user, by=by)
    return True
