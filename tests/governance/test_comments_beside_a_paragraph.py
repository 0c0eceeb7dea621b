"""A reviewer says something of one paragraph; it stays beside its words, is answered, and the author deals with it."""

import datetime
import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.briefings.comments import mail as comment_mail
from governance.briefings.comments.mail import still_open, tell_about_comments
from governance.briefings.comments.models import BriefingComment, CommentReply, Outcome
from governance.briefings.comments.writing import comment_on, place, reply_to, settle
from governance.briefings.document import build
from governance.briefings.errors import Refused
from governance.briefings.models import Briefing
from governance.briefings.paragraphs import beside, blocks_of, marked, paragraphs_of, pieces
from governance.briefings.printing import to_html
from tests.governance import letters, proposals
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail
from zorgzaam.snapshots import canonical

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefing(world):
    made = letters.draft(world, core="<p>Eerst dit.</p><p>Dan dat.</p>")
    letters.section(made, "Hoe het zo kwam", "<p>Er was een tafel.</p><ul><li>Een</li><li>Twee</li></ul>")
    letters.shared_with(world, made, world.chair)
    return made


def paragraphs(briefing):
    now = Briefing.objects.get(pk=briefing.pk)
    return paragraphs_of(build(now), blocks_of(now))


def paragraph(briefing, words):
    return next(each for each in paragraphs(briefing) if each.words == words)


def sent(briefing, words, text="Waarom?"):
    about = paragraph(briefing, words)
    return {"at": about.anchor, "seen": about.sha256, "text": text}


def said(world, briefing, words="Dan dat.", text="Waarom?", by=None):
    about = paragraph(briefing, words)
    return comment_on(briefing, by=by or world.chair, at=about.anchor, seen=about.sha256, text=text)


def url(name, briefing, *args):
    return reverse(f"briefing_{name}", args=[briefing.pk, *args])


def test_every_paragraph_has_a_button_of_its_own_and_the_comment_stands_below_it(world, as_, briefing):
    reviewer = as_(world.chair)
    page = reviewer.get(url("review", briefing)).content.decode()
    for words in ("Eerst dit.", "Dan dat.", "Er was een tafel.", "Hoe het zo kwam"):
        assert f'value="{paragraph(briefing, words).anchor}"' in page
    answer = reviewer.post(url("comment", briefing), sent(briefing, "Dan dat.", "Wanneer is dat?"))
    made = BriefingComment.objects.get()
    assert answer.url == f"{url('review', briefing)}#opmerking-{made.pk}"
    assert (made.person, made.quote, made.part) == (world.chair.person, "Dan dat.", "core")
    after = reviewer.get(url("review", briefing)).content.decode()
    first, second = after.index("<p>Eerst dit.</p>"), after.index("<p>Dan dat.</p>")
    assert first < second < after.index("Wanneer is dat?") < after.index("Er was een tafel.")


def test_a_proposal_has_its_besluitpunten_and_arguments_apart(world):
    briefing = proposals.full(world)
    document, blocks = build(briefing), blocks_of(briefing)
    called = [each.called for each in paragraphs_of(document, blocks)]
    assert {"Besluitpunt 1", "Argument 1.1", "Doelstelling"} <= set(called)
    page = beside(
        to_html(canonical(marked(document, blocks)), draft=True), lambda number: f"[[{called[number]}]]"
    )
    assert page.count("[[") == len(called)
    assert not re.search("[\ue000\ue001]", page)
    # Beside a heading and a thesis, not in it.
    assert not re.search(r"<h[1-3][^>]*>[^<]*\[\[", page)


def test_rich_text_is_cut_where_a_reader_sees_a_new_piece():
    html = '<p>Een<br>twee</p><ul><li><p>Drie</p></li></ul><p><a href="https://a.example/?b>c">Vier</a></p>'
    assert list(pieces(html)) == [
        "<p>Een<br>twee</p>",
        "<ul><li><p>Drie</p></li></ul>",
        '<p><a href="https://a.example/?b>c">Vier</a></p>',
    ]


def test_a_comment_follows_its_words_and_keeps_them_when_they_are_rewritten(world, as_, briefing):
    made = said(world, briefing)
    letters.change(briefing, world.bureau, core="<p>Vooraf.</p><p>Eerst dit.</p><p>Dan dat.</p>")
    placed = place([made], paragraphs(briefing))
    assert list(placed.at) == ["core:3"]
    assert not made.rewritten
    letters.change(briefing, world.bureau, core="<p>Vooraf.</p><p>Heel anders.</p>")
    assert list(place([made], paragraphs(briefing)).at) == ["core:2"]
    assert made.rewritten
    page = as_(world.chair).get(url("review", briefing)).content.decode()
    assert "Ging over:" in page
    assert "Dan dat." in page


def test_a_comment_on_a_part_that_is_gone_is_not_lost(world, as_, briefing):
    made = said(world, briefing, "Er was een tafel.", "Welke tafel?")
    with acting(world.bureau):
        briefing.sections.get().delete()
    assert place([made], paragraphs(briefing)).lost == [made]
    page = as_(world.bureau).get(url("review", briefing)).content.decode()
    assert "Over een deel dat er niet meer is" in page
    assert "Welke tafel?" in page
    assert "Welke tafel?" in as_(world.bureau).get(url("compose", briefing)).content.decode()


def test_what_changed_meanwhile_is_shown_first_and_nothing_typed_is_lost(world, as_, briefing):
    data = sent(briefing, "Dan dat.", "Mijn lange opmerking")
    letters.change(briefing, world.bureau, core="<p>Eerst dit.</p><p>Nu dit.</p>")
    answer = as_(world.chair).post(url("comment", briefing), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.index("Nu dit.") < page.index("Mijn lange opmerking")
    assert not BriefingComment.objects.exists()
    # Sent again from that page it is about the new words.
    assert as_(world.chair).post(url("comment", briefing), sent(briefing, "Nu dit.")).status_code == 302
    letters.change(briefing, world.bureau, core="<p>Eerst dit.</p>")
    gone = as_(world.chair).post(url("comment", briefing), {**data, "at": "core:9"})
    assert gone.status_code == 409
    assert "Mijn lange opmerking" in gone.content.decode()


def test_bad_input_gets_a_sentence_at_its_place(world, as_, briefing):
    made = said(world, briefing)
    author = as_(world.bureau)
    for name, args, data, words in (
        ("comment", (), sent(briefing, "Dan dat.", " "), "Schrijf eerst iets op."),
        ("comment", (), sent(briefing, "Dan dat.", "x" * 2001), "2000"),
        ("comment_reply", (made.pk,), {"text": ""}, "Schrijf eerst iets op."),
        ("comment_settle", (made.pk,), {"outcome": "niet_overgenomen"}, "Schrijf op waarom"),
    ):
        answer = author.post(url(name, briefing, *args), data)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert author.post(url("comment_settle", briefing, made.pk), {"outcome": "x"}).status_code == 422
    assert (BriefingComment.objects.count(), CommentReply.objects.count()) == (1, 0)


def test_it_is_answered_and_the_author_deals_with_it_once(world, as_, briefing):
    made = said(world, briefing)
    author, reviewer = as_(world.bureau), as_(world.chair)
    assert made.called in author.get(url("compose", briefing)).content.decode()
    assert reviewer.post(url("comment_settle", briefing, made.pk), {"outcome": "verwerkt"}).status_code == 403
    author.post(url("comment_reply", briefing, made.pk), {"text": "Omdat het moet"})
    assert "Omdat het moet" in reviewer.get(url("review", briefing)).content.decode()
    declined = {"outcome": "niet_overgenomen", "because": "Dat weten we nog niet", "bij": "opstellen"}
    assert author.post(url("comment_settle", briefing, made.pk), declined).url.startswith(
        url("compose", briefing)
    )
    page = reviewer.get(url("review", briefing)).content.decode()
    assert "Niet overgenomen" in page
    assert "Dat weten we nog niet" in page
    assert made.called not in author.get(url("compose", briefing)).content.decode()
    assert settle(made, by=world.bureau_only, outcome=Outcome.DONE) is False
    with pytest.raises(Refused, match="afgehandeld"):
        reply_to(made, by=world.chair, text="Nog iets")


def test_the_database_keeps_what_was_said_and_settled(world, briefing):
    made = said(world, briefing)
    rows = BriefingComment.objects.filter(pk=made.pk)
    half = {"settled_at": timezone.now(), "settled_by": world.bureau.person, "outcome": "niet_overgenomen"}
    for step in (
        lambda: rows.update(text="Anders"),
        lambda: rows.update(quote="Anders"),
        lambda: rows.update(**half),
        lambda: rows.update(outcome="verwerkt"),
        rows.delete,
    ):
        with acting(world.bureau), pytest.raises(DatabaseError), transaction.atomic():
            step()
    assert settle(made, by=world.bureau, outcome=Outcome.DONE)
    with acting(world.bureau), pytest.raises(DatabaseError), transaction.atomic():
        rows.update(settled_by=world.bureau_only.person)


def test_the_share_that_ends_ends_seeing_them(world, as_, briefing):
    made = said(world, briefing)
    reviewer = as_(world.chair)
    assert reviewer.get(url("review", briefing)).status_code == 200
    briefing.shares.get().end(by=world.bureau)
    assert reviewer.get(url("review", briefing)).status_code == 404
    for name, data in (("comment_reply", {"text": "Ja"}), ("comment_settle", {"outcome": "verwerkt"})):
        assert reviewer.post(url(name, briefing, made.pk), data).status_code == 404
    assert reviewer.post(url("comment", briefing), sent(briefing, "Dan dat.")).status_code == 404
    assert not BriefingComment.objects.visible_to(world.chair).exists()
    assert BriefingComment.objects.visible_to(world.bureau).exists()


def test_a_comment_of_another_briefing_is_not_found(world, as_, briefing):
    made, other = said(world, briefing), letters.draft(world, "Een ander stuk")
    data = {"outcome": "verwerkt"}
    assert as_(world.bureau).post(url("comment_settle", other, made.pk), data).status_code == 404
    assert as_(world.bureau).post(url("comment_settle", briefing, made.pk), data).status_code == 302


def test_what_is_published_takes_no_comments_and_readers_get_none(world, client, briefing):
    made = said(world, briefing, text="Alleen voor ons")
    data = sent(briefing, "Dan dat.")
    letters.published(world, briefing)
    with pytest.raises(Refused, match="klaar"):
        comment_on(briefing, by=world.bureau, at=data["at"], seen=data["seen"], text="Te laat")
    assert made.text not in client.get(briefing.get_absolute_url()).content.decode()
    assert made.text not in briefing.publications.get().canonical


def test_the_author_gets_one_mail_for_all_that_came_in(world, briefing, monkeypatch):
    said(world, briefing, text="Geheim een")
    said(world, briefing, "Eerst dit.", "Geheim twee")
    said(world, briefing, "Eerst dit.", "Van de opsteller zelf", by=world.bureau)
    assert tell_about_comments() == 0  # they may not be the last
    monkeypatch.setattr(comment_mail, "WAIT", datetime.timedelta(0))
    assert tell_about_comments() == 1
    assert tell_about_comments() == 0
    mail = OutgoingMail.objects.get()
    assert (mail.to_person, mail.private) == (world.bureau.person, True)
    assert mail.subject == "2 nieuwe opmerkingen bij een concept"
    assert "Geheim" not in mail.text
    assert briefing.subject not in mail.text
    assert still_open(mail)
    for comment in BriefingComment.objects.open():
        settle(comment, by=world.bureau, outcome=Outcome.DONE)
    assert not still_open(mail)


def test_comments_cost_the_same_number_of_questions(world, as_, briefing):
    reviewer = as_(world.chair)

    def cost():
        with CaptureQueriesContext(connection) as found:
            assert reviewer.get(url("review", briefing)).status_code == 200
        return len(found)

    said(world, briefing)
    cost()
    one = cost()
    for number in range(12):
        reply_to(said(world, briefing, text=f"Nog een {number}"), by=world.bureau, text="Ja")
    assert cost() <= one + 1
