"""A published plan stays as it went out; the next version says what changed, and a tombstone remains."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.plans.editing import next_version
from regioplan.plans.errors import Refused
from regioplan.plans.models import PlanPublication, PlanSection, PublishedChapter
from regioplan.plans.showing import steps_of
from tests.pdfs import failed_rules, page_texts
from tests.regioplan import making_plans as making
from tests.regioplan.refusing import refused
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.search import find
from zorgzaam.snapshots import canonical, digest
from zorgzaam.ui import dates

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world):
    return making.plan(making.region(world, "Kreekdam"))


@pytest.fixture
def first(world, plan):
    return making.published(world, plan, "Samen gezond", "Wie wat doet")


def test_what_was_published_cannot_be_changed_by_any_path_of_the_app(first):
    chapter = PublishedChapter.objects.filter(publication=first.publication)
    refused(lambda: chapter.update(html="anders"))
    refused(lambda: chapter._raw_delete(chapter.db))
    refused(lambda: PlanPublication.objects.filter(pk=first.pk).update(html="anders"))
    refused(lambda: type(first).objects.filter(pk=first.pk).delete())


def test_its_name_stays_that_of_the_snapshot(world, first, as_):
    address = reverse("plan_version_edit", args=[first.pk])
    typed = {
        "label": "2099 definitief", "delivered_precision": "day", "version": first.version,
        "publication_url": "https://plan.example/", "source_note": "",
    }  # fmt: skip
    assert as_(world.bureau).post(address, typed).status_code == 302, "control: the rest can be kept"
    line = as_(None).get(reverse("api_plans")).json()["plans"][0]["versions"][0]
    content = as_(None).get(reverse("api_plan_version", args=[first.plan_id, 1])).json()["content"]
    assert line["name"] == content["version"]["name"] == "versie 1"
    for change in ({"label": "x"}, {"cleared_by": "x"}, {"published_on": "2020-01-01"}):
        with pytest.raises(DatabaseError, match="what was published"), transaction.atomic():
            set_up(type(first).objects.filter(pk=first.pk).update)(**change)


def test_its_text_is_closed_where_that_of_a_draft_is_open(first, plan, world):
    draft = next_version(plan, by=world.bureau)
    write = set_up(lambda rows: rows.update(heading="Anders"))
    assert write(PlanSection.objects.filter(version_of=draft)) == 2, (
        "the control: an open version can be written"
    )
    with pytest.raises(DatabaseError, match="not open for writing"), transaction.atomic():
        write(PlanSection.objects.filter(version_of=first))


def test_json_html_and_pdf_belong_together_and_are_made_once(world, first, as_):
    kept = first.publication
    assert digest(kept.canonical) == kept.canonical_sha256
    assert digest(bytes(kept.pdf)) == kept.pdf_sha256
    assert canonical(json.loads(kept.canonical)) == kept.canonical
    data = as_(None).get(reverse("api_plan_version", args=[first.plan_id, 1])).json()
    assert data["sha256"] == kept.canonical_sha256
    assert [row["heading"] for row in data["content"]["chapters"]] == ["Samen gezond", "Wie wat doet"]
    assert not failed_rules(bytes(kept.pdf))
    assert first.publish(by=world.bureau).pk == first.pk
    assert PlanPublication.objects.count() == 1


def test_on_paper_every_page_says_which_plan_of_which_day_and_its_number_once(world, plan):
    version = making.version(plan)
    making.section(version, "Lang", text=f"<p>{'Een lange alinea. ' * 30}</p>" * 12)
    version.clear(by=world.bureau, **making.CLEARED)
    pages = page_texts(bytes(version.publish(by=world.bureau).pdf))
    today = dates.day(timezone.localdate(), weekday=False).replace(" ", "")
    assert len(pages) > 2
    assert f"Standop{today}:Bijdepublicatie" in pages[0]
    for number, page in enumerate(pages, start=1):
        assert "bladnummer" not in page
        assert f"pagina{number}van{len(pages)}" in page
        assert f"versie1,gepubliceerd{today}" in page.replace("Versie", "versie")


def test_the_cover_says_where_it_stood_that_day_and_keeps_saying_so(world, first):
    stand = json.loads(first.publication.canonical)["cover"]["stand"]
    assert stand == [
        "Bij de publicatie hadden nog niet alle colleges besloten. Van geen van de 2 colleges is een besluit bekend."
    ]
    making.decided(world, first, world.municipality)
    first.publication.refresh_from_db()
    assert json.loads(first.publication.canonical)["cover"]["stand"] == stand


def test_a_draft_without_agreement_is_not_published(world, plan):
    draft = making.version(plan, "Kop")
    with pytest.raises(Refused, match="de toestand is “concept”"):
        draft.publish(by=world.bureau)
    assert not PlanPublication.objects.exists()


def test_another_agreement_than_the_one_that_holds_is_refused(world, plan):
    made = making.version(plan, "Samen gezond")
    made.clear(by=world.bureau, **making.CLEARED)
    assert not made.clear(by=world.bureau, **making.CLEARED)
    for other in ({"body": "Iemand anders"}, {"limits": "Alleen voor 2027"}):
        with pytest.raises(Refused, match="Er is al een akkoord: Bestuurlijk Overleg Deltaland"):
            made.clear(by=world.bureau, **{**making.CLEARED, **other})


def test_a_version_is_withdrawn_for_one_reason(world, first):
    first.withdraw(by=world.bureau, because="Datalek")
    assert not first.withdraw(by=world.bureau, because=" Datalek ")
    with pytest.raises(Refused, match="al ingetrokken: Datalek"):
        first.withdraw(by=world.bureau, because="Rekenfout")


def test_nobody_agrees_to_an_empty_plan(world, plan):
    with pytest.raises(Refused, match="nog geen tekst"):
        making.version(plan).clear(by=world.bureau, **making.CLEARED)


def test_the_next_version_says_what_changed_by_section_and_field(world, first, plan, as_):
    draft = next_version(plan, by=world.bureau)
    assert next_version(plan, by=world.bureau) == draft, "asked twice it is one"
    one, two = draft.sections.order_by("position")
    one.text = "<p>Iets heel anders.</p>"
    set_up(one.save)()
    set_up(two.delete)()
    making.section(draft, "Nieuwe cijfers")
    draft.clear(by=world.bureau, **making.CLEARED)
    changes = draft.publish(by=world.bureau).changes
    told = [(change["name"], change["kind"], change["fields"]) for change in changes]
    assert told == [
        ("Samen gezond", "veranderd", ["tekst"]),
        ("Nieuwe cijfers", "nieuw", []),
        ("Wie wat doet", "vervallen", []),
    ]
    page = words(as_(None), plan.get_absolute_url())
    assert "Hoofdstuk veranderd: tekst" in page
    assert "Dit is een eerdere versie" in words(as_(None), first.get_absolute_url())


def test_withdrawn_leaves_a_tombstone_everywhere(world, first, as_):
    chapter = reverse("plan_chapter", args=[first.plan_id, 1, 1])
    assert "Over samen gezond" in words(as_(None), chapter)
    first.withdraw(by=world.bureau, because="De cijfers klopten niet.")
    for name, *more in (
        ("plan_version",),
        ("plan_chapter", 1),
        ("plan_whole",),
        ("plan_pdf",),
        ("api_plan_version",),
    ):
        answer = as_(None).get(reverse(name, args=[first.plan_id, 1, *more]))
        assert answer.status_code == 410
        assert "De cijfers klopten niet." in answer.content.decode()
    assert not find(world.bureau, "samen gezond", only="chapter")


def test_readers_search_in_what_was_published_and_not_in_the_draft(world, first, plan):
    draft = next_version(plan, by=world.bureau)
    set_up(PlanSection.objects.filter(version_of=draft).update)(heading="Kwikstaart")
    assert [hit.title for hit in find(world.member, "gezond", only="chapter")] == ["Samen gezond"]
    assert not find(world.bureau, "kwikstaart", only="chapter")
    assert [hit.title for hit in find(world.member, "Deltaplan", only="plan")] == [plan.title]


def test_a_plan_from_outside_keeps_its_dates_when_its_text_is_frozen_here(world, plan, as_):
    old = making.taken_over(plan, "Zo was het")
    old.publish(by=world.bureau)
    old.refresh_from_db()
    assert "Akkoord voor publicatie" not in [step["label"] for step in steps_of(old)], "nobody said so"
    assert old.published == "22 december 2023"
    assert old.reminders_from is None
    with pytest.raises(DatabaseError, match="not open for writing"), transaction.atomic():
        making.section(old, "Te laat")
    assert "Zo was het" in words(as_(None), plan.get_absolute_url())


def test_a_withdrawn_draft_nobody_saw_leaves_nothing(world, plan, as_):
    draft = making.version(plan, "Kop")
    draft.withdraw(by=world.bureau, because="Toch niet.")
    assert as_(None).get(draft.get_absolute_url()).status_code == 404


def test_who_looked_at_another_version_is_asked_to_look_again(world, plan, as_):
    draft = making.version(plan, "Kop")
    address = reverse("plan_withdraw", args=[draft.pk])
    typed = {"because": "Toch niet.", "version": draft.version}
    set_up(type(draft).objects.filter(pk=draft.pk).update)(label="Anders")
    answer = as_(world.bureau).post(address, typed)
    assert answer.status_code in (409, 422)
    assert "Toch niet." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.status == "concept"
    assert as_(world.bureau).post(address, {**typed, "version": draft.version}).status_code == 302
