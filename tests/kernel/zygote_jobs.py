"""What the processes of tests/kernel/zygote.py can be told to do."""

from zorgzaam.files import store
from zorgzaam.post.jobs import deliver, sweep
from zorgzaam.post.office import Letter, put


def deliver_mail() -> None:
    """What a worker does on a wake-up."""
    deliver()


def sweep_post() -> None:
    """What a worker does every minute."""
    sweep()


def tell_about_executions() -> None:
    """What decisions ask of organisations, written to them once."""
    from governance.executions.jobs import tell_about_executions as tell

    tell()


def follow_initiatives() -> None:
    """What a worker does every minute about initiatives on agendas."""
    from governance.initiatives.jobs import follow_items

    follow_items()


def ask_organisations() -> None:
    """What a worker does every minute about proposals."""
    from regioplan.agreements.jobs import ask_organisations as ask

    ask()


def make_a_book(pk: str, files: str) -> None:
    """What a worker does with one asked for book of a meeting."""
    import uuid
    from pathlib import Path

    from django.conf import settings

    from governance.bundles.making import make

    settings.FILES_DIR = Path(files)
    make(uuid.UUID(pk))


def put_one(about: str) -> None:
    """A request that commits one mail and then rings the worker."""
    put("proef", about, "lezer@deltaland.example", Letter("Onderwerp", "Tekst"))


def keep_file(content: str, name: str = "stuk.txt", folder: str = "") -> None:
    """An upload of a text file."""
    from pathlib import Path

    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.FILES_DIR = Path(folder)
    store.keep(SimpleUploadedFile(name, content.encode()))


def deliver_without_claim() -> None:
    """The control: read what waits and send it, without claiming first."""
    import smtplib
    import time
    from email.policy import SMTP

    from django.conf import settings

    from zorgzaam.post.letter import compose
    from zorgzaam.post.models import OutgoingMail

    waiting = list(OutgoingMail.objects.waiting())
    time.sleep(0.3)
    with smtplib.SMTP("127.0.0.1", settings.MAIL_RELAY_PORT) as smtp:
        for mail in waiting:
            smtp.sendmail("a@deltaland.example", [mail.to_address], compose(mail).as_bytes(policy=SMTP))
