"""Who is behind a request: the account, its person and whether it has a second factor, in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from zorgzaam.accounts.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Logs in as allauth does; every page then asks the database once for what every page needs."""

    def get_user(self, user_id: Any) -> User | None:
        has_factor = Exists(Authenticator.objects.filter(user=OuterRef("pk")))
        found = User.objects.select_related("person").annotate(has_factor=has_factor).filter(pk=user_id)
        user: User | None = next(iter(found), None)
        return user if user is not None and self.user_can_authenticate(user) else None
