"""The common words of a round go into every letter; one that somebody changed keeps its own words."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from django.urls import reverse

from governance.briefings.content import BriefingBlock
from governance.briefings.document import build
from governance.briefings.models import Briefing
from governance.rounds.carrying import carry
from governance.rounds.models import BriefingRound, CarriedPart
from governance.rounds.views import writing
from tests.governance import letters as single
from tests.governance import rounding
from tests.governance.test_letters_to_all_councils import words
from zorgzaam.audit.history import acting
from zorgzaam.publicity import WooCategory


def change_text(client, round_, **changes):
    round_.refresh_from_db()
    values = {
        "subject": round_.subject,
        "dated_on": "2026-11-03",
        "core": round_.core,
        "version": round_.version,
    }
    return client.post(reverse("round_text", args=[round_.pk]), {**values, **changes})


def headings(briefing: Briefing) -> list[str]:
    return [section["heading"] for section in build(briefing)["sections"]]


def ends(briefing: Briefing) -> str:
    return build(briefing)["sections"][-1]["blocks"][-1].get("fragment", "")


@pytest.mark.django_db
def test_what_is_written_once_stands_in_every_letter(world, as_):
    round_ = rounding.a_round(world, rounding.councils(3))
    client = as_(world.bureau)
    assert (
        change_text(
            client, round_, core="<p>Graag informeren wij u over de nieuwe afspraken.</p>"
        ).status_code
        == 302
    )
    url = reverse("round_chapter_new", args=[round_.pk])
    assert (
        client.post(url, {"heading": "Hoe het verder gaat", "text": "<p>In het voorjaar.</p>"}).status_code
        == 302
    )
    for letter in rounding.letters(round_):
        assert "over de nieuwe afspraken" in words(letter)
        assert headings(letter) == ["Waar het begon", "Hoe het verder gaat"]
        assert ends(letter) == "municipality_means", "the letter ends with its own paragraph"


@pytest.mark.django_db
def test_a_letter_changed_by_hand_keeps_its_words_and_is_pointed_out(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    client = as_(world.bureau)
    own, follows = rounding.letters(round_)
    single.change(own, world.bureau, core="<p>Speciaal voor Kreekdam.</p>")
    change_text(client, round_, core="<p>Iets nieuws voor iedereen.</p>", subject="Een ander onderwerp")
    own.refresh_from_db()
    follows.refresh_from_db()
    assert own.core == "<p>Speciaal voor Kreekdam.</p>"
    assert own.subject == "Een ander onderwerp", "what was not changed by hand follows"
    assert follows.core == "<p>Iets nieuws voor iedereen.</p>"
    page = client.get(round_.get_absolute_url()).content.decode()
    assert page.count("Eigen woorden: Inleiding") == 1
    compare = client.get(reverse("round_letter", args=[round_.pk, own.pk])).content.decode()
    assert "Speciaal voor Kreekdam" in compare
    assert "Iets nieuws voor iedereen" in compare


@pytest.mark.django_db
def test_a_letter_from_before_a_part_was_common_keeps_what_it_says_there(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2), kind="memo")
    own, empty = rounding.letters(round_)
    with acting(world.bureau, reason="test"):
        CarriedPart.objects.filter(letter__round=round_, key="objective").delete()
    single.change(own, world.bureau, objective="Programma Zorg, doel 3")
    client = as_(world.bureau)
    change_text(client, round_)
    own.refresh_from_db()
    assert own.objective == "Programma Zorg, doel 3"
    page = client.get(round_.get_absolute_url()).content.decode()
    assert page.count("Eigen woorden: Beleidsreferentie") == 1
    change_text(client, round_, objective="Programma Zorg, doel 1")
    own.refresh_from_db()
    empty.refresh_from_db()
    assert (own.objective, empty.objective) == ("Programma Zorg, doel 3", "Programma Zorg, doel 1")


@pytest.mark.django_db
def test_plain_words_are_no_markup_beside_the_common_ones_and_days_are_read_as_days(world, as_):
    round_ = rounding.a_round(world, rounding.councils(1))
    (own,) = rounding.letters(round_)
    embargo = datetime.datetime(2027, 3, 12, 8, 0, tzinfo=datetime.UTC)
    named = "Budget < 5 mln <form action=/weg>"
    single.change(own, world.bureau, subject=named, woo_category=WooCategory.ADVICE, embargo_until=embargo)
    with acting(world.bureau, reason="test"):
        own.sections.update(heading="Kop <img src=/weg>")
    page = as_(world.bureau).get(reverse("round_letter", args=[round_.pk, own.pk])).content.decode()
    assert "Budget &lt; 5 mln &lt;form action=/weg&gt;" in page
    assert "Kop &lt;img src=/weg&gt;" in page
    assert "<form action=/weg>" not in page
    assert "<img src=/weg>" not in page
    assert "vr 12 maart 2027, 09:00" in page
    assert str(WooCategory.ADVICE.label) in page
    assert WooCategory.ADVICE.value not in page
    assert "<p>Bij een tafel.</p>" in page, "the control: rich text is shown as such"


def seen_in(client, round_, letter):
    page = client.get(reverse("round_letter", args=[round_.pk, letter.pk])).content.decode()
    return page.partition('name="seen" value="')[2].partition('"')[0]


@pytest.mark.django_db
def test_the_common_words_can_be_taken_over_again_as_they_were_seen(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    client = as_(world.bureau)
    own, _ = rounding.letters(round_)
    single.change(own, world.bureau, core="<p>Speciaal voor Kreekdam.</p>")
    block = BriefingBlock.objects.get(section__briefing=own, fragment="")
    with acting(world.bureau, reason="test"):
        block.text = "<p>Hier anders.</p>"
        block.save()
    url = reverse("round_take_over", args=[round_.pk, own.pk])
    seen = seen_in(client, round_, own)
    change_text(client, round_, core="<p>Intussen anders.</p>")
    client.post(url, {"seen": seen})
    own.refresh_from_db()
    assert own.core == "<p>Speciaal voor Kreekdam.</p>", "not over words nobody compared"
    client.post(url, {"seen": seen_in(client, round_, own)})
    own.refresh_from_db()
    block.refresh_from_db()
    assert (own.core, block.text) == ("<p>Intussen anders.</p>", "<p>Bij een tafel.</p>")
    change_text(client, round_, core="<p>En nog eens.</p>")
    own.refresh_from_db()
    assert own.core == "<p>En nog eens.</p>", "it follows again"


@pytest.mark.django_db
def test_a_chapter_taken_away_goes_where_nobody_changed_it(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    later = rounding.a_chapter(world, round_, "Hoe het verder gaat")
    own, follows = rounding.letters(round_)
    block = BriefingBlock.objects.get(
        section__briefing=own, section__heading="Hoe het verder gaat", fragment=""
    )
    with acting(world.bureau, reason="test"):
        block.text = "<p>Hier anders.</p>"
        block.save()
    url = reverse("round_chapter_remove", args=[round_.pk, later.pk])
    client = as_(world.bureau)
    assert client.post(url, {"version": later.version + 5}).status_code == 409
    assert client.post(url, {"version": later.version}).status_code == 302
    assert headings(follows) == ["Waar het begon"]
    assert ends(follows) == "municipality_means"
    assert headings(own) == ["Waar het begon", "Hoe het verder gaat"]


@pytest.mark.django_db
def test_what_is_being_reviewed_does_not_change_and_says_that_it_is_behind(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    offered, _ = rounding.numbered(world, round_)
    offered.submit(by=world.bureau)
    client = as_(world.bureau)
    change_text(client, round_, core="<p>Nieuw.</p>")
    offered.refresh_from_db()
    assert "Nieuw." not in offered.core
    assert (
        "Nog niet bijgewerkt met de gezamenlijke tekst: Inleiding"
        in client.get(round_.get_absolute_url()).content.decode()
    )


@pytest.mark.django_db
def test_whoever_changes_the_common_words_wrote_in_every_letter(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    change_text(as_(world.bureau_only), round_, core="<p>Van een ander.</p>")
    for letter in rounding.letters(round_):
        assert letter.is_work_of(world.bureau_only.person_id)


@pytest.mark.django_db
def test_two_at_the_common_words_lose_nothing(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    opened = round_.version
    change_text(as_(world.bureau_only), round_, core="<p>Van een ander.</p>")
    answer = change_text(as_(world.bureau), round_, core="<p>Van mij.</p>", version=opened)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Van een ander" in page
    assert "Van mij" in page


@pytest.mark.django_db
def test_where_nothing_is_known_the_paragraph_is_written_by_hand(world, as_):
    region = rounding.our_region()
    round_ = rounding.a_round(world, [rounding.a_council("Leegveld", region=region, action="")])
    (letter,) = rounding.letters(round_)
    client = as_(world.bureau)
    url = reverse("round_paragraph", args=[round_.pk, letter.pk])
    assert url in client.get(round_.get_absolute_url()).content.decode()
    assert client.post(url, {"text": "<p>Voor Leegveld verandert er niets.</p>"}).status_code == 302
    assert "Voor Leegveld verandert er niets." in words(letter)
    assert "Schrijf de alinea" not in client.get(round_.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_colleague_who_wrote_that_paragraph_first_is_not_followed_by_a_second_one(world, as_):
    region = rounding.our_region()
    round_ = rounding.a_round(world, [rounding.a_council("Leegveld", region=region, action="")])
    (letter,) = rounding.letters(round_)
    url = reverse("round_paragraph", args=[round_.pk, letter.pk])
    assert as_(world.bureau_only).post(url, {"text": "<p>Van mijn collega.</p>"}).status_code == 302
    answer = as_(world.bureau).post(url, {"text": "<p>Van mij.</p>"})
    assert answer.status_code == 422
    assert "Een collega schreef deze alinea net" in answer.content.decode()
    assert "Van mij." in answer.content.decode(), "nothing typed is lost"
    assert "Van mijn collega." in words(letter)
    assert "Van mij." not in words(letter)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False], ids=["locked", "control"])
def test_a_letter_saved_meanwhile_is_not_written_over(world, guarded, monkeypatch):
    """Somebody saves a letter while the common words are brought in: theirs stay."""
    round_ = rounding.a_round(world, rounding.councils(1))
    (letter,) = rounding.letters(round_)
    read, saved = threading.Event(), threading.Event()

    def saves():
        with acting(world.bureau_only, reason="test"), transaction.atomic():
            Briefing.objects.select_for_update().get(pk=letter.pk)
            read.set()
            mine = Briefing.objects.get(pk=letter.pk)
            mine.core = "<p>Met de hand.</p>"
            mine.save()
            saved.wait(1)
        connections.close_all()

    thread = threading.Thread(target=saves)
    thread.start()
    read.wait()
    if not guarded:
        monkeypatch.setattr(type(Briefing.objects.all()), "select_for_update", lambda self, **how: self)
    with acting(world.bureau, reason="test"):
        BriefingRound.objects.filter(pk=round_.pk).update(core="<p>Gezamenlijk.</p>")
        round_.refresh_from_db()
        failed = None
        try:
            with transaction.atomic():
                carry(round_)
        except Exception as problem:
            failed = problem
    saved.set()
    thread.join()
    letter.refresh_from_db()
    assert letter.core == "<p>Met de hand.</p>"
    assert (failed is None) == guarded, (
        "the control: without the lock only the version stops it, with an error"
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fresh", [True, False], ids=["read again", "control"])
def test_a_chapter_brings_no_old_words_back_beside_one_who_saved_the_text(world, as_, fresh, monkeypatch):
    """Whoever adds a chapter read the round before a colleague set an embargo and saved."""
    round_ = rounding.a_round(world, rounding.councils(2))
    hold = writing.hold_open

    def saves():
        answer = change_text(
            as_(world.bureau_only), BriefingRound.objects.get(), embargo_until="2027-01-02T10:00"
        )
        connections.close_all()
        return answer.status_code

    def held(read):
        monkeypatch.setattr(writing, "hold_open", hold)  # for the colleague
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(saves).result() == 302
        if fresh:
            hold(read)

    monkeypatch.setattr(writing, "hold_open", held)
    url = reverse("round_chapter_new", args=[round_.pk])
    answer = as_(world.bureau).post(url, {"heading": "Hoe het verder gaat", "text": "<p>In mei.</p>"})
    assert answer.status_code == 302
    assert all(bool(letter.embargo_until) == fresh for letter in rounding.letters(round_))
    assert all("Hoe het verder gaat" in headings(letter) for letter in rounding.letters(round_))


@pytest.mark.django_db
def test_the_policy_of_a_memo_is_written_once_and_is_plain_text(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2), kind="memo")
    client = as_(world.bureau)
    assert (
        change_text(client, round_, objective="Het <b>Regioplan</b>", follow_up="<p>Later.</p>").status_code
        == 302
    )
    assert {letter.objective for letter in rounding.letters(round_)} == {"Het <b>Regioplan</b>"}
    page = client.get(round_.get_absolute_url()).content.decode()
    assert "Het &lt;b&gt;Regioplan&lt;/b&gt;" in page
    assert "<b>Regioplan" not in page
