"""How allauth and axes behave here: no open sign-up, mail through the post office, and a lock-out that says
so."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zorgzaam.accounts.place import client_address
from zorgzaam.house import House


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: accounts are made by the netwerkbureau or an administrator."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def format_email_subject(self, subject: str) -> str:
        """The subject as the template says it: allauth would put the host of the request before it."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail about an account carries the name and the address of the house, never those of the request."""
        site = {"name": House.objects.of_region().network_name, "domain": settings.SITE_URL}
        ours = {key: _on_our_address(self.request, value) for key, value in context.items()}
        super().send_mail(template_prefix, email, {**ours, "current_site": site})


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
    """After too many wrong passwords from one place for one address: 429 with what to do now."""
    return render(request, "429.html", status=429)
