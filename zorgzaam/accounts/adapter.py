"""How allauth and axes behave here: no open sign-up, mail through the post office, and a lock-out that says
so."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: accounts are made by the netwerkbureau or an administrator."""
        return False


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
