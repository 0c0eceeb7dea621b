"""How allauth and axes behave here: no open sign-up, mail through the post office, and a lock-out that says
so."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zorgzaam.accounts.place import client_address
from zorgzaam.house import House


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze allebei na.",
        "enter_current_password": "Dit is niet het wachtwoord dat je nu hebt.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: accounts are made by the netwerkbureau or an administrator."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not from who gave the password a moment ago and has nothing more to show."""
        asks = super().is_reauthentication_required(app=app, **kwargs)
        return bool(asks) and not _just_came_in(self.request)

    def format_email_subject(self, subject: str) -> str:
        """The subject as the template says it: allauth would put the host of the request before it."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail about an account carries the name and the address of the house, never those of the request."""
        site = {"name": House.objects.of_region().network_name, "domain": settings.SITE_URL}
        ours = {key: _on_our_address(self.request, value) for key, value in context.items()}
        super().send_mail(template_prefix, email, {**ours, "current_site": site})


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Deze code klopt niet. Neem de code die de app nu laat zien: elke halve minuut komt er "
        "een andere.",
    }


def _just_came_in(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    came_in = [each["at"] for each in records if each["method"] == "password"]
    recent = time.time() - REAUTHENTICATION_TIMEOUT
    return bool(came_in) and came_in[-1] > recent and not is_mfa_enabled(request.user)


def _on_our_address(request: HttpRequest, value: Any) -> Any:
    """A link that allauth made with the host of the request, made with SITE_URL; anything else as it is."""
    asked_on = request.build_absolute_uri("/")
    if isinstance(value, str) and value.startswith(asked_on):
        return f"{settings.SITE_URL}/{value.removeprefix(asked_on)}"
    return value


def axes_username(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The address somebody tried to log in with, from allauth's credentials or the form; "" when there is
    none."""
    credentials = credentials or {}
    typed = credentials.get("email") or credentials.get("username") or request.POST.get("login", "")
    return str(typed).strip().lower()


def locked_out(
    request: HttpRequest, credentials: dict[str, Any] | None, *args: Any, **kwargs: Any
) -> HttpResponse:
    """After too many wrong passwords from one place for one address, or too many wrong codes (without
    credentials): 429 with what to do now."""
    return render(request, "429.html", {"codes": credentials is None}, status=429)
