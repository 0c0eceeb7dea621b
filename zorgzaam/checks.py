"""System checks that refuse a half-filled or dangerous configuration, in words that say what to do."""

import re
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "::1", "testserver"}


def _is_public() -> bool:
    hosts = {*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).hostname or ""}
    return bool(hosts - LOCAL_HOSTS - {""})


@register(Tags.security)
def demo_stays_home(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The demo has known passwords: never on a public host."""
    if settings.DEMO and not settings.DEBUG and _is_public():
        return [
            Error(
                "DEMO=1 op een adres dat anderen kunnen bereiken.",
                hint="De demo heeft bekende wachtwoorden. Zet DEMO=0, of haal andere namen dan localhost uit "
                "ALLOWED_HOSTS en SITE_URL.",
                id="zorgzaam.E001",
            )
        ]
    return []


@register(Tags.security)
def secrets_are_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without a long secret nothing that is signed can be trusted."""
    if settings.PRODUCTION and len(settings.SECRET_KEY) < 40:
        return [
            Error("SECRET_KEY ontbreekt of is te kort.", hint="Geef minstens 40 tekens.", id="zorgzaam.E002")
        ]
    return []


@register(Tags.compatibility)
def mail_has_a_sender(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without an address in plain letters no mail can be made; the name before it may hold any."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if address.isascii() and re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        return []
    hint = "Bijvoorbeeld: Zorgtafel Fryslân <post@zorgtafel.example>."
    return [
        Error("DEFAULT_FROM_EMAIL is geen afzender waarmee mail kan gaan.", hint=hint, id="zorgzaam.E008")
    ]


def refuse_danger() -> None:
    """Stop a web or worker process that starts with a dangerous configuration: gunicorn runs no system checks.

    Raises ImproperlyConfigured with what is wrong and what to do.
    """
    problems = [*demo_stays_home(None), *secrets_are_there(None)]
    if problems:
        raise ImproperlyConfigured("; ".join(f"{problem.msg} {problem.hint}" for problem in problems))


@register(Tags.security, deploy=True)
def production_is_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What a production start needs: HTTPS, a relay that can be asked, a security contact, two database
    roles."""
    problems: list[CheckMessage] = []
    if not settings.HTTPS:
        problems.append(Error("SITE_URL begint niet met https://.", id="zorgzaam.E003"))
    if not settings.SECURITY_CONTACT:
        problems.append(
            Warning(
                "SECURITY_CONTACT is leeg.", hint="Nodig voor /.well-known/security.txt.", id="zorgzaam.W001"
            )
        )
    if not settings.MAIL_RELAY_WITNESS:
        problems.append(
            Warning(
                "Niemand kan vertellen of de mailserver een onzekere mail heeft aangenomen.",
                hint="Zet MAIL_RELAY_WITNESS=postfix-log en MAIL_RELAY_LOG; "
                "anders wacht onzekere mail op een mens.",
                id="zorgzaam.W002",
            )
        )
    if settings.DATABASE_URL == settings.MIGRATE_DATABASE_URL:
        problems.append(
            Warning(
                "De app is eigenaar van zijn eigen tabellen.",
                hint="Geef MIGRATE_DATABASE_URL een andere rol dan DATABASE_URL.",
                id="zorgzaam.W003",
            )
        )
    return problems
