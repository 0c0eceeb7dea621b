"""A raadsinformatiebrief and a memo: their fixed words, headings, signatures and what it means for one municipality."""

import datetime
import re

import pytest
from django.urls import reverse

from governance.briefings.changes import changes_between
from governance.briefings.completeness import warnings
from governance.briefings.document import build
from governance.briefings.fragments import NothingToShow, fill
from governance.briefings.kinds import BriefingKind
from governance.briefings.printing import to_html, to_pdf, to_plain
from partners.organisations.models import Organisation, OrganisationKind
from regioplan.approvals.models import Outcome
from regioplan.local_actions.models import ActionState, LocalAction
from tests.governance import letters
from tests.pdfs import failed_rules, reading_order
from tests.regioplan import making_plans
from tests.world import set_up
from zorgzaam.snapshots import canonical

WORDS = [
    *("Geachte raadsleden,", "Graag informeren wij u", "Mededeling", "Waar het begon"),
    "Voor de gemeente Duindorp betekent dit",
    "Wij vertrouwen erop u hiermede voldoende te hebben geïnformeerd.",
    *("Hoogachtend,", "het college van Duindorp", "Secretaris", "Burgemeester", "Bijlagen"),
]
DAY = letters.DAY


@set_up
def an_action(world, text: str = "meer wandelpaden", **extra) -> LocalAction:
    return LocalAction.objects.create(municipality=world.municipality, text=text, **extra)


@set_up
def of_its_municipality(world) -> None:
    own = Organisation.objects.create(
        name="Gemeente Duindorp", kind=OrganisationKind.GOVERNMENT, municipality=world.municipality
    )
    type(world.council).objects.filter(pk=world.council.pk).update(organisation=own)
    world.council.refresh_from_db()


def letter(world, **extra):
    """A letter to the council of Duindorp with one chapter, which ends with what it means there."""
    of_its_municipality(world)
    an_action(world)
    values = {
        "kind": BriefingKind.COUNCIL_LETTER,
        "addressee": world.council,
        "core": "<p>Graag informeren wij u over de zorg.</p>",
        "follow_up": "",
        "template_code": "",
    }
    briefing = letters.draft(world, **{**values, **extra})
    chapter = letters.section(briefing, "Waar het begon", "<p>Bij een tafel.</p>")
    letters.fragment(chapter, "municipality_means", municipality=world.municipality)
    letters.attachment(briefing, "Agenda_2_0", edocs_number="")
    return briefing


def actions(data) -> list[str]:
    return [row["text"] for row in data["actions"]]


def text_of(briefing) -> str:
    return canonical(build(briefing))


def test_fixed_words_and_headings_stand_in_the_order_of_the_form(world):
    text = text_of(letter(world))
    html = to_html(text)
    paper = "".join(re.sub(r"[\s\u2010\u00ad]+", "", words) for _, words in reading_order(to_pdf(text).pdf))
    on_page = on_paper = 0
    for words in WORDS:
        on_page = html.index(words, on_page)
        on_paper = paper.index(words.replace(" ", ""), on_paper)
    assert letters.headings_in(html)[1:] == ["Waar het begon", "Bijlagen"]
    assert failed_rules(to_pdf(text).pdf) == set()


def test_only_names_that_were_typed_are_signed_with(world):
    briefing = letter(world)
    assert build(briefing)["signatures"] == [
        {"name": "", "role": "Secretaris"},
        {"name": "", "role": "Burgemeester"},
    ]
    letters.change(briefing, world.bureau, mayor="Bente Burgemeester")
    html = to_html(text_of(briefing))
    assert html.index("Secretaris") < html.index("Bente Burgemeester") < html.index("Burgemeester</p>")


def test_other_names_below_it_are_a_change(world):
    briefing = letter(world)
    before = build(briefing)
    letters.change(briefing, world.bureau, secretary="Sem Secretaris")
    assert changes_between(before, build(briefing)) == ["De ondertekening is veranderd."]


def test_the_words_to_search_in_begin_with_the_letter_and_lose_no_heading(world):
    words = to_plain(text_of(letter(world)))
    assert words.startswith(
        "Geachte raadsleden, Graag informeren wij u over de zorg. Mededeling Waar het begon"
    )


def test_its_outgoing_number_and_its_attachments_are_called_as_the_form_does(world, as_):
    briefing, client = letter(world), as_(world.bureau)
    assert "Uitgaand nummer" in client.get(reverse("briefing_header", args=[briefing.pk])).content.decode()
    page = client.get(reverse("briefing_attachment_new", args=[briefing.pk])).content.decode()
    assert "eDocs-nummer" not in page
    data = {"name": "Kaart", "woo_public": "ja"}
    assert client.post(reverse("briefing_attachment_new", args=[briefing.pk]), data).status_code == 302
    html = to_html(text_of(briefing))
    assert "<li>Agenda_2_0</li>" in re.sub(r"\s+(?=<)", "", html)
    assert "<table" not in html


def test_what_it_means_is_what_held_on_the_day_of_the_letter(world):
    an_action(world)
    an_action(world, "later begonnen", starts_on=DAY + datetime.timedelta(days=1))
    an_action(world, "gestopt", state=ActionState.STOPPED)
    an_action(world, "besloten plan", publicity="besloten", publicity_ground="Nog geheim")
    asked = {"municipality": str(world.municipality.pk)}
    assert actions(fill("municipality_means", asked, DAY)) == ["meer wandelpaden"]
    later = actions(fill("municipality_means", asked, DAY + datetime.timedelta(days=1)))
    assert later == ["later begonnen", "meer wandelpaden"], "the control"


def test_what_its_college_decided_is_told_when_it_was_decided(world):
    version = making_plans.taken_over(making_plans.plan(making_plans.region(world, "Strandeind")), "Samen")
    making_plans.decided(world, version, world.municipality, Outcome.AGREED, decided_on=DAY)
    asked = {"municipality": str(world.municipality.pk)}
    (row,) = fill("municipality_means", asked, DAY)["decisions"]
    assert (row["outcome"], row["when"]) == ("Ingestemd", "3 november 2026")
    with pytest.raises(NothingToShow, match="Duindorp"):
        fill("municipality_means", asked, DAY - datetime.timedelta(days=1))


def test_a_letter_that_does_not_say_what_it_means_there_is_pointed_out(world):
    briefing = letter(world)
    said = "wat dit voor de gemeente betekent"
    assert not any(said in warning for warning in warnings(briefing))
    letters.set_up(briefing.sections.get().blocks.exclude(fragment="").delete)()
    assert any(said in warning for warning in warnings(briefing))


def test_the_form_of_the_fragment_offers_the_municipality_it_is_written_to(world, as_):
    briefing = letter(world)
    url = reverse("briefing_fragment_new", args=[briefing.pk, briefing.sections.get().pk])
    page = as_(world.bureau).get(f"{url}?fragment=municipality_means").content.decode()
    assert f'<option value="{world.municipality.pk}" selected>' in page


def test_a_memo_begins_with_its_four_lines(world):
    briefing = letters.draft(
        world, kind=BriefingKind.MEMO, template_code="", objective="Regioplan zorg en welzijn 2026"
    )
    letters.section(briefing, "Ontwikkelingen", "<p>Er is geld.</p>")
    document = build(briefing)
    assert [label for label, _ in document["header"]] == ["Aan", "Van", "Datum", "Onderwerp"]
    assert dict(document["header"])["Aan"] == world.staten.name
    assert letters.headings_in(to_html(canonical(document)))[1:] == [
        "Beleidsreferentie",
        "Inleiding",
        "Ontwikkelingen",
        "Vervolgstappen",
        "Bijlagen",
    ]


@pytest.mark.parametrize(("to", "line"), [("staten", "MEMO aan Staten"), ("council", "MEMO aan Raad")])
def test_a_memo_says_above_it_to_whom_it_goes(world, to, line):
    briefing = letters.draft(world, kind=BriefingKind.MEMO, addressee=getattr(world, to))
    html = to_html(canonical(build(briefing)))
    assert f'<p class="zz-letter__kind">{line}</p>' in html
    assert "MEMO aan" not in to_html(canonical(build(letter(world)))), "the control"


def test_the_policy_of_a_memo_is_written_in_the_composer_and_missed_where_it_is_not_there(world, as_):
    memo, client = letters.draft(world, kind=BriefingKind.MEMO), as_(world.bureau)
    missed = "Onder “Beleidsreferentie” staat nog niets."
    assert missed in list(warnings(memo))
    url = reverse("briefing_objective", args=[memo.pk])
    assert "Beleidsreferentie" in client.get(url).content.decode()
    assert client.post(url, {"objective": "Het Regioplan", "version": memo.version}).status_code == 302
    memo.refresh_from_db()
    assert (memo.objective, missed in list(warnings(memo))) == ("Het Regioplan", False)
