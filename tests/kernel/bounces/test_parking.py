"""Which addresses are parked, who hears of it, and how one is let go again."""

import datetime
import threading
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.kernel import sink as sinks
from tests.kernel.bounces.samples import report
from tests.kernel.bounces.test_reports import a_mail, note
from tests.kernel.mailing import mass
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post import bounces
from zorgzaam.post.bounces import parking, rules
from zorgzaam.post.bounces.jobs import read_bounces
from zorgzaam.post.bounces.models import Bounce, FloodDecision, Parking
from zorgzaam.post.bounces.parking import bounced_of, due, free, park_due
from zorgzaam.post.bulk.models import Mailing, Suppression, WhyNot
from zorgzaam.post.bulk.sending import send_waiting
from zorgzaam.post.bulk.suppression import digest_of, is_suppressed, lift, suppress
from zorgzaam.post.delivery import deliver_waiting
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.office import Letter, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]
ADDRESS = "lezer1@deltaland.example"
SEEN = rules.FLOOD + 1
SOFT = {"status": "5.2.2", "said": "552 5.2.2 mailbox full"}


@pytest.fixture
def heard(monkeypatch):
    """What rooms with readers are told."""
    told = []
    monkeypatch.setattr(bounces, "_WHEN_PARKED", [lambda digest: told.append(("parked", digest))])
    monkeypatch.setattr(bounces, "_WHEN_FREED", [lambda digest: told.append(("freed", digest))])
    return told


def comes_back(address=ADDRESS, about="nieuws", days_ago=0, **given):
    """A mail that left and came back, so many days ago."""
    then = timezone.now() - datetime.timedelta(days=days_ago)
    with mock.patch("django.utils.timezone.now", return_value=then):
        assert note(report(a_mail(address, about), **given))


def test_a_hard_refusal_parks_at_once_and_everybody_hears_it_once(heard):
    comes_back()
    assert park_due() == 1
    assert park_due() == 0
    assert heard == [("parked", digest_of(ADDRESS))]
    assert is_suppressed(ADDRESS, "wat-dan-ook")
    assert [row.bounce.mail.to_address for row in Parking.objects.now()] == [ADDRESS]


def test_a_parked_address_gets_no_mass_mail_and_does_get_its_own(settings):
    comes_back()
    park_due()
    mass.people(3)
    mass.queued()
    put("account", "x", ADDRESS, Letter("Nieuw wachtwoord", "Tekst"))
    with sinks.running() as sink:
        settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT, settings.MAIL_CONNECTIONS = (
            "127.0.0.1",
            sink.port,
            1,
        )
        assert send_waiting() == 2
        assert deliver_waiting() == 1


def test_soft_ones_park_after_so_many_days_and_not_before():
    for number in range(rules.SOFT_TIMES):
        assert due() == []
        comes_back(about=f"n-{number}", days_ago=number, **SOFT)
    assert park_due() == 1
    assert Parking.objects.get().times == rules.SOFT_TIMES


def test_soft_ones_of_one_day_or_of_long_ago_park_nobody():
    for number in range(rules.SOFT_TIMES + 1):
        comes_back(about=f"een-dag-{number}", **SOFT)
    for number in range(rules.SOFT_TIMES + 1):
        comes_back(about=f"lang-{number}", days_ago=rules.SOFT_WITHIN.days + 1 + number, **SOFT)
    assert due() == []


def test_what_was_refused_because_of_us_parks_nobody():
    for number in range(5):
        comes_back(about=f"n-{number}", days_ago=number, status="5.7.1", said="550 5.7.1 spam")
    assert due() == []


def test_who_wants_no_mail_anyway_is_not_parked(heard):
    suppress(ADDRESS, "*", WhyNot.ASKED)
    comes_back()
    assert park_due() == 0
    assert heard == []


def test_let_go_with_a_reason_it_gets_mail_until_it_comes_back_again(world, heard):
    comes_back()
    park_due()
    row = Parking.objects.get()
    with pytest.raises(ValueError, match="why"):
        free(row, " ", world.bureau.person)
    assert free(row, "De lezer belde: het werkt weer.", world.bureau.person)
    assert not free(row, "Nog eens", world.bureau.person)
    assert not is_suppressed(ADDRESS, "proef")
    assert park_due() == 0, "what came back before does not count any more"
    assert [what for what, _ in heard] == ["parked", "freed"]
    row.refresh_from_db()
    assert (row.freed_by, row.reason) == (world.bureau.person, "De lezer belde: het werkt weer.")
    comes_back(about="later")
    assert park_due() == 1


def test_who_asks_again_and_proves_the_address_is_not_parked_any_more():
    comes_back()
    park_due()
    lift(ADDRESS, ["*"])
    assert not Parking.objects.now()
    assert park_due() == 0


def test_what_a_room_cannot_bear_undoes_the_parking(monkeypatch):
    def breaks(digest):
        raise RuntimeError("nee")

    comes_back()
    monkeypatch.setattr(bounces, "_WHEN_PARKED", [breaks])
    with pytest.raises(RuntimeError):
        parking.park(due()[0])
    assert not Suppression.objects.exists()
    monkeypatch.setattr(bounces, "_WHEN_PARKED", [])
    assert park_due() == 1


def test_one_that_cannot_be_parked_stops_no_other(monkeypatch):
    def breaks(digest):
        if digest == digest_of(ADDRESS):
            raise RuntimeError("nee")

    comes_back()
    comes_back("lezer2@deltaland.example")
    monkeypatch.setattr(bounces, "_WHEN_PARKED", [breaks])
    assert park_due() == 1
    assert is_suppressed("lezer2@deltaland.example", "proef")
    assert not is_suppressed(ADDRESS, "proef")


def _flood(number=rules.FLOOD + 1):
    for each in range(number):
        comes_back(f"weg{each}@deltaland.example")


def test_very_many_at_once_wait_for_a_person():
    _flood()
    assert park_due() == 0
    assert not Suppression.objects.exists()


def test_many_of_very_many_are_no_flood():
    _flood()
    put_many = [
        OutgoingMail(kind="proef", about=f"veel-{each}", to_address=ADDRESS, message_id=f"<{each}@v.example>",
                     state=MailState.SENT, handed_at=timezone.now())
        for each in range(int((rules.FLOOD + 1) / rules.FLOOD_PART))
    ]  # fmt: skip
    OutgoingMail.objects.bulk_create(put_many)
    assert park_due() == rules.FLOOD + 1


def test_a_person_looks_at_a_flood(world, as_):
    _flood()
    address = "/werkbank/post/geparkeerd/veel-ineens/"
    assert "opvallend veel" in as_(world.bureau).get("/werkbank/post/geparkeerd/").content.decode()
    assert as_(world.member).post(address, {"besluit": "parkeren", "gezien": SEEN}).status_code == 403
    refused = as_(world.bureau).post(address, {"besluit": "anders", "gezien": SEEN})
    assert refused.status_code == 422
    assert "Kies wat er met deze adressen gebeurt" in refused.content.decode()
    assert not FloodDecision.objects.exists()
    assert as_(world.bureau).post(address, {"besluit": "vergeten", "gezien": SEEN}).status_code == 302
    assert (due(), Suppression.objects.count()) == ([], 0)
    comes_back(about="daarna")
    assert park_due() == 1


def test_who_works_at_the_bureau_hears_of_it_until_somebody_decided(world, as_):
    _flood()
    read_bounces()
    assert "Er komt veel mail terug" in as_(world.bureau).get("/werkbank/").content.decode()
    assert "Er komt veel mail terug" not in as_(world.member).get("/werkbank/").content.decode()
    as_(world.bureau).post("/werkbank/post/geparkeerd/veel-ineens/", {"besluit": "vergeten", "gezien": SEEN})
    assert "Er komt veel mail terug" not in as_(world.bureau).get("/werkbank/").content.decode()


def test_or_parks_them_all_the_same(world, as_):
    _flood()
    page = as_(world.bureau).get("/werkbank/post/geparkeerd/").content.decode()
    assert f'name="gezien" value="{SEEN}"' in page
    as_(world.bureau).post("/werkbank/post/geparkeerd/veel-ineens/", {"besluit": "parkeren", "gezien": SEEN})
    assert not Suppression.objects.exists(), "that is work for the background"
    assert read_bounces() == rules.FLOOD + 1
    assert Suppression.objects.holding().count() == rules.FLOOD + 1


@pytest.mark.parametrize("seen", ["", "0", "x", "²", "9" * 40, str(rules.FLOOD + 1)])
def test_who_decides_about_what_was_not_seen_decides_nothing(world, as_, seen):
    """The last is of a page from before one more came back."""
    _flood(rules.FLOOD + 2)
    answer = as_(world.bureau).post(
        "/werkbank/post/geparkeerd/veel-ineens/", {"besluit": "parkeren", "gezien": seen}
    )
    assert answer.status_code == 409
    assert f"nu {rules.FLOOD + 2} adressen geparkeerd" in answer.content.decode()
    assert not FloodDecision.objects.exists()


def test_a_page_of_yesterday_turns_no_protection_off(world, as_):
    comes_back()
    answer = as_(world.bureau).post(
        "/werkbank/post/geparkeerd/veel-ineens/", {"besluit": "parkeren", "gezien": "1"}
    )
    assert answer.status_code == 409
    assert not FloodDecision.objects.exists()


# ---------------------------------------------------------------- at our own door
@pytest.mark.parametrize(
    ("answer", "parked"), [("550 5.1.1 onbekend", 1), ("550 5.7.1 u niet", 0), ("451 straks", 0)]
)
def test_what_our_relay_refuses_at_the_address_parks_too(settings, answer, parked):
    mass.people(3)
    mass.queued()
    put("proef", "een", "alleen@deltaland.example", Letter("x", "y"))
    with sinks.running() as sink:
        settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT, settings.MAIL_CONNECTIONS = (
            "127.0.0.1",
            sink.port,
            1,
        )
        sink.for_recipient = {ADDRESS: {"rcpt": answer}, "alleen@deltaland.example": {"rcpt": answer}}
        send_waiting()
        deliver_waiting()
    assert park_due() == 2 * parked


def test_a_refusal_of_the_content_is_not_about_the_address(settings):
    mass.people(2)
    mass.queued()
    with sinks.running() as sink:
        settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT, settings.MAIL_CONNECTIONS = (
            "127.0.0.1",
            sink.port,
            1,
        )
        sink.for_recipient = {ADDRESS: {"dot": "550 5.1.1 onbekend"}}
        send_waiting()
    assert not Bounce.objects.exists()


def test_the_relay_hears_where_reports_go_and_which_mail_it_is(settings):
    settings.MAIL_ENVELOPE_FROM = "terug@zorgzaam.example"
    put("proef", "een", ADDRESS, Letter("x", "y"))
    mail = OutgoingMail.objects.get()
    with sinks.running() as sink:
        settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_PORT = "127.0.0.1", sink.port
        sink.answers["ehlo"] = "250-sink\r\n250 DSN"
        assert deliver_waiting() == 1
    said = next(command for command in sink.commands if command.upper().startswith("MAIL"))
    assert said == f"MAIL FROM:<terug@zorgzaam.example> ENVID={mail.pk.hex} RET=HDRS"


def test_figures_of_a_mailing_know_what_came_back():
    mass.people(3)
    mass.queued()
    OutgoingMail.objects.update(state=MailState.SENT, handed_at=timezone.now())
    assert note(report(OutgoingMail.objects.get(to_address=ADDRESS)))
    assert bounced_of(Mailing.objects.get()) == 1


# ---------------------------------------------------------------- the page
def test_the_page_says_the_rules_and_who_is_parked(world, as_):
    comes_back()
    park_due()
    page = as_(world.bureau).get("/werkbank/post/geparkeerd/").content.decode()
    assert ADDRESS in page
    assert f"na {rules.SOFT_TIMES} mails op verschillende dagen" in page
    assert as_(world.member).get("/werkbank/post/geparkeerd/").status_code == 403


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301, "a\x00b"])
def test_without_a_good_reason_nothing_happens_and_nothing_typed_is_lost(world, as_, reason):
    comes_back()
    park_due()
    row = Parking.objects.get()
    answer = as_(world.bureau).post(f"/werkbank/post/geparkeerd/{row.pk}/vrijgeven/", {"reden": reason})
    assert answer.status_code == 422
    assert is_suppressed(ADDRESS, "proef")
    assert 'aria-invalid="true"' in answer.content.decode()
    if reason.startswith("xx"):
        assert reason in answer.content.decode()


def test_staff_lets_an_address_go_and_twice_is_once(world, as_):
    comes_back()
    park_due()
    address = f"/werkbank/post/geparkeerd/{Parking.objects.get().pk}/vrijgeven/"
    for _ in range(2):
        assert as_(world.bureau).post(address, {"reden": "Gebeld"}).status_code == 302
    assert not is_suppressed(ADDRESS, "proef")
    assert (
        as_(world.bureau).post("/werkbank/post/geparkeerd/99999/vrijgeven/", {"reden": "x"}).status_code
        == 404
    )


def test_the_page_costs_the_same_with_many(world, as_):
    reader = as_(world.bureau)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            reader.get("/werkbank/post/geparkeerd/")
        return len(captured)

    comes_back("a0@deltaland.example")
    park_due()
    cost()
    few = cost()
    for each in range(1, 15):
        comes_back(f"a{each}@deltaland.example")
    assert park_due() == 14
    assert cost() == few


@pytest.mark.django_db(transaction=True)
def test_two_who_park_at_once_park_once():
    comes_back()
    threads = [threading.Thread(target=_park_in_thread) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    park_due()
    assert Parking.objects.count() == 1


def _park_in_thread():
    try:
        with acting(SystemActor.WORKER, job="test"):
            park_due()
    finally:
        connection.close()
