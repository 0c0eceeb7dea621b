"""Who is behind a request: the account, its person and whether it has a second factor, in one query."""

import uuid
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, Model, OuterRef, QuerySet

from zorgzaam.accounts.models import User
from zorgzaam.people.models import Person
from zorgzaam.prepared import SOMEBODY, Prepared


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


OF_USER, OF_PERSON = _columns(User), _columns(Person)


def _asked(user_id: uuid.UUID) -> "QuerySet[Any, Any]":
    has_factor = Exists(Authenticator.objects.filter(user=OuterRef("pk")))
    found = User.objects.filter(pk=user_id).annotate(has_factor=has_factor)
    return found.values_list(*OF_USER, *(f"person__{name}" for name in OF_PERSON), "has_factor")


asked = Prepared(_asked, SOMEBODY)


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Logs in as allauth does; every page then asks the database once for what every page needs."""

    def get_user(self, user_id: Any) -> User | None:
        user = next(map(_user, asked(user_id)), None)
        return user if user is not None and self.user_can_authenticate(user) else None


def _user(row: tuple[Any, ...]) -> User:
    """The account of a row of `asked`, with its person."""
    *values, has_factor = row
    user: User = User.from_db(DEFAULT_DB_ALIAS, OF_USER, values[: len(OF_USER)])
    user.person = Person.from_db(DEFAULT_DB_ALIAS, OF_PERSON, values[len(OF_USER) :])
    user.has_factor = has_factor  # type: ignore[attr-defined]
    return user
