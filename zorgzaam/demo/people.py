"""The people of the demo and their accounts."""

from django.contrib.auth.hashers import make_password

from partners.organisations.models import Representation
from zorgzaam.accounts.models import User
from zorgzaam.demo.accounts import ACCOUNTS, PASSWORD, DemoAccount
from zorgzaam.demo.facts import first_day, put
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person

_SINCE = first_day("2024-09-01")[0]
_SPEAKS_FOR = {
    "lid-dronten": "gemeente-dronten",
    "lid-zk": "zilveren-kruis",
    "partner-ggd": "ggd-flevoland",
    "partner-nieuw": "voorbeeldzorg",
    "provincie": "provincie-flevoland",
}


def load() -> None:
    """Persons, accounts and representations; makes what is missing, so a changed password stays changed."""
    hashed = make_password(PASSWORD)
    for account in ACCOUNTS:
        _person(account, hashed)
    for key, organisation in _SPEAKS_FOR.items():
        put(
            Representation,
            "representation",
            key,
            organisation_id=demo_id("organisation", organisation),
            person_id=demo_id("person", key),
            starts_on=_SINCE,
        )


def _person(account: DemoAccount, password: str) -> None:
    person = put(
        Person,
        "person",
        account.key,
        name=account.name,
        sort_name=", ".join(reversed(account.name.split(" ", 1))),
        email=account.email,
        named_publicly=account.named_publicly,
    )
    is_admin = account.key == "beheer"
    rights = {"is_staff": is_admin, "is_superuser": is_admin}
    put(User, "user", account.key, person=person, email=account.email, password=password, **rights)
