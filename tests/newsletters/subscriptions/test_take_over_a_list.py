"""A list somebody else had: looked at row by row, taken over, asked once and once more, and then forgotten."""

import datetime
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from newsletters.jobs import ask_lists, forget_lists
from newsletters.subscriptions import subscribing
from newsletters.subscriptions.lists import asking_one
from newsletters.subscriptions.lists.models import KEPT, REMIND_AFTER, UNASKED, ReaderList
from newsletters.subscriptions.mails import PERMISSION
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import ConsentEvent, SubscriberState
from tests.newsletters.subscriptions.readers import a_list, events, reader, wants_none
from tests.world import set_up
from zorgzaam.exports import as_csv
from zorgzaam.post.bulk.filling import fill
from zorgzaam.post.bulk.models import Mailing, MailingState
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go
from zorgzaam.ui.dates import day

pytestmark = pytest.mark.django_db
LISTS = "/werkbank/nieuwsbrief/abonnees/lijsten/"
NAME = "de nieuwsbrief van de Zorgtafel"


@pytest.fixture
def desk(world, as_):
    return as_(world.bureau)


def upload(desk, rows, head=("e-mailadres",), name=NAME):
    file = SimpleUploadedFile("lijst.csv", as_csv(head, rows))
    return desk.post(LISTS, {"name": name, "file": file})


def of(lines) -> dict[str, str]:
    return {line.title.partition("@")[0]: line.save.get("why", "") for line in lines}


@set_up
def years_later(row: ReaderList, by: datetime.timedelta, *fields: str) -> None:
    """Put these moments of a list back."""
    moved = {field: getattr(row, field) - by for field in fields if getattr(row, field)}
    ReaderList.objects.filter(pk=row.pk).update(**moved)
    row.refresh_from_db()


def mails() -> list[str]:
    found = OutgoingMail.objects.filter(kind=PERMISSION).values_list("to_address", flat=True)
    return sorted(address.partition("@")[0] for address in found)


def test_the_preview_says_per_row_who_comes_and_who_stays_out_and_why(world, desk) -> None:
    reader("leest")
    reader("weg", SubscriberState.ENDED)
    wants_none("nooit@deltaland.example")
    rows = ["NIEUW@deltaland.example ", "leest@deltaland.example", "weg@deltaland.example"]
    rows += ["nooit@deltaland.example", "geen adres", "nieuw@deltaland.example"]
    page = desk.get(upload(desk, [(each,) for each in rows]).url)
    shown = page.context["shown"]
    assert [line.title for line in shown["new"]] == ["nieuw@deltaland.example"]
    assert of(shown["out"]) == {
        "leest": "Krijgt de nieuwsbrief al.",
        "weg": "Heeft zich afgemeld.",
        "nooit": "Wil geen mail van ons, of mail komt er niet aan.",
        "nieuw": "Staat ook op rij 2.",
    }
    assert [line.problems for line in shown["wrong"]] == [[("e-mailadres", "Dit is geen e-mailadres.")]]
    assert Subscriber.objects.count() == 2, "looking changes nothing"


def test_taking_over_mails_nobody_and_makes_nobody_a_reader(world, desk) -> None:
    url = upload(desk, [("nieuw@deltaland.example",)]).url
    seen = desk.get(url).context["form"].initial["seen"]
    for _ in range(2):
        assert desk.post(url, {"seen": seen}).status_code in (200, 302)
    row = Subscriber.objects.get()
    assert (row.state, events(row)) == (SubscriberState.LISTED, [ConsentEvent.LISTED])
    assert ask_lists() == 0
    assert not OutgoingMail.objects.exists()
    assert ReaderList.objects.get().rows == [], "the file itself is not kept"
    assert not Subscriber.objects.active().exists()


def test_a_list_is_taken_over_only_as_it_was_shown(world, desk) -> None:
    url = upload(desk, [("nieuw@deltaland.example",), ("ander@deltaland.example",)]).url
    seen = desk.get(url).context["form"].initial["seen"]
    wants_none("nieuw@deltaland.example")
    answer = desk.post(url, {"seen": seen})
    assert answer.status_code == 422
    assert not Subscriber.objects.exists()
    assert desk.post(url, {"seen": answer.context["form"].data["seen"]}).status_code == 302
    assert Subscriber.objects.get().address == "ander@deltaland.example"


@pytest.mark.parametrize(
    ("head", "rows", "said"),
    [
        (("naam",), [("Jan",)], "Er is geen kolom met e-mailadressen."),
        (("hoe vaak",), [("elke",)], "Er is geen kolom met e-mailadressen."),
        (("e-mailadres", "email"), [("een@deltaland.example", "")], "staat er twee keer"),
        ((), [], ""),
    ],
)
def test_a_file_that_cannot_be_read_is_told_so(world, desk, head, rows, said: str) -> None:
    answer = upload(desk, rows, head)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{NAME}"' in answer.content.decode(), "what was typed is still there"
    assert not ReaderList.objects.exists()


def test_each_is_asked_once_whoever_presses_and_however_often_the_clock_strikes(world, desk) -> None:
    row = a_list(world.bureau, ["een", "twee"])
    form = {"name": NAME, "remind": "on", "days": 30, "version": row.version}
    url = reverse("reader_list_ask", args=[row.pk])
    assert NAME in desk.get(url).content.decode()
    for _ in range(2):
        assert desk.post(url, form).status_code == 302
    for _ in range(3):
        ask_lists()
    assert mails() == ["een", "twee"]
    assert {each.state for each in row.readers.all()} == {SubscriberState.ASKED}
    assert {tuple(events(each)) for each in row.readers.all()} == {(ConsentEvent.LISTED, ConsentEvent.ASKED)}


def test_the_mail_holds_the_readers_own_links_and_the_way_out(world) -> None:
    row = a_list(world.bureau, ["een"], asked=True).readers.get()
    mail = OutgoingMail.objects.get(kind=PERMISSION)
    wire = fill(mail.body, mail).decode().replace("=\r\n", "")
    assert f"/nieuwsbrief/doorgaan/{row.secret}/" in wire
    assert "List-Unsubscribe: <http" in wire
    assert f"/nieuwsbrief/afmelden/{row.secret}/>" in wire
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in wire
    assert "de nieuwsbrief van de Zorgtafel" in wire


@pytest.mark.parametrize(
    ("answer", "state"),
    [("ja", SubscriberState.ACTIVE), ("nee", SubscriberState.ENDED), ("", SubscriberState.ASKED)],
)
def test_what_a_reader_answers_is_what_happens(world, client, answer: str, state: str) -> None:
    row = a_list(world.bureau, ["een"], asked=True).readers.get()
    url = reverse("newsletter_continue", args=[row.secret])
    assert "Wilt u de nieuwsbrief blijven ontvangen?" in client.get(url).content.decode()
    assert client.post(url, {"antwoord": answer}).status_code == 302
    row.refresh_from_db()
    assert row.state == state
    assert client.get(url).status_code == 200


def test_columns_and_titles_of_another_tool_are_left_out_and_that_is_said(world, desk) -> None:
    text = (
        "Lezers van de Zorgtafel\r\n\r\n"
        'Email Address,First Name,"Last, Name",\r\nnieuw@deltaland.example,Jan,"Jansen, Piet",los\r\n'
    )
    file = SimpleUploadedFile("export.csv", text.encode())
    page = desk.post(LISTS, {"name": NAME, "file": file}, follow=True)
    assert [line.title for line in page.context["shown"]["new"]] == ["nieuw@deltaland.example"]
    assert "Uit dit bestand lezen we niet: “First Name”, “Last, Name”." in page.content.decode()
    assert ReaderList.objects.get().rows == [
        {"where": "rij 4", "values": {"address": "nieuw@deltaland.example"}}
    ]


@pytest.mark.parametrize("head", [("adres", "e-mail"), ("woonplaats", "adres")])
def test_a_column_adres_is_where_somebody_lives_only_beside_a_better_one(world, desk, head) -> None:
    page = desk.get(upload(desk, [("Dorpsstraat 1", "nieuw@deltaland.example")], head).url)
    assert [line.title for line in page.context["shown"]["new"]] == ["nieuw@deltaland.example"]


def test_control_a_file_of_ours_says_nothing_of_columns(world, desk) -> None:
    page = desk.get(upload(desk, [("nieuw@deltaland.example",)]).url)
    assert "lezen we niet" not in page.content.decode()


@pytest.mark.parametrize("late", [False, True])
def test_a_no_in_another_window_ends_whatever_was_said_before(world, client, late: bool) -> None:
    read = a_list(world.bureau, ["een"], asked=True)
    row = read.readers.get()
    url = reverse("newsletter_continue", args=[row.secret])
    client.post(url, {"antwoord": "ja"})
    if late:
        years_later(read, datetime.timedelta(days=read.days), "asked_at", "queued_at")
    assert "geen mail meer" in client.get(url).content.decode(), "who said yes can still say no"
    client.post(url, {"antwoord": "nee"})
    row.refresh_from_db()
    assert row.state == SubscriberState.ENDED
    client.post(url, {"antwoord": "ja"})
    row.refresh_from_db()
    assert row.state == SubscriberState.ENDED, "the control: a yes after a no needs asking anew"


def test_who_lost_the_question_of_a_list_gets_that_question_again(world, desk, client, monkeypatch) -> None:
    read = a_list(world.bureau, ["een"], asked=True)
    row = read.readers.get()
    again = reverse("subscriber_ask_again", args=[row.pk])
    desk.post(again)
    assert not OutgoingMail.objects.filter(kind="newsletter-permission-again").exists(), (
        "within a moment is once"
    )
    monkeypatch.setattr(asking_one, "A_MOMENT", datetime.timedelta())
    assert desk.post(again).status_code == 302
    mail = OutgoingMail.objects.get(kind="newsletter-permission-again")
    assert not OutgoingMail.objects.filter(kind="newsletter-confirm").exists(), "they asked for nothing"
    assert f"vergeten we uw adres op {day(read.ends_at, weekday=False)}." in mail.text
    assert mail.headers["List-Unsubscribe"].endswith(f"/nieuwsbrief/afmelden/{row.secret}/>")
    assert mail.private
    url = reverse("newsletter_continue", args=[row.secret])
    assert url in mail.text
    assert still_may_go(mail)
    client.post(url, {"antwoord": "ja"})
    row.refresh_from_db()
    assert row.is_active
    assert not still_may_go(mail), "who answered is not asked"


def test_asking_one_reader_again_has_an_end(world, desk, monkeypatch) -> None:
    row = a_list(world.bureau, ["een"], asked=True).readers.get()
    monkeypatch.setattr(asking_one, "A_MOMENT", datetime.timedelta())
    for _ in range(5):
        desk.post(reverse("subscriber_ask_again", args=[row.pk]))
    assert (
        OutgoingMail.objects.filter(kind="newsletter-permission-again").count() == subscribing.MOST_MAILS - 1
    )


def test_who_did_not_answer_is_asked_once_more_and_nobody_else(world) -> None:
    row = a_list(world.bureau, ["stil", "ja", "nee"], asked=True)
    by = {each.address.partition("@")[0]: each for each in row.readers.all()}
    subscribing.confirm(by["ja"])
    subscribing.end(by["nee"], "mail")
    ask_lists()
    assert len(mails()) == 3, "not before its time"
    years_later(row, REMIND_AFTER, "asked_at", "queued_at")
    for _ in range(2):
        ask_lists()
    again = OutgoingMail.objects.filter(kind=PERMISSION, about__endswith="herinnering")
    assert [mail.to_address for mail in again] == ["stil@deltaland.example"]
    assert again.get().subject == "Nog één keer: wilt u onze nieuwsbrief blijven ontvangen?"


def test_without_reminding_nobody_is_asked_twice(world) -> None:
    row = a_list(world.bureau, ["stil"], asked=True)
    set_up(ReaderList.objects.filter(pk=row.pk).update)(remind=False)
    years_later(row, REMIND_AFTER, "asked_at", "queued_at")
    ask_lists()
    assert mails() == ["stil"]


def test_who_never_answers_is_forgotten_and_who_did_is_not(world) -> None:
    row = a_list(world.bureau, ["stil", "ja"], asked=True)
    yes, silent = row.readers.get(address__startswith="ja"), row.readers.get(address__startswith="stil")
    subscribing.confirm(yes)
    assert forget_lists() == 0
    years_later(row, datetime.timedelta(days=row.days), "asked_at", "queued_at")
    assert forget_lists() == 1
    row.refresh_from_db()
    yes.refresh_from_db()
    silent.refresh_from_db()
    assert (yes.state, silent.state) == (SubscriberState.ACTIVE, SubscriberState.GONE)
    assert row.closed_at
    assert {mailing.state for mailing in Mailing.objects.all()} == {MailingState.STOPPED}
    assert forget_lists() == 0


def test_a_list_that_stands_still_reminds_nobody_until_it_goes_on(world, desk) -> None:
    row = a_list(world.bureau, ["stil"], asked=True)
    url = reverse("reader_list_hold", args=[row.pk])
    desk.post(url, {"wat": "stil"})
    years_later(row, REMIND_AFTER, "asked_at", "queued_at")
    ask_lists()
    assert len(mails()) == 1
    desk.post(url, {"wat": "verder"})
    ask_lists()
    assert len(mails()) == 2


def test_what_looks_like_a_mark_in_the_name_of_a_list_is_none(world) -> None:
    row = a_list(world.bureau, ["een"])
    set_up(ReaderList.objects.filter(pk=row.pk).update)(
        name="De [[naam]] van [[key]]", asked_at=timezone.now(), asked_by=world.bureau.person
    )
    ask_lists()
    mail, reader = OutgoingMail.objects.get(kind=PERMISSION), row.readers.get()
    wire = fill(mail.body, mail).decode().replace("=\r\n", "")
    assert "naam]]" in wire
    assert f"van {reader.secret}" not in wire


def test_the_mail_says_until_when_and_the_proof_says_who_asked(world, desk) -> None:
    row = a_list(world.bureau, ["een"], asked=True)
    text = OutgoingMail.objects.get(kind=PERMISSION).body.text
    assert f"vergeten we uw adres op {day(row.ends_at, weekday=False)}." in text
    proof = row.readers.get().consents.get(event=ConsentEvent.ASKED)
    assert proof.text in text, "what is kept is what was asked, and no yes"
    page = desk.get(reverse("subscriber", args=[row.readers.get().pk])).content.decode()
    assert "kreeg de vraag of de nieuwsbrief welkom is" in page
    assert "vroeg de nieuwsbrief aan" not in page
    assert "(een overgenomen lijst" in page, "where the question came from"
    assert "overgenomen lijst (een overgenomen lijst" not in page, "nothing is said twice"


@pytest.mark.parametrize("way", ["one click", "page", "question"])
def test_a_no_after_a_list_was_closed_still_counts(world, client, desk, way: str) -> None:
    row = a_list(world.bureau, ["stil"], asked=True)
    secret = row.readers.get().secret
    years_later(row, datetime.timedelta(days=row.days), "asked_at", "queued_at")
    forget_lists()
    end, own = reverse("newsletter_end", args=[secret]), reverse("newsletter_own", args=[secret])
    assert client.get(own).status_code == 404, "who was forgotten has no page"
    assert "gewist" not in client.get(end).content.decode()
    if way == "question":
        client.post(reverse("newsletter_continue", args=[secret]), {"antwoord": "nee"})
    else:
        client.post(end, {"List-Unsubscribe": "One-Click"} if way == "one click" else {})
    page = desk.get(upload(desk, [("stil@deltaland.example",)]).url)
    assert [line.title for line in page.context["shown"]["out"]] == ["stil@deltaland.example"]


def test_the_week_of_the_form_is_not_that_of_a_list(world) -> None:
    from newsletters.jobs import forget_late_subscribers

    row = a_list(world.bureau, ["stil"], asked=True)
    set_up(row.readers.update)(asked_at=timezone.now() - subscribing.HOLDS - datetime.timedelta(days=1))
    assert forget_late_subscribers() == 0


def test_files_and_addresses_nobody_does_anything_with_go(world) -> None:
    left, unasked = a_list(world.bureau, ["een"], applied=False), a_list(world.bureau, ["twee"])
    years_later(left, KEPT + datetime.timedelta(hours=1), "uploaded_at")
    years_later(unasked, UNASKED + datetime.timedelta(hours=1), "applied_at")
    assert forget_lists() == 2
    assert unasked.readers.get().state == SubscriberState.GONE
    assert not ReaderList.objects.filter(pk=left.pk).exists()


def test_standing_still_and_going_on(world, desk) -> None:
    row = a_list(world.bureau, ["een"], asked=True)
    url = reverse("reader_list_hold", args=[row.pk])
    desk.post(url, {"wat": "stil"})
    assert Mailing.objects.get().state == MailingState.PAUSED
    assert "Staat stil" in desk.get(reverse("reader_list", args=[row.pk])).content.decode()
    desk.post(url, {"wat": "verder"})
    assert Mailing.objects.get().state == MailingState.RUNNING


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_ask_each_reader_once(world) -> None:
    row = a_list(world.bureau, [f"lezer{each}" for each in range(30)])
    set_up(ReaderList.objects.filter(pk=row.pk).update)(asked_at=timezone.now(), asked_by=world.bureau.person)
    start = threading.Barrier(4)

    def strike() -> None:
        start.wait()
        ask_lists()
        connections.close_all()

    clocks = [threading.Thread(target=strike) for _ in range(4)]
    for clock in clocks:
        clock.start()
    for clock in clocks:
        clock.join()
    ask_lists()
    assert len(mails()) == len(set(mails())) == 30
    assert sum(events(each).count(ConsentEvent.ASKED) for each in row.readers.all()) == 30
