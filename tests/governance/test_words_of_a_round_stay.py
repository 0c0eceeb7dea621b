"""Once no letter of a round is a draft, its common words are what was sent: nobody changes them any more."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from governance.rounds.guards import GONE
from governance.rounds.models import BriefingRound, RoundChapter
from tests.governance import rounding
from tests.governance.test_common_words_of_letters import change_text
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
WORDS = {"core": "<p>Iets heel anders.</p>"}


@pytest.fixture
def sent(world):
    """A round of two letters, both offered for review."""
    round_ = rounding.a_round(world, rounding.councils(2))
    rounding.approved(world, round_)
    round_.refresh_from_db()
    return round_


def test_the_page_offers_no_editing_any_more(world, as_, sent):
    page = as_(world.bureau).get(sent.get_absolute_url()).content.decode()
    assert reverse("round_text", args=[sent.pk]) not in page
    assert reverse("round_chapter_new", args=[sent.pk]) not in page
    assert "hier verandert niets meer" in page
    assert "Dit staat in elke brief" not in page


def test_control_while_a_letter_is_a_draft_it_does(world, as_, sent):
    with acting(world.bureau_only, reason="test"):
        rounding.letters(sent)[0].send_back(by=world.bureau_only, remark="Nog iets")
    client = as_(world.bureau)
    assert reverse("round_text", args=[sent.pk]) in client.get(sent.get_absolute_url()).content.decode()
    answer = change_text(client, sent, **WORDS)
    assert answer.status_code == 302
    assert "1 brief is geen concept meer" in client.get(answer.url).content.decode()


def test_what_is_sent_from_an_old_page_is_refused_and_kept(world, as_, sent):
    client = as_(world.bureau)
    answer = change_text(client, sent, **WORDS)
    assert answer.status_code == 422
    assert GONE in answer.content.decode()
    assert "Iets heel anders" in answer.content.decode()
    url = reverse("round_chapter_new", args=[sent.pk])
    assert client.post(url, {"heading": "Nog iets", "text": "<p>Extra.</p>"}).status_code == 422
    part = sent.chapters.get()
    url = reverse("round_chapter_remove", args=[sent.pk, part.pk])
    assert client.post(url, {"version": part.version}).status_code == 422
    assert sent.chapters.count() == 1


@pytest.mark.parametrize("name", ["round_text", "round_chapter_new"])
def test_who_comes_to_write_goes_back_and_reads_why(world, as_, sent, name):
    answer = as_(world.bureau).get(reverse(name, args=[sent.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == sent.get_absolute_url()
    assert GONE in answer.content.decode()


def test_the_database_refuses_it_too(world, sent):
    chapter = sent.chapters.get()
    for change in (
        lambda: BriefingRound.objects.filter(pk=sent.pk).update(subject="Anders"),
        lambda: RoundChapter.objects.filter(pk=chapter.pk).update(text="<p>Anders</p>"),
        lambda: RoundChapter.objects.filter(pk=chapter.pk).delete(),
        lambda: RoundChapter.objects.create(round=sent, position=9, heading="x", text="<p>x</p>"),
    ):
        with acting(world.bureau, reason="test"), pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_letter_is_named_once_under_what_comes_now(world, as_, sent):
    page = as_(world.bureau).get(sent.get_absolute_url()).content.decode()
    assert "2 brieven wachten op vaststelling" in page
    assert "op een stap die je op de pagina van de brief zet" not in page


def test_a_round_begins_again_with_the_same_words(world, as_, sent):
    client = as_(world.bureau)
    url = reverse("round_again", args=[sent.pk])
    assert client.get(url).status_code == 200
    answer = client.post(url)
    new = BriefingRound.objects.exclude(pk=sent.pk).get()
    assert answer.url == new.get_absolute_url()
    assert [chapter.heading for chapter in new.chapters.all()] == ["Waar het begon"]
    assert new.core == sent.core
    assert {letter.addressee for letter in rounding.letters(new)} == {
        letter.addressee for letter in rounding.letters(sent)
    }
    assert all(letter.is_draft and not letter.registration_number for letter in rounding.letters(new))
    assert change_text(client, new, **WORDS).status_code == 302


def test_a_note_in_the_common_words_is_shown_as_a_note(world, as_):
    round_ = rounding.a_round(world, rounding.councils(1), core="<p>Een feit [noot: de bron].</p>")
    page = as_(world.bureau).get(round_.get_absolute_url()).content.decode()
    assert "[noot:" not in page
    assert 'id="noot-1"' in page
