"""What the processes of tests/kernel/zygote.py can be told to do."""

from zorgzaam.files import store
from zorgzaam.killpoints import killpoint
from zorgzaam.post.jobs import deliver, send_mailings, sweep
from zorgzaam.post.office import Letter, put


def deliver_mail() -> None:
    """What a worker does on a wake-up."""
    deliver()


def sweep_post() -> None:
    """What a worker does every minute."""
    sweep()


def send_mass_mail() -> None:
    """What a worker does every minute about mass mail."""
    send_mailings()


def queue_mass_mail(about: str, batch: int) -> None:
    """Readers of one mailing into the book, so many per statement."""
    from tests.kernel.mailing import mass
    from zorgzaam.post.bulk import queueing

    queueing.BATCH = batch
    mass.queued(about)


def read_reports(box: str) -> None:
    """What a worker does every few minutes about mail that came back."""
    from django.conf import settings

    from zorgzaam.post.bounces.jobs import read_bounces

    settings.BOUNCE_MAILBOX = box
    read_bounces()


def open_a_mailing(about: str) -> None:
    """A request that commits a mailing to everybody and then rings the worker."""
    from tests.kernel.mailing import mass
    from zorgzaam.post.office import wake_up_for_mailings

    mass.queued(about)
    wake_up_for_mailings()


def send_issues(batch: int) -> None:
    """What a worker does every minute about issues of the newsletter, so many readers per statement."""
    from newsletters.dispatch.jobs import send_issues as send
    from zorgzaam.post.bulk import queueing

    queueing.BATCH = batch
    send()


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


def send_letters() -> None:
    """What a worker does every minute about what is to be published, and about mail of what was published."""
    from governance.briefings.dispatch.jobs import publish_asked as send
    from governance.briefings.jobs import announce

    send()
    announce()


def make_printouts() -> None:
    """What a worker does about PDFs that were asked for."""
    from governance.printouts.jobs import make_printouts as make

    make()


def put_one(about: str) -> None:
    """A request that commits one mail and then rings the worker."""
    put("proef", about, "lezer@deltaland.example", Letter("Onderwerp", "Tekst"))


def keep_file(content: str, name: str = "stuk.txt", folder: str = "", scanner: str = "") -> None:
    """A request with an upload of a text file, that commits in the end."""
    from pathlib import Path

    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import transaction

    settings.FILES_DIR, settings.FILE_SCANNER = Path(folder), scanner
    with transaction.atomic():
        store.keep(SimpleUploadedFile(name, content.encode()))
        killpoint("test.before_commit")


def says_clean(path: object) -> bool:
    """A scanner."""
    return True


def scan_files(folder: str) -> None:
    """What a worker does every minute for the quarantine."""
    from pathlib import Path

    from django.conf import settings

    from zorgzaam.files.jobs import scan_waiting

    settings.FILES_DIR, settings.FILE_SCANNER = Path(folder), f"{__name__}.says_clean"
    scan_waiting()


def clear_files(folder: str) -> None:
    """What a worker does every night with what nothing holds."""
    from pathlib import Path

    from django.conf import settings

    from zorgzaam.files.jobs import clear_unheld

    settings.FILES_DIR = Path(folder)
    clear_unheld()


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


def bring_in(user: str, initiative: str, folder: str, content: str, shown: str) -> None:
    """What somebody does in a browser with an account: adds a file, sends, and reads the number, which is noted in the
    file `shown`."""
    from pathlib import Path

    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from partners.initiatives.models import Initiative
    from zorgzaam.accounts.models import User

    settings.FILES_DIR, settings.ALLOWED_HOSTS = Path(folder), ["testserver"]
    client = Client()
    client.force_login(User.objects.get(pk=user), backend="zorgzaam.accounts.backends.AccountBackend")
    door = f"/partner/initiatieven/{initiative}/"
    client.post(f"{door}bijlagen/", {"files": [SimpleUploadedFile("plan.txt", content.encode())]})
    version = Initiative.objects.get(pk=initiative).version
    form = {"version": version, "takes_part": "on", "form_key": initiative}
    answer = client.post(f"{door}indienen/", form)
    killpoint("initiative.before_response")
    page = client.get(answer["Location"]).content.decode()
    number = Initiative.objects.get(pk=initiative).number or ""
    if number and number in page:
        Path(shown).write_text(number)
    killpoint("initiative.receipt_read")


def tell_received() -> None:
    """What a worker does every minute about what was sent."""
    from partners.initiatives.jobs import tell_received as tell

    tell()


def print_submissions() -> None:
    """What a worker does every minute about what has no PDF yet."""
    from partners.initiatives.jobs import print_submissions as make

    make()
