"""Editing a draft: no typed text is lost, parts keep their order, and nothing changes once it is offered."""

import re

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.removing import seen_of
from tests.governance import letters
from tests.world import set_up
from zorgzaam.audit.history import acting
from zorgzaam.richfields import tidy


@pytest.fixture
def briefing(world):
    made = letters.draft(world)
    for heading in ("Een", "Twee", "Drie"):
        letters.section(made, heading, f"<p>Tekst {heading}</p>")
    return made


def headings(briefing) -> list[str]:
    return list(briefing.sections.order_by("position").values_list("heading", flat=True))


def positions(briefing) -> list[int]:
    return list(briefing.sections.order_by("position").values_list("position", flat=True))


def test_the_second_of_two_editors_gets_both_texts_and_loses_nothing(world, as_, briefing):
    url = reverse("briefing_core", args=[briefing.pk])
    opened_with = briefing.version
    first = as_(world.bureau).post(url, {"core": "<p>Van de eerste</p>", "version": opened_with})
    assert first.status_code == 302
    second = as_(world.bureau_only).post(url, {"core": "<p>Van de tweede</p>", "version": opened_with})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Van de eerste" in page
    assert "Van de tweede" in page
    briefing.refresh_from_db()
    assert briefing.core == "<p>Van de eerste</p>"
    again = as_(world.bureau_only).post(url, {"core": "<p>Van beiden</p>", "version": briefing.version})
    assert again.status_code == 302


def test_what_is_typed_while_a_colleague_offers_it_is_shown_again(world, as_, briefing):
    block = BriefingBlock.objects.first()
    briefing.submit(by=world.bureau)
    url = reverse("briefing_text", args=[briefing.pk, block.pk])
    answer = as_(world.bureau).post(url, {"text": "<p>Net getypt</p>", "version": block.version})
    assert answer.status_code == 409
    assert "Net getypt" in answer.content.decode()
    block.refresh_from_db()
    assert "Net getypt" not in block.text


@pytest.mark.parametrize("table", ["briefingsection", "briefingblock", "briefingattachment"])
def test_parts_of_what_was_offered_cannot_change_by_any_way(world, briefing, table):
    letters.attachment(briefing, "Kaart")
    briefing.submit(by=world.bureau)
    model = {
        "briefingsection": briefing.sections,
        "briefingblock": BriefingBlock.objects,
        "briefingattachment": briefing.attachments,
    }[table]
    for change in (lambda: model.update(position=9), lambda: model.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            set_up(change)()


def test_sections_move_one_place_and_stop_at_the_edge(world, as_, briefing):
    client = as_(world.bureau)
    last = briefing.sections.get(heading="Drie")
    for expected in (["Een", "Drie", "Twee"], ["Drie", "Een", "Twee"], ["Drie", "Een", "Twee"]):
        answer = client.post(reverse("briefing_section_up", args=[briefing.pk, last.pk]))
        assert answer.status_code == 302
        assert headings(briefing) == expected
    assert positions(briefing) == [1, 2, 3]


def test_a_move_by_script_gives_the_parts_back_and_says_what_happened(world, as_, briefing):
    first = briefing.sections.get(heading="Een")
    url = reverse("briefing_section_down", args=[briefing.pk, first.pk])
    answer = as_(world.bureau).post(url, headers={"hx-request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.index("Twee") < page.index("Een")
    assert "Hoofdstuk staat nu op plaats 2." in page


def removal(briefing, part) -> tuple[str, dict[str, str]]:
    """The address and the fields of the button on the page as it is now."""
    sort = {BriefingSection: "section", BriefingBlock: "block"}[type(part)]
    return reverse(f"briefing_{sort}_remove", args=[briefing.pk, part.pk]), {"version": seen_of(part)}


def test_removing_closes_the_gap(world, as_, briefing):
    url, shown = removal(briefing, briefing.sections.get(heading="Twee"))
    other = letters.draft(world)
    for _ in range(2):  # a double click
        assert as_(world.bureau).post(url, shown).status_code == 302
        assert headings(briefing) == ["Een", "Drie"]
    elsewhere = reverse("briefing_section_remove", args=[other.pk, shown["version"][:36]])
    assert as_(world.bureau).post(elsewhere, shown).status_code == 404
    assert positions(briefing) == [1, 2]


@pytest.mark.parametrize("change", ["heading", "text", "new block", "block gone"])
@pytest.mark.parametrize("script", [False, True])
def test_a_section_a_colleague_just_worked_in_is_not_removed(world, as_, briefing, change, script):
    section = briefing.sections.get(heading="Twee")
    letters.set_up(BriefingBlock.objects.create)(section=section, position=2, text="<p>Oude alinea</p>")
    url, shown = removal(briefing, section)
    block = section.blocks.get(position=2)
    with acting(world.bureau_only):
        if change == "heading":
            briefing.sections.filter(pk=section.pk).update(heading="Net bewaard")
        elif change == "text":
            section.blocks.filter(pk=block.pk).update(text="<p>Net bewaard</p>")
        elif change == "new block":
            BriefingBlock.objects.create(section=section, position=3, text="<p>Net bewaard</p>")
        else:
            block.delete()
    headers = {"hx-request": "true"} if script else {}
    answer = as_(world.bureau).post(url, shown, headers=headers)
    assert answer.status_code == 409
    page = answer.content.decode()
    before = {"heading": "Twee", "text": "Oude alinea", "new block": "(leeg)", "block gone": "Oude alinea"}
    removal_part = page[page.index('id="weghalen"') : page.index("Toch weghalen")]
    assert before[change] in removal_part
    assert "Wat je zag" in removal_part
    assert ("Net bewaard" in removal_part) is (change != "block gone")
    assert len(headings(briefing)) == 3
    again = re.search(r'name="version" type="hidden" value="([^"]+)"', removal_part)
    assert as_(world.bureau).post(url, {"version": again[1]}).status_code == 302
    assert headings(briefing) == ["Een", "Drie"]


def test_what_was_seen_is_read_from_the_history_of_this_section_alone(world, as_, briefing):
    other = letters.section(letters.draft(world), "Elders", "<p>Niet voor deze pagina</p>").blocks.get()
    url, _ = removal(briefing, briefing.sections.get(heading="Twee"))
    answer = as_(world.bureau).post(url, {"version": f"{other.pk}.1"})
    assert answer.status_code == 409
    assert "Niet voor deze pagina" not in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\u0663", "\x00", "1", "a.b c.d"])
def test_an_odd_version_removes_nothing(world, as_, briefing, version):
    middle = briefing.sections.get(heading="Twee")
    url = reverse("briefing_section_remove", args=[briefing.pk, middle.pk])
    assert as_(world.bureau).post(url, {"version": version}).status_code == 409
    assert as_(world.bureau).post(url, {"version": f"{middle.pk}.{version}"}).status_code == 409
    assert len(headings(briefing)) == 3


def test_a_part_of_another_briefing_is_not_found(world, as_, briefing):
    other = letters.draft(world)
    section = briefing.sections.first()
    for name in ("briefing_section", "briefing_text_new", "briefing_fragment_new"):
        assert as_(world.bureau).get(reverse(name, args=[other.pk, section.pk])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Een regel.\n\nEn nog een.", "<p>Een regel.</p>\n\n<p>En nog een.</p>"),
        ("<p></p>", ""),
        ("<p>&nbsp;</p><p><br></p>", ""),
        ("<p>a\x00b</p>", "<p>ab</p>"),
        ("<h1>Kop</h1>", "<h3>Kop</h3>"),
        ("5 & 6", "<p>5 &amp; 6</p>"),
    ],
)
def test_typed_text_becomes_tidy_html(typed, kept):
    assert tidy(typed) == kept
    assert tidy(kept) == kept


def test_rich_text_is_cleaned_on_every_way_into_the_database(world):
    dirty = "<p onclick='x'>tekst<script>alert(1)</script></p>"
    briefing = letters.draft(world, core=dirty)
    set_up(lambda: type(briefing).objects.filter(pk=briefing.pk).update(follow_up=dirty))()
    briefing.refresh_from_db()
    assert briefing.core == briefing.follow_up == "<p>tekst</p>"
