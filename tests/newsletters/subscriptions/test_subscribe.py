"""Asking for the newsletter and confirming: nobody reads without a press on a button behind their own mail."""

import datetime
import threading

import pytest
from django.core import signing
from django.db import IntegrityError, InternalError, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from newsletters.subscriptions import subscribing
from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, Frequency, SubscriberState
from newsletters.subscriptions.wording import consent_text
from partners.regions.models import Municipality
from tests.newsletters.subscriptions.readers import events, last_mail, link_in, reader, set_back, wants_none
from tests.themes.making import generation, theme
from zorgzaam.people.models import Person
from zorgzaam.post.bulk.suppression import is_suppressed
from zorgzaam.post.models import OutgoingMail
from zorgzaam.secret_links import fingerprint

pytestmark = pytest.mark.django_db
ASK, SENT, NEW = "/nieuwsbrief/", "/nieuwsbrief/aangevraagd/", "nieuw@deltaland.example"


def ask(client: Client, address: str = NEW, **more):
    return client.post(ASK, {"address": address, "frequency": Frequency.EVERY, **more})


def the_row() -> Subscriber:
    return Subscriber.objects.get(address=NEW)


def test_asking_confirming_reading(world, client) -> None:
    assert ask(client).url == SENT
    assert the_row().state == SubscriberState.ASKED
    page = client.get(link_in(last_mail("newsletter-confirm")))
    assert consent_text() in page.content.decode().replace("&quot;", '"')
    assert the_row().state == SubscriberState.ASKED, "opening the link changes nothing"
    answer = client.post(link_in(last_mail("newsletter-confirm")))
    row = the_row()
    assert (row.state, answer.url) == (SubscriberState.ACTIVE, row.own_url)
    assert events(row) == [ConsentEvent.ASKED, ConsentEvent.GIVEN]
    assert {(each.text, each.version) for each in row.consents.all()} == {(consent_text(), 1)}
    assert link_in(last_mail("newsletter-welcome")) == row.own_url


def test_what_is_chosen_is_kept(world, client, setup_actor) -> None:
    theme(generation("Plan"), "Jeugd")
    Municipality.objects.create(name="Kreekdorp", slug="kreekdorp")
    form = client.get(ASK).context["form"]
    themes, places = form.fields["themes"].queryset, form.fields["municipalities"].queryset
    wanted = {"themes": [row.pk for row in themes[:1]], "municipalities": [row.pk for row in places[:1]]}
    ask(client, frequency=Frequency.QUARTER, **wanted)
    row = the_row()
    assert row.frequency == Frequency.QUARTER
    assert list(row.themes.values_list("pk", flat=True)) == wanted["themes"]


def test_the_answer_is_the_same_for_every_address(world, client) -> None:
    for state in (SubscriberState.ACTIVE, SubscriberState.ENDED, SubscriberState.PARKED):
        reader(f"is-{state}", state)
    answers = [
        ask(client, f"{name}@deltaland.example")
        for name in ("nieuw", "is-actief", "is-afgemeld", "is-geparkeerd")
    ]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, SENT)}
    kinds = dict(OutgoingMail.objects.values_list("to_address", "kind"))
    assert kinds.pop("is-actief@deltaland.example") == "newsletter-already"
    assert set(kinds.values()) == {"newsletter-confirm"}


def test_who_reads_keeps_what_they_chose_whoever_asks_again(world, client) -> None:
    row = reader("nieuw", frequency=Frequency.QUARTER)
    ask(client)
    row.refresh_from_db()
    assert (row.state, row.frequency) == (SubscriberState.ACTIVE, Frequency.QUARTER)
    assert link_in(last_mail("newsletter-already")) == row.own_url


@pytest.mark.parametrize("typed", ["  NIEUW@Deltaland.Example ", "Nieuw@deltaland.example"])
def test_an_address_is_one_however_it_is_written(world, client, typed: str) -> None:
    ask(client)
    assert ask(client, typed).url == SENT
    assert Subscriber.objects.count() == 1


def test_a_slip_is_said_beside_its_field_and_nothing_typed_is_lost(world, client) -> None:
    answer = ask(client, "geen adres", frequency=Frequency.QUARTER)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit is geen e-mailadres." in page
    assert 'value="geen adres"' in page
    assert not Subscriber.objects.exists()
    assert answer.context["form"]["frequency"].value() == Frequency.QUARTER


def test_no_box_is_ticked_beforehand(world, client) -> None:
    page = client.get(ASK).content.decode()
    assert 'type="checkbox" checked' not in page
    assert client.get(ASK).context["form"]["themes"].value() in (None, [])


def test_a_machine_gets_the_same_answer_and_nothing_is_done(world, client) -> None:
    assert ask(client, bijnaam="robot").url == SENT
    assert not Subscriber.objects.exists()


def test_one_address_gets_three_mails_a_day_at_most(world, client) -> None:
    for _ in range(5):
        assert ask(client).url == SENT
        set_back(the_row(), asked_at=timezone.now() - subscribing.A_MOMENT)
    asked = the_row().consents.filter(event=ConsentEvent.ASKED).count()
    assert asked == subscribing.MOST_MAILS


def test_without_a_cache_it_gets_no_more(world, client, settings) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    for _ in range(5):
        assert ask(client).url == SENT
        set_back(the_row(), asked_at=timezone.now() - subscribing.A_MOMENT)
    assert OutgoingMail.objects.filter(kind="newsletter-confirm").count() == subscribing.MOST_MAILS


@pytest.mark.parametrize("typed", ['"jan.jansen"@deltaland.example', "jan@fryslân.example"])
def test_an_address_that_mass_mail_cannot_reach_is_refused_at_the_field(world, client, typed) -> None:
    page = ask(client, typed)
    assert page.status_code == 422
    assert "Hebt u nog een ander adres" in page.content.decode()
    assert not Subscriber.objects.exists()


def test_one_place_asks_thirty_times_an_hour_at_most(world, client) -> None:
    codes = [ask(client, f"lezer{each}@deltaland.example").status_code for each in range(31)]
    assert codes == [302] * 30 + [429]


def test_pressed_twice_is_asked_once(world, client) -> None:
    for _ in range(2):
        ask(client, form_key="b8bfc1c9-8f2a-4ae4-9e4d-1c3e60f1a001")
    assert events(the_row()) == [ConsentEvent.ASKED]


@pytest.fixture
def the_clock(monkeypatch):
    """Says what it is told to say."""

    def says(moment: datetime.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return says


JUST_OVER_HALF = datetime.datetime(2027, 4, 1, 9, 0, 10, 600_000, tzinfo=datetime.UTC)


@pytest.mark.parametrize("apart", [0.1, 0.7, 30])
def test_who_presses_twice_can_confirm_with_the_mail_they_got(world, client, the_clock, apart: float) -> None:
    the_clock(JUST_OVER_HALF)
    ask(client, frequency=Frequency.QUARTER)
    the_clock(JUST_OVER_HALF + datetime.timedelta(seconds=apart))
    ask(client)
    mail = OutgoingMail.objects.get(kind="newsletter-confirm")
    assert client.post(link_in(mail)).status_code == 302
    row = the_row()
    assert (row.is_active, row.frequency) == (True, Frequency.EVERY), "what was said last counts"


def test_who_asks_again_later_gets_a_mail_that_works(world, client, the_clock) -> None:
    for moment in (JUST_OVER_HALF, JUST_OVER_HALF + subscribing.A_MOMENT):
        the_clock(moment)
        ask(client)
    first, last = OutgoingMail.objects.filter(kind="newsletter-confirm").order_by("created_at")
    assert client.post(link_in(first)).status_code == 404
    assert client.post(link_in(last)).status_code == 302


def test_nobody_changes_what_another_chose_by_typing_their_address(world, client) -> None:
    row = reader("nieuw", SubscriberState.ENDED, Frequency.QUARTER)
    ask(client)
    row.refresh_from_db()
    assert (row.state, row.frequency) == (SubscriberState.ASKED, Frequency.QUARTER)
    client.post(link_in(last_mail("newsletter-confirm")))
    row.refresh_from_db()
    assert (row.is_active, row.frequency) == (True, Frequency.EVERY), "who confirms it chose it"


def test_confirming_twice_is_once(world, client) -> None:
    ask(client)
    link = link_in(last_mail("newsletter-confirm"))
    for _ in range(2):
        assert client.post(link).status_code == 302
    assert events(the_row()).count(ConsentEvent.GIVEN) == 1
    assert OutgoingMail.objects.filter(kind="newsletter-welcome").count() == 1


@pytest.mark.parametrize("days", [6, 8])
def test_a_link_works_a_week(world, client, days: int, monkeypatch) -> None:
    ask(client)
    row = the_row()
    then = timezone.now() - datetime.timedelta(days=days)
    set_back(row, asked_at=then)
    with monkeypatch.context() as patched:
        patched.setattr(signing.time, "time", then.timestamp)
        row.asked_at = then
        token = subscribing.token_of(row)
    answer = client.post(f"/nieuwsbrief/bevestigen/{token}/")
    assert answer.status_code == (302 if days < 7 else 404)
    assert the_row().is_active == (days < 7)


def test_a_link_is_for_one_question_and_for_nobody_else(world, client) -> None:
    ask(client)
    link = link_in(last_mail("newsletter-confirm"))
    set_back(the_row(), asked_at=timezone.now() + datetime.timedelta(seconds=5))
    assert client.post(link).status_code == 404
    assert client.post(link[:-4] + "abc/").status_code == 404
    assert not the_row().is_active


def test_a_mail_to_confirm_does_not_leave_after_confirming(world, client) -> None:
    from zorgzaam.post.permission import still_may_go

    ask(client)
    mail = last_mail("newsletter-confirm")
    assert still_may_go(mail)
    client.post(link_in(mail))
    assert not still_may_go(mail)
    assert still_may_go(last_mail("newsletter-welcome"))


def test_who_ended_and_confirms_again_gets_mail_again(world, client) -> None:
    row = reader("nieuw", SubscriberState.ENDED)
    wants_none(row.address)
    ask(client)
    assert is_suppressed(NEW, subscribing.SCOPE), "asking alone lifts nothing: anybody can ask"
    client.post(link_in(last_mail("newsletter-confirm")))
    assert not is_suppressed(NEW, subscribing.SCOPE)
    assert the_row().is_active


@pytest.mark.django_db(transaction=True)
def test_ended_and_confirmed_at_once_leaves_nobody_ended_without_an_end(world) -> None:
    row = reader("nieuw", SubscriberState.ASKED)
    wants_none(row.address)
    start = threading.Event()

    def end() -> None:
        start.wait()
        subscribing.end(Subscriber.objects.get(pk=row.pk), "mail")
        connections.close_all()

    other = threading.Thread(target=end)
    other.start()
    with transaction.atomic():
        subscribing.confirm(row)
        start.set()
        # The other one found the earlier end, and waits for the row.
        other.join(1.5)
        assert other.is_alive()
    other.join(30)
    row.refresh_from_db()
    assert row.state == SubscriberState.ENDED
    assert is_suppressed(NEW, subscribing.SCOPE)


# ---------------------------------------------------------------- what the database holds
def refused(row: Subscriber, **changes) -> bool:
    try:
        with transaction.atomic():
            Subscriber.objects.filter(pk=row.pk).update(**changes)
    except (IntegrityError, InternalError):
        return True
    return False


def test_the_database_makes_nobody_a_reader_without_consent(world, setup_actor) -> None:
    row, given, ended = reader("a", SubscriberState.ASKED), reader("b"), reader("c", SubscriberState.ENDED)
    assert refused(row, state=SubscriberState.ACTIVE)
    assert refused(ended, state=SubscriberState.ACTIVE), "what was ended is no consent any more"
    assert not refused(given, state=SubscriberState.ACTIVE)
    made = Subscriber(address="d@deltaland.example", state=SubscriberState.ACTIVE)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        made.save()


def test_who_runs_the_app_changes_no_proof(world, setup_actor) -> None:
    consent = reader("a").consents.first()
    for change in (
        lambda: Consent.objects.filter(pk=consent.pk).update(text="Iets anders"),
        lambda: Consent.objects.filter(pk=consent.pk).delete(),
        truncate,
    ):
        with pytest.raises(Exception, match=r"Cannot|permission denied"), transaction.atomic():
            change()


def truncate() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE newsletters_consent CASCADE")


def test_no_history_and_no_table_holds_a_secret_or_an_address_in_the_open(world) -> None:
    row = reader("nieuw")
    assert row.fingerprint == fingerprint(row.secret)
    assert not hasattr(row.history.first(), "address")
    assert Person.objects.filter(email=NEW).count() == 0, "a reader is a bare address"
