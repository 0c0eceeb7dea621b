"""The list of readers for the netwerkbureau: finding somebody, ending and forgetting on request, and what goes out."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsletters.subscriptions import subscribing
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, Frequency, SubscriberState
from partners.regions.models import Municipality
from tests.newsletters.subscriptions.readers import (
    a_list,
    crowd,
    events,
    last_mail,
    reader,
    set_back,
    wants_none,
)
from tests.queries import of_the_page
from tests.themes.making import generation, theme
from zorgzaam.audit.history import changes_of
from zorgzaam.post.bulk.suppression import is_suppressed
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
LIST = "/werkbank/nieuwsbrief/abonnees/"


@pytest.fixture
def desk(world, as_):
    return as_(world.bureau)


def shown(desk, **chosen) -> list[str]:
    page = desk.get(LIST, chosen).context["page"]
    return sorted(row.address.partition("@")[0] for row in page)


def cost(desk, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert desk.get(url).status_code == 200
    return of_the_page(asked)


def test_finding_somebody(world, desk, setup_actor) -> None:
    jeugd, ouderen = (theme(generation("Nu", 2024), "Jeugd"), None)
    reader("alles")
    reader("jeugd", themes=[jeugd])
    reader("weg", SubscriberState.ENDED)
    reader("kwartaal", frequency=Frequency.QUARTER)
    reader("vergeten", SubscriberState.GONE)
    assert shown(desk) == ["alles", "jeugd", "kwartaal", "weg"]
    assert shown(desk, q="JEUG") == ["jeugd"]
    assert shown(desk, stand="afgemeld") == ["weg"]
    assert shown(desk, vaak="kwartaal") == ["kwartaal"]
    assert "jeugd" in shown(desk, thema=jeugd.pk)
    assert ouderen is None
    assert shown(desk, q="%") == [], "a sign of the database is a sign"


@pytest.mark.parametrize(
    "garbage", [{"thema": "x"}, {"stand": "y"}, {"pagina": "zz"}, {"lijst": "\x00"}, {"q": "\x00"}]
)
def test_a_cut_link_narrows_nothing_and_breaks_nothing(world, desk, garbage) -> None:
    reader("lezer")
    assert desk.get(LIST, garbage).status_code == 200


def test_pages_cost_the_same_whatever_the_number(world, desk, setup_actor) -> None:
    def grow(number: int, domain: str) -> None:
        crowd(number, domain=domain)
        place = Municipality.objects.create(name=domain, slug=domain.partition(".")[0])
        for row in Subscriber.objects.filter(address__endswith=domain):
            row.municipalities.set([place])

    grow(2, "kreek.example")
    urls = [LIST, f"{LIST}abonnees.csv", reverse("subscriber", args=[Subscriber.objects.first().pk])]
    few = [cost(desk, url) for url in urls]
    grow(20, "duin.example")
    assert [cost(desk, url) for url in urls] == few


def test_one_reader_with_the_proof_and_the_mail(world, desk) -> None:
    read = a_list(world.bureau, ["lezer"], asked=True)
    row = read.readers.get()
    page = desk.get(reverse("subscriber", args=[row.pk])).content.decode()
    assert "Wilt u onze nieuwsbrief blijven ontvangen?" in page
    assert "stond op een overgenomen lijst" in page
    assert row.secret not in page


def test_ending_on_request_says_why_and_by_whom(world, desk) -> None:
    row = reader("lezer")
    url = reverse("subscriber_end", args=[row.pk])
    assert desk.post(url, {"version": row.version}).status_code == 422
    assert Subscriber.objects.get().is_active
    answer = desk.post(url, {"version": row.version, "reason": "Belde, wil niets meer."})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.state, row.consents.last().source) == (SubscriberState.ENDED, ConsentSource.BUREAU)
    assert is_suppressed(row.address, subscribing.SCOPE)
    told = changes_of(row)[0]
    assert "Belde" in told.reason


def test_forgetting_on_request(world, desk) -> None:
    row = reader("lezer")
    subscribing.ask(row.address, subscribing.Wish())
    answer = desk.post(
        reverse("subscriber_forget", args=[row.pk]),
        {"version": row.version, "reason": "Vroeg het per brief."},
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.state, row.digest) == (SubscriberState.GONE, "")
    assert not OutgoingMail.objects.filter(to_address="lezer@deltaland.example").exists()
    assert is_suppressed("lezer@deltaland.example", subscribing.SCOPE)
    assert desk.get(reverse("subscriber", args=[row.pk])).status_code == 404
    assert events(row)[-1] == ConsentEvent.WITHDRAWN


@pytest.mark.parametrize(
    ("state", "mailed"),
    [
        (SubscriberState.ASKED, True),
        (SubscriberState.PARKED, True),
        (SubscriberState.ENDED, False),
        (SubscriberState.ACTIVE, False),
    ],
)
def test_asking_again_is_for_who_did_not_say_no(world, desk, state: str, mailed: bool) -> None:
    row = reader("lezer", state)
    set_back(row, asked_at=row.asked_at - subscribing.A_MOMENT)
    assert desk.post(reverse("subscriber_ask_again", args=[row.pk])).status_code == 302
    assert OutgoingMail.objects.filter(kind="newsletter-confirm").exists() == mailed
    row.refresh_from_db()
    assert row.state == (SubscriberState.ASKED if mailed else state)
    if mailed:
        assert last_mail("newsletter-confirm", row.address)
        assert row.consents.last().source == ConsentSource.BUREAU


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_the_list_goes_out_as_it_is_narrowed(world, desk, setup_actor, ending: str) -> None:
    places = [Municipality.objects.create(name=name, slug=name.lower()) for name in ("Kreek", "Duin")]
    reader("blijft", municipalities=places)
    reader("weg", SubscriberState.ENDED)
    answer = desk.get(f"{LIST}abonnees.{ending}", {"stand": "actief"})
    assert answer["Cache-Control"] == "private, no-store"
    if ending == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert [(row["e-mailadres"], row["thema's"]) for row in rows] == [
            ("blijft@deltaland.example", "alles")
        ]
        assert (rows[0]["gemeenten"], bool(rows[0]["ja gezegd op"])) == ("Duin; Kreek", True)


def test_everything_about_one_reader_for_that_reader(world, desk, client) -> None:
    row = reader("lezer")
    for answer in (
        desk.get(reverse("subscriber_data", args=[row.pk])),
        client.get(f"{row.own_url}gegevens.json"),
    ):
        told = json.loads(answer.content)
        assert (told["e-mailadres"], told["thema's"]) == (row.address, "alles")
        assert [each["wat"] for each in told["toestemming"]] == [
            label for _, label in ConsentEvent.choices[1:3]
        ]
        assert row.secret not in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]


def test_an_address_that_wants_no_mail_is_not_asked_by_a_list(world) -> None:
    wants_none("nieuw@deltaland.example")
    assert a_list(world.bureau, ["nieuw", "ander"]).readers.count() == 1
