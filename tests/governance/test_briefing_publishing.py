"""Publishing freezes: the draft moves with the records, the published bytes do not."""

import dataclasses
import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.briefings.content import BriefingBlock
from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.document import build
from governance.briefings.errors import Incomplete, Refused
from governance.briefings.models import Briefing, Status
from governance.briefings.printing import to_pdf
from governance.briefings.publication import BriefingPublication
from tests.governance import letters, printing
from tests.pdfs import failed_rules, reading_order
from tests.world import end, mandate, person, set_up
from zorgzaam import pdf
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.snapshots import canonical


def words(printed: bytes) -> str:
    return "".join("".join(text.split()) for _, text in reading_order(printed))


def test_end_a_mandate_and_the_draft_changes_while_the_published_bytes_do_not(world, as_):
    noor = person("Noor Naam", named_publicly=True)
    held = mandate(noor, world.coalition, Role.MEMBER)
    briefing = letters.full(world, dated_on=None)
    briefing = letters.change(briefing, world.bureau, dated_on=timezone.localdate())
    publication = letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    page, paper = reverse("briefing", args=[briefing.pk]), reverse("briefing_pdf", args=[briefing.pk, 1])
    reader, editor = as_(None), as_(world.bureau)
    before = (reader.get(page).content, reader.get(paper).content)
    preview = reverse("briefing_preview", args=[briefing.pk])
    draft_before = (editor.get(preview).content.decode(), printing.pdf_of(editor, briefing).content)
    assert "Noor Naam" in draft_before[0]
    assert "NoorNaam" in words(draft_before[1])

    end(held)

    draft_after = (editor.get(preview).content.decode(), printing.pdf_of(editor, briefing).content)
    assert "Noor Naam" not in draft_after[0]
    assert "NoorNaam" not in words(draft_after[1])
    assert (reader.get(page).content, reader.get(paper).content) == before
    assert (
        bytes(BriefingPublication.objects.get(pk=publication.pk).pdf) == bytes(publication.pdf) == before[1]
    )
    assert b"Noor Naam" in before[0]


def test_a_publication_holds_together(world):
    publication = letters.published(world, letters.full(world))
    assert publication.canonical == canonical(json.loads(publication.canonical))
    assert failed_rules(bytes(publication.pdf)) == set()
    again = to_pdf(publication.canonical, address=publication.made_with["address"])
    assert again.sha256 == publication.pdf_sha256
    assert publication.made_with.keys() >= {"weasyprint", "fonts", "print_css", "templates"}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE governance_briefingpublication SET subject = 'anders'",
        "UPDATE governance_briefingpublication SET pdf = ''",
        "DELETE FROM governance_briefingpublication",
        "TRUNCATE governance_briefingpublication CASCADE",
        "DELETE FROM governance_briefing",
        "UPDATE governance_briefing SET subject = 'anders'",
        "UPDATE governance_briefingsection SET heading = 'anders'",
        "UPDATE governance_briefingblock SET text = 'anders'",
        "DELETE FROM governance_briefingblock",
        "UPDATE governance_briefingreview SET remark = 'anders'",
    ],
)
def test_what_was_published_stays_as_it_is(world, sql):
    letters.published(world, letters.full(world))
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        acting(SystemActor.SETUP),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_even_the_owner_cannot_truncate(owner_sql):
    with pytest.raises(Exception, match="Cannot truncate"):
        owner_sql("TRUNCATE governance_briefingpublication CASCADE")


def test_publishing_twice_gives_one_version(world, as_):
    briefing = letters.determined(world, letters.draft(world))
    url = reverse("briefing_publish", args=[briefing.pk])
    for _ in range(2):
        assert as_(world.bureau).post(url).status_code == 302
    assert BriefingDispatch.objects.count() == 1
    for _ in range(2):
        assert "Bekijk de gepubliceerde pagina" in letters.publish_by_page(as_(world.bureau), briefing)
    assert briefing.publish(by=world.bureau) == briefing.publications.get()


def test_every_step_taken_twice_changes_nothing_twice(world):
    briefing = letters.draft(world)
    assert [briefing.submit(by=world.bureau), briefing.submit(by=world.bureau)] == [True, False]
    assert [briefing.approve(by=world.clerk), briefing.approve(by=world.clerk)] == [True, False]
    letters.record(world, briefing)
    assert not letters.record(world, briefing)
    briefing.publish(by=world.bureau)
    assert [briefing.revise(by=world.bureau), briefing.revise(by=world.bureau)] == [True, False]
    first = briefing.withdraw(by=world.bureau, because="Fout")
    assert [first, briefing.withdraw(by=world.bureau, because="Fout")] == [True, False]
    assert briefing.reviews.count() == 1


@pytest.mark.parametrize("name", ["registration_number", "dated_on", "portfolio_holder"])
def test_the_header_must_be_complete_before_review(world, as_, name):
    empty = None if name == "dated_on" else ""
    briefing = letters.draft(world, **{name: empty})
    with pytest.raises(Incomplete) as refusal:
        briefing.submit(by=world.bureau)
    assert list(refusal.value.missing) == [name]
    answer = as_(world.bureau).post(reverse("briefing_submit", args=[briefing.pk]))
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(lambda: Briefing.objects.filter(pk=briefing.pk).update(status=Status.IN_REVIEW))()


@pytest.mark.parametrize("verdict", ["akkoord", "aanpassen"])
def test_nobody_decides_about_a_text_they_did_not_see(world, as_, verdict):
    briefing = letters.draft(world)
    briefing.submit(by=world.bureau)
    reader, url = as_(world.bureau_only), reverse("briefing_review", args=[briefing.pk])
    opened = reader.get(url)
    given = {"verdict": verdict, "remark": "Mijn opmerking", "seen": opened.context["form"]["seen"].value()}
    briefing.send_back(by=world.bureau, remark="Nog iets")
    letters.change(briefing, world.bureau, core="<p>Heel andere tekst.</p>")
    briefing.submit(by=world.bureau)
    refused = reader.post(url, given)
    assert refused.status_code == 409
    for words in ("Het stuk is veranderd", "Mijn opmerking", "Heel andere tekst."):
        assert words in refused.content.decode()
    assert Briefing.objects.get().status == Status.IN_REVIEW
    assert reader.post(url, {**given, "seen": ""}).status_code == 409
    given["seen"] = refused.context["form"]["seen"].value()
    assert reader.post(url, given).status_code == 302
    expected = {"akkoord": Status.APPROVED, "aanpassen": Status.DRAFT}
    assert Briefing.objects.get().status == expected[verdict]


@pytest.mark.parametrize("who", ["author", "submitter"])
def test_nobody_approves_their_own_work(world, as_, who):
    briefing = letters.draft(world)
    briefing.submit(by=world.bureau_only)
    own = world.bureau if who == "author" else world.bureau_only
    with pytest.raises(Refused):
        briefing.approve(by=own)
    answer = as_(own).post(reverse("briefing_review", args=[briefing.pk]), {"verdict": "akkoord"})
    assert answer.status_code == 422
    with pytest.raises(IntegrityError, match="briefing_approver_is_another"), transaction.atomic():
        set_up(
            lambda: Briefing.objects.filter(pk=briefing.pk).update(
                status=Status.APPROVED, approved_by=own.person
            )
        )()
    assert Briefing.objects.get().status == Status.IN_REVIEW


def test_no_step_can_be_skipped_in_the_database(world):
    briefing = letters.draft(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(lambda: Briefing.objects.filter(pk=briefing.pk).update(status=Status.PUBLISHED))()


def test_what_changed_after_the_approval_is_not_published_unseen(world):
    noor = person("Noor Naam", named_publicly=True)
    held = mandate(noor, world.coalition, Role.MEMBER)
    briefing = letters.determined(world, letters.full(world, dated_on=timezone.localdate()))
    end(held)
    with pytest.raises(Refused, match="opnieuw nakijken"):
        briefing.publish(by=world.bureau)
    assert not BriefingPublication.objects.exists()
    briefing.send_back(by=world.bureau, remark="Noor is weg")
    assert letters.published(world, briefing).version == 1


def test_a_pdf_that_is_too_heavy_publishes_nothing_and_says_why(world, as_, monkeypatch):
    tiny = dataclasses.replace(pdf.DEFAULT, memory=120 * 1024 * 1024)
    real = pdf.render
    monkeypatch.setattr(pdf, "render", lambda html, **given: real(html, **given, limits=tiny))
    briefing = letters.determined(world, letters.draft(world))
    client = as_(world.bureau)
    page = letters.publish_by_page(client, briefing)
    assert "te zwaar" in page
    assert "Probeer opnieuw" in page
    assert Briefing.objects.get().status == Status.DETERMINED
    assert not BriefingPublication.objects.exists()
    draft = reverse("briefing_draft_print", args=[briefing.pk])
    client.post(draft)
    printing.work()
    assert "te zwaar" in client.get(draft).content.decode()


def test_the_next_version_says_what_changed_and_the_first_stays(world, as_):
    briefing = letters.full(world)
    first = letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, follow_up="<p>Anders dan gedacht.</p>")
    section = briefing.sections.last()
    letters.change(section, world.bureau, heading="Wie er nu werkelijk zit")
    second = letters.published(world, briefing)
    assert second.version == 2
    assert second.changes == ["Het vervolg is veranderd.", "Veranderd: “Wie er nu werkelijk zit”."]
    page = as_(None).get(briefing.get_absolute_url()).content.decode()
    assert "Anders dan gedacht." in page
    assert "Het vervolg is veranderd." in page
    old = as_(None).get(reverse("briefing_version", args=[briefing.pk, 1])).content.decode()
    assert first.html in old


def test_a_drawing_drawn_otherwise_is_no_change(world, monkeypatch):
    briefing = letters.full(world)
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    monkeypatch.setattr("governance.briefings.fragments.drawing.GAP", 60)
    assert letters.published(world, briefing).changes == []


def test_something_public_does_not_become_closed_by_a_next_version(world):
    briefing = letters.draft(world)
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, publicity="besloten", publicity_ground="Bij nader inzien")
    letters.determined(world, briefing)
    with pytest.raises(Refused, match="openbaar"):
        briefing.publish(by=world.bureau)


HOSTILE = [
    "<script>alert(1)</script><p onclick='x'>tekst</p>",
    '<table><tr><td colspan="20">breed</td></tr></table>',
    "<ul><li>a</li></ul>" * 200,
    "<img src='file:///etc/passwd'><p style='background:url(http://127.0.0.1/)'>x</p>",
    "<svg><title></title></svg><iframe src='//x'></iframe><p>rest</p>",
    "<h6>diep</h6><h1>hoog</h1><h4>kop</h4>",
    "{% load x %}{{ 7|add:7 }} & < > \u202e omgekeerd \U0001f9a0",
    "a" * 3000,
    "<p>" * 500 + "diep",
]
REFUSED = ['<td colspan="100000">x</td>', "<ul><li>" * 60, "<blockquote>" * 300]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_ends_in_a_valid_pdf(world, text):
    plain = text[:100]
    briefing = letters.draft(
        world, subject=plain, portfolio_holder=plain, expertise_team=plain, core=text, follow_up=text
    )
    letters.section(briefing, plain, text)
    letters.attachment(briefing, plain, edocs_number=plain[:30])
    made = to_pdf(canonical(build(briefing)))
    assert failed_rules(made.pdf) == set()
    assert "<script" not in briefing.core
    assert "onclick" not in briefing.core


@pytest.mark.parametrize("text", REFUSED)
def test_text_that_would_weigh_down_is_refused_beside_the_field(world, as_, text):
    briefing = letters.draft(world)
    section = letters.section(briefing, "Kop")
    if "td" in text:
        text = f"<table><tr>{text}</tr></table>"
    answer = as_(world.bureau).post(
        reverse("briefing_text_new", args=[briefing.pk, section.pk]), {"text": text}
    )
    assert answer.status_code == 422
    assert 'id="id_text_error"' in answer.content.decode()
    assert not BriefingBlock.objects.exists()
