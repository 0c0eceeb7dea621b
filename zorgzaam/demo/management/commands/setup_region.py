"""`manage.py setup_region`: start a real region in an empty database, with questions or with options."""

import getpass
import os
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email
from django.utils.text import slugify

from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.commands import ActingCommand
from zorgzaam.demo.new_region import NewRegion, holds_a_region, send_reset, set_up

PASSWORD_VARIABLE = "SETUP_PASSWORD"  # noqa: S105 - the name of a variable
QUESTIONS = {
    "network": "Naam van het netwerk (bijvoorbeeld Zorgzaam Deltaland)",
    "region": "Naam van de regio (bijvoorbeeld Deltaland)",
    "municipalities": "Gemeenten, met komma's ertussen",
    "admin_name": "Naam van de eerste beheerder",
    "admin_email": "E-mailadres van de eerste beheerder",
}


class Command(ActingCommand):
    help = (
        "Richt een regio in: huis, gemeenten, netwerkbureau en de eerste beheerder. Verder blijft alles leeg."
    )
    actor = SystemActor.SETUP

    def add_arguments(self, parser: CommandParser) -> None:
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=question)
        parser.add_argument(
            "--no-input",
            action="store_true",
            help=f"stel geen vragen; het wachtwoord komt uit {PASSWORD_VARIABLE}, of anders komt er een mail",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if holds_a_region():
            raise CommandError("Er is hier al een regio ingericht. Wijzig de instellingen in /beheer/.")
        ask = _missing if options["no_input"] else _ask
        answers = {name: self._answer(name, options[name], ask) for name in QUESTIONS}
        names = _municipalities(answers.pop("municipalities"))
        password = _given_password() if options["no_input"] else _ask_password(self.stderr.write)
        admin = set_up(NewRegion(municipalities=names, password=password, **answers))
        if password is None:
            send_reset(admin)
        self.stdout.write(f"{answers['network']} staat klaar.")
        self.stdout.write(_next_step(admin.email, password))

    def _answer(self, name: str, given: str | None, ask: Callable[[str], str]) -> str:
        """A valid answer; asks again until there is one, or fails where no questions may be asked."""
        answer = (given or "").strip()
        while True:
            wrong = _wrong(name, answer) if answer else ""
            if answer and not wrong:
                return answer
            if wrong:
                self.stderr.write(wrong)
            answer = ask(name).strip()


def _ask(name: str) -> str:
    return input(f"{QUESTIONS[name]}: ")


def _missing(name: str) -> str:
    raise CommandError(f"Geef --{name.replace('_', '-')}: {QUESTIONS[name]}.")


def _wrong(name: str, answer: str) -> str:
    """What is wrong with an answer, in words; "" when it will do."""
    if name == "admin_email":
        try:
            validate_email(answer)
        except ValidationError:
            return f"{answer} is geen e-mailadres."
    if name == "municipalities" and not _municipalities(answer):
        return "Noem minstens één gemeente."
    most = {"network": 80, "region": 80, "admin_name": 120}.get(name, 2000)
    return f"Houd het korter dan {most} tekens." if len(answer) > most else ""


def _municipalities(text: str) -> list[str]:
    """Names once each, in the order given; what is no name is left out."""
    names = {slugify(name): name.strip() for name in reversed(text.split(",")) if slugify(name)}
    return list(reversed(names.values()))


def _given_password() -> str | None:
    given = os.environ.get(PASSWORD_VARIABLE)
    if given:
        try:
            validate_password(given)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
    return given or None


def _ask_password(tell: Callable[[str], object]) -> str | None:
    """A good password typed twice the same; None (Enter) means: mail a link."""
    while True:
        first = getpass.getpass("Wachtwoord (Enter: stuur een mail om er een te kiezen): ")
        if not first:
            return None
        if first != getpass.getpass("Nog een keer: "):
            tell("Dat was niet twee keer hetzelfde.")
            continue
        try:
            validate_password(first)
        except ValidationError as refusal:
            tell(" ".join(refusal.messages))
            continue
        return first


def _next_step(email: str, password: str | None) -> str:
    if password is None:
        return (
            f"Er gaat een mail naar {email} om een wachtwoord te kiezen. Daarna: {settings.SITE_URL}/beheer/"
        )
    return f"Log in als {email} op {settings.SITE_URL}/beheer/ en maak daar de medewerkers van het bureau."
