"""Every mail is a row first, once per reader; the bureau holds, releases and decides (promises I3, I11)."""

from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone
from kombu import pools

from tests.world import fresh
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting, changes_of
from zorgzaam.celery import app
from zorgzaam.people.models import Person
from zorgzaam.post.delivery import claim
from zorgzaam.post.letter import compose
from zorgzaam.post.models import MailState, OutgoingMail, PostOffice
from zorgzaam.post.office import Letter, put
from zorgzaam.post.views import waiting_for_a_decision

pytestmark = pytest.mark.django_db

LETTER = Letter("Onderwerp", "Tekst")
READER = "lezer@deltaland.example"


def mail(**values):
    """One uncertain or other mail in the book."""
    about = values.pop("about", "zaak")
    put("proef", about, READER, LETTER)
    OutgoingMail.objects.filter(about=about).update(**values)
    return OutgoingMail.objects.get(about=about)


def test_asking_twice_writes_one_mail():
    assert put("agenda", "1", READER, LETTER)
    assert not put("agenda", "1", READER.upper(), LETTER)
    assert OutgoingMail.objects.count() == 1


def test_another_version_or_another_reader_is_another_mail():
    assert put("agenda", "1", READER, LETTER)
    assert put("agenda", "2", READER, LETTER)
    assert put("agenda", "1", "ander@deltaland.example", LETTER)
    assert len(set(OutgoingMail.objects.values_list("message_id", flat=True))) == 3


def test_somebody_without_an_address_gets_no_mail(setup_actor):
    assert not put("agenda", "1", Person.objects.create(name="Zonder adres"), LETTER)
    assert not OutgoingMail.objects.exists()


def test_a_mail_of_a_write_that_is_undone_never_existed():
    with transaction.atomic():
        put("agenda", "1", READER, LETTER)
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


def test_a_broker_that_is_down_does_not_undo_the_mail(
    monkeypatch, django_capture_on_commit_callbacks, caplog
):
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    reset_producers(app)
    with django_capture_on_commit_callbacks(execute=True):
        assert put("agenda", "1", READER, LETTER)
    assert "de broker antwoordt niet" in caplog.text
    assert OutgoingMail.objects.get().state == MailState.QUEUED
    monkeypatch.undo()
    reset_producers(app)


def reset_producers(app):
    """Forget connections that were made with another address; the library keeps pools per address, closed ones too."""
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


@pytest.mark.parametrize("evil", ["\r\n", "\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\x00", "\x1c"])
def test_no_line_break_of_any_kind_slips_in_a_header(evil):
    letter = Letter(
        f"Hallo{evil}Bcc: x@kwaad.example", "Tekst", headers={"List-Id": f"a{evil}Bcc: x@kwaad.example"}
    )
    put("agenda", "1", READER, letter)
    message = message_from_bytes(compose(OutgoingMail.objects.get()).as_bytes(policy=policy.SMTP))
    assert message["Bcc"] is None
    assert message["To"] == READER
    assert "Bcc: x@kwaad.example" in message["Subject"]
    assert message.get_payload().strip() == "Tekst"


@pytest.mark.parametrize("name", ["X\r\nBcc", "X: y\nBcc", "X Bcc", "X:Bcc", "", "Éé", "X\x85Bcc"])
def test_a_header_name_that_is_more_than_a_name_is_refused(name):
    with pytest.raises(ValueError, match="no name of a header"):
        put("agenda", "1", READER, Letter("Onderwerp", "Tekst", headers={name: "x"}))
    assert not OutgoingMail.objects.exists()


def test_a_subject_cannot_be_turned_around():
    put("proef", "omgekeerd", READER, Letter("Stuk \u202efdp.exe\u2066 voor\u200b morgen\ufeff", "Tekst"))
    assert OutgoingMail.objects.get().subject == "Stuk fdp.exe voor morgen"


def test_headers_of_a_letter_never_replace_ours():
    put(
        "agenda",
        "1",
        READER,
        Letter("Onderwerp", "Tekst", headers={"message-id": "<x@y>", "TO": "x@kwaad.example"}),
    )
    message = compose(OutgoingMail.objects.get())
    assert message.get_all("To") == [READER]
    assert message.get_all("Message-ID") == [OutgoingMail.objects.get().message_id]


def test_a_mail_is_the_same_bytes_each_time():
    put("agenda", "1", READER, Letter("Onderwérp", "Tekst ☕", "<p>Tekst ☕</p>", {"List-Id": "<x.example>"}))
    first = compose(OutgoingMail.objects.get()).as_bytes(policy=policy.SMTP)
    assert first == compose(OutgoingMail.objects.get()).as_bytes(policy=policy.SMTP)
    assert OutgoingMail.objects.get().message_id.encode() in first


# ---------------------------------------------------------------- Django's own mail
def test_mail_of_django_goes_through_the_book_once_per_reader():
    send_mail("Onderwerp", "Tekst", None, [READER, "ander@deltaland.example"])
    assert OutgoingMail.objects.filter(kind="account", private=True).count() == 2


def test_a_mail_with_an_attachment_is_refused_rather_than_sent_without_it():
    message = EmailMultiAlternatives("Onderwerp", "Tekst", None, [READER])
    message.attach("stuk.txt", "inhoud", "text/plain")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()


def test_nobody_at_the_bureau_reads_mail_about_an_account(world, as_):
    send_mail("Nieuw wachtwoord", "geheime koppeling", None, [READER])
    secret, plain = OutgoingMail.objects.get(), mail()
    for reader in (world.bureau, world.bureau_only):
        assert as_(reader).get(f"/werkbank/post/{secret.pk}/").status_code == 404
        assert as_(reader).get(f"/werkbank/post/{plain.pk}/").status_code == 200
        assert "Nieuw wachtwoord" not in as_(reader).get("/werkbank/post/").content.decode()
    assert not OutgoingMail.objects.visible_to(world.admin).filter(pk=secret.pk).exists()


# ---------------------------------------------------------------- holding and releasing
def test_while_the_post_office_is_held_nothing_is_claimed(world, as_, django_capture_on_commit_callbacks):
    mail()
    with acting(SystemActor.COMMAND):
        PostOffice.objects.update_or_create(pk=1, defaults={"held": True, "held_since": timezone.now()})
    assert claim(20) == []
    assert as_(world.member).post("/werkbank/post/openen/").status_code == 403
    assert claim(20) == []
    page = as_(world.bureau).get("/werkbank/post/").content.decode()
    assert "/werkbank/post/openen/" in page
    assert as_(world.bureau).post("/werkbank/post/openen/").status_code == 302
    assert len(claim(20)) == 1  # the control: the very same mail, released
    assert changes_of(PostOffice.objects.get())[0].actor_key == f"person:{world.bureau.person_id}"


# ---------------------------------------------------------------- a person decides
@pytest.mark.parametrize(("answer", "state"), [("ja", MailState.SENT), ("nee", MailState.QUEUED)])
def test_a_person_decides_about_an_uncertain_mail_and_twice_is_once(world, as_, answer, state):
    unsure = mail(state=MailState.UNCERTAIN, handed_at=timezone.now(), attempts=3)
    client = as_(world.bureau)
    page = client.get(f"/werkbank/post/{unsure.pk}/").content.decode()
    assert f"/werkbank/post/{unsure.pk}/afhandelen/" in page
    for _ in range(2):
        assert (
            client.post(f"/werkbank/post/{unsure.pk}/afhandelen/", {"aangekomen": answer}).status_code == 302
        )
        unsure.refresh_from_db()
        assert unsure.state == state
    other = {"ja": "nee", "nee": "ja"}[answer]
    client.post(f"/werkbank/post/{unsure.pk}/afhandelen/", {"aangekomen": other})
    unsure.refresh_from_db()
    assert unsure.state == state
    [decision] = unsure.decisions.all()
    assert (decision.by, decision.arrived) == (world.bureau.person, answer == "ja")
    assert changes_of(decision)[0].actor_key == f"person:{world.bureau.person_id}"
    assert str(world.bureau.person) in client.get(f"/werkbank/post/{unsure.pk}/").content.decode()


# ---------------------------------------------------------------- unsure mail nobody here may read
PRIVATE = "/werkbank/post/prive/"


@pytest.fixture
def secret(db):
    send_mail("Nieuw wachtwoord", "geheime koppeling", None, [READER])
    OutgoingMail.objects.update(state=MailState.UNCERTAIN, handed_at=timezone.now())
    return OutgoingMail.objects.get()


@pytest.mark.parametrize(("answer", "state"), [("ja", MailState.SENT), ("nee", MailState.QUEUED)])
def test_an_administrator_decides_about_private_mail_without_reading_it(world, as_, secret, answer, state):
    client = as_(world.admin)
    page = client.get(PRIVATE).content.decode()
    assert READER in page
    assert "Nieuw wachtwoord" not in page
    assert "geheime" not in page
    assert client.post(f"{PRIVATE}{secret.pk}/afhandelen/", {"aangekomen": answer}).status_code == 302
    secret.refresh_from_db()
    assert secret.state == state
    assert secret.decisions.get().by == world.admin.person
    assert READER not in client.get(PRIVATE).content.decode()


def test_others_neither_see_nor_decide_about_private_mail(world, as_, secret):
    for reader in (world.bureau_only, world.secretary, world.member):
        assert as_(reader).get(PRIVATE).status_code == 403
        posted = as_(reader).post(f"{PRIVATE}{secret.pk}/afhandelen/", {"aangekomen": "ja"})
        assert posted.status_code == 403
    secret.refresh_from_db()
    assert secret.state == MailState.UNCERTAIN


def test_this_way_leads_to_no_mail_of_another_kind(world, as_):
    plain = mail(state=MailState.UNCERTAIN, handed_at=timezone.now())
    posted = as_(world.admin).post(f"{PRIVATE}{plain.pk}/afhandelen/", {"aangekomen": "ja"})
    assert posted.status_code == 404


def test_unsure_mail_waits_for_who_may_decide(world, secret):
    assert [todo.url for todo in waiting_for_a_decision(fresh(world.admin))] == [PRIVATE]
    assert waiting_for_a_decision(fresh(world.bureau_only)) == []
    mail(state=MailState.UNCERTAIN, handed_at=timezone.now())
    assert len(waiting_for_a_decision(fresh(world.bureau_only))) == 1


def test_only_the_bureau_decides_and_only_with_a_clear_answer(world, as_):
    unsure = mail(state=MailState.UNCERTAIN, handed_at=timezone.now())
    address = f"/werkbank/post/{unsure.pk}/afhandelen/"
    assert as_(world.member).post(address, {"aangekomen": "nee"}).status_code == 403
    assert as_(world.bureau).post(address, {"aangekomen": "misschien"}).status_code == 404
    assert as_(world.bureau).get(address).status_code == 405
    unsure.refresh_from_db()
    assert unsure.state == MailState.UNCERTAIN
