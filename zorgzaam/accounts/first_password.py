"""The page where a password is chosen, also for who never had one: an invitation leads here too."""

from typing import Any

from allauth.account.views import PasswordResetFromKeyView
from django.http import HttpResponse
from django.shortcuts import redirect


class ChoosePassword(PasswordResetFromKeyView):  # type: ignore[misc]
    """allauth's page, in words that fit a new account."""

    @property
    def is_first(self) -> bool:
        """Whether this account has no password yet."""
        return self.reset_user is not None and not self.reset_user.has_usable_password()

    def form_valid(self, form: Any) -> HttpResponse:
        first = self.is_first
        response: HttpResponse = super().form_valid(form)
        return redirect(f"{response['Location']}?eerste=1") if first else response


choose_password = ChoosePassword.as_view()
