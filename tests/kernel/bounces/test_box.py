"""The box of reports: read over TLS or from a Maildir, each message once, whatever happens in between."""

import signal

import pytest

from tests.kernel.bounces import imap
from tests.kernel.bounces.samples import AUTO_REPLY, STYLES, report
from tests.kernel.bounces.test_reports import a_mail
from zorgzaam.post.bounces import reading
from zorgzaam.post.bounces.boxes import BoxProblem, open_box
from zorgzaam.post.bounces.jobs import read_bounces
from zorgzaam.post.bounces.models import Bounce, Parking, SetAside
from zorgzaam.post.bounces.reading import last_round, read_box

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]


@pytest.fixture
def maildir(tmp_path, settings):
    for part in ("new", "cur", "tmp"):
        (tmp_path / "box" / part).mkdir(parents=True)
    settings.BOUNCE_MAILBOX = f"maildir://{tmp_path}/box"
    return tmp_path / "box"


@pytest.fixture(params=[True, False], ids=["with-move", "without"])
def server(tmp_path, settings, monkeypatch, request):
    with imap.running(tmp_path, moves=request.param) as running:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        settings.BOUNCE_MAILBOX = (
            f"imaps://terug%40zorgzaam.example:ge%2Fhe%3Aim@127.0.0.1:{running.port}/INBOX"
        )
        yield running


def put(maildir, *messages):
    for number, raw in enumerate(messages):
        (maildir / "new" / f"{number}.box").write_bytes(raw)


def test_a_maildir_is_read_and_what_was_read_is_taken_away(maildir):
    mails = [a_mail(f"lezer{number}@deltaland.example") for number in range(3)]
    put(maildir, *(report(mail, style) for mail, style in zip(mails, STYLES, strict=True)), b"rommel")
    found = read_box()
    assert (found.noted, found.aside, found.problem) == (3, 1, "")
    assert [len(list((maildir / part).iterdir())) for part in ("new", ".Gelezen/cur", ".Opzij/cur")] == [
        0,
        3,
        1,
    ]
    assert read_box().noted == 0
    assert last_round()["problem"] == ""


def test_rubbish_between_reports_stops_nothing_and_is_never_answered(maildir):
    mail = a_mail()
    own = b"From: Zorgzaam <noreply@zorgzaam.example>\nAuto-Submitted: auto-generated\n\nOnze eigen mail, rondgestuurd."
    put(
        maildir,
        b"",
        own,
        report(mail, AUTO_REPLY),
        b"\xff" * 99,
        report(mail, message_id="<x@y.example>"),
        report(mail),
    )
    assert read_bounces() == 1
    assert (Bounce.objects.count(), SetAside.objects.count()) == (1, 5)


def test_the_same_report_twice_or_in_two_copies_counts_once(maildir):
    mail = a_mail()
    put(maildir, report(mail), b"Received: from elders\n" + report(mail))
    found = read_box()
    assert (found.noted, found.known) == (1, 1)
    put(maildir, report(mail))
    assert read_box().noted == 0


def test_imap_over_tls(server):
    mail = a_mail()
    server.put(report(mail))
    server.put(b"rommel")
    assert read_bounces() == 1
    assert {name: len(kept) for name, kept in server.folders.items()} == {
        "INBOX": 0,
        "Gelezen": 1,
        "Opzij": 1,
    }
    assert read_bounces() == 0
    assert Parking.objects.get().bounce.mail == mail


@pytest.mark.parametrize("words", [b"IMAP4rev1 UIDPLUS", b"IMAP4rev1"])
def test_what_somebody_else_marked_is_not_thrown_away(server, words):
    server.words = words
    server.put(b"van een ander")
    server.marked.add(1)
    server.put(report(a_mail()))
    assert read_bounces() == 1
    assert 1 in server.folders["INBOX"]
    assert len(server.folders["Gelezen"]) == 1
    assert read_box().known == 0, "read once"


def test_a_folder_that_cannot_be_made_is_a_problem_of_the_box(server, monkeypatch):
    def broken(link, folder):
        raise TimeoutError

    monkeypatch.setattr("imaplib.IMAP4.create", broken)
    server.put(report(a_mail()))
    assert "niet bereikbaar" in read_box().problem
    assert Bounce.objects.count() == 1


@pytest.mark.parametrize("when", ["LOGIN", "SELECT", "SEARCH", "FETCH", "MOVE", "COPY"])
def test_a_server_that_hangs_up_loses_nothing(server, when):
    server.put(report(a_mail()))
    server.trouble = when
    broken = read_box()
    if when in "MOVE COPY" and not broken.problem:
        return  # it does the one or the other
    assert "postvak" in broken.problem
    server.trouble = ""
    done = read_box()
    assert done.noted + done.known == 1
    assert Bounce.objects.count() == 1
    assert not server.folders["INBOX"]


def test_a_wrong_password_or_certificate_is_said_without_the_password(server, settings, monkeypatch):
    right = settings.BOUNCE_MAILBOX
    settings.BOUNCE_MAILBOX = right.replace("ge%2F", "fout")
    assert "wachtwoord" in read_box().problem
    settings.BOUNCE_MAILBOX = right
    monkeypatch.delenv("SSL_CERT_FILE")
    problem = read_box().problem
    assert "niet bereikbaar" in problem
    assert not any("LOGIN" in command and "ge/he" in command for command in server.commands[-1:])


@pytest.mark.parametrize("address", ["", "imap://a:b@box.example/", "maildir:", "zomaar", "imaps:///x"])
def test_no_address_of_a_box(address):
    with pytest.raises(BoxProblem, match="BOUNCE_MAILBOX"):
        open_box(address)


def test_the_page_tells_that_the_box_cannot_be_read(world, as_, settings):
    settings.BOUNCE_MAILBOX = "maildir:///bestaat/niet"
    read_box()
    assert "niet te lezen" in as_(world.bureau).get("/werkbank/post/geparkeerd/").content.decode()


def test_messages_that_always_fail_keep_out_nobody(maildir, monkeypatch):
    put(maildir, b"kapot", b"kapot", b"kapot", report(a_mail()))
    real = reading.reports.read

    def read(raw):
        if raw == b"kapot":
            raise RuntimeError
        return real(raw)

    monkeypatch.setattr(reading.reports, "read", read)
    monkeypatch.setattr(reading, "MOST", 1)
    assert read_box().noted == 1
    assert len(list((maildir / "new").iterdir())) == 3


def test_a_round_ends_and_the_next_goes_on(maildir, monkeypatch):
    put(maildir, *(report(a_mail(f"lezer{number}@deltaland.example")) for number in range(3)))
    monkeypatch.setattr(reading, "MOST", 2)
    assert [read_box().noted for _ in range(2)] == [2, 1]


def test_without_a_cache_reports_count_and_the_page_opens(world, as_, maildir, settings):
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"},
    }
    put(maildir, report(a_mail()))
    assert read_bounces() == 1
    page = as_(world.bureau).get("/werkbank/post/geparkeerd/")
    assert page.status_code == 200
    assert "lezer1@deltaland.example" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_killed_between_writing_down_and_taking_away_it_counts_once(maildir, zygote):
    put(maildir, report(a_mail()))
    task = {"do": "read_reports", "with": {"box": f"maildir://{maildir}"}}
    assert zygote.run({**task, "killpoint": "mail.report_noted"}) == [-signal.SIGKILL]
    assert (Bounce.objects.count(), len(list((maildir / "new").iterdir()))) == (1, 1)
    assert zygote.run(task, task, task) == [0, 0, 0]
    assert (Bounce.objects.count(), Parking.objects.count()) == (1, 1)
    assert not list((maildir / "new").iterdir())
