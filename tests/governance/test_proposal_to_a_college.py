"""A collegevoorstel: what stands on paper and page, its numbers, and what it cannot be offered without."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.briefings.changes import changes_between
from governance.briefings.document import build
from governance.briefings.errors import Incomplete
from governance.briefings.kinds import BriefingKind, GroundKind
from governance.briefings.models import Briefing, Status
from governance.briefings.printing import to_html, to_pdf
from governance.briefings.proposing import ProposalGround
from tests.governance import letters, proposals
from tests.pdfs import failed_rules, reading_order
from zorgzaam.snapshots import canonical


def text_of(briefing) -> str:
    return canonical(build(briefing))


def codes(briefing) -> list[str]:
    """The numbered headings of arguments and kanttekeningen, as a reader gets them."""
    return re.findall(r"<h3>(.*?)</h3>", to_html(text_of(briefing)))


def test_the_headings_stand_in_the_order_of_the_form(world):
    briefing = proposals.full(world)
    text = text_of(briefing)
    assert letters.headings_in(to_html(text)) == ["Regioplan", *proposals.HEADINGS]
    order = reading_order(to_pdf(text).pdf)
    printed = "".join(words for tag, words in order if tag in ("H1", "H2"))
    assert re.sub(r"\s", "", printed) == "".join(["Regioplan", *proposals.HEADINGS]).replace(" ", "")


def test_each_argument_carries_the_number_of_its_besluitpunt_in_a_series_of_its_own(world):
    assert codes(proposals.full(world)) == [
        "1.1 Het plan is verplicht",
        "1.2 Het plan is van iedereen",
        "2.1 Zo volgt de raad wat er gebeurt",
        "1.1 Er was weinig tijd",
    ]


def test_the_numbers_follow_when_a_besluitpunt_moves_or_goes(world, as_):
    briefing = proposals.full(world)
    client, last = as_(world.bureau), briefing.points.get(position=2)
    client.post(reverse("briefing_point_up", args=[briefing.pk, last.pk]))
    assert codes(briefing)[:3] == [
        "1.1 Zo volgt de raad wat er gebeurt",
        "2.1 Het plan is verplicht",
        "2.2 Het plan is van iedereen",
    ]
    shown = client.get(reverse("briefing_compose", args=[briefing.pk])).content.decode()
    url = reverse("briefing_point_remove", args=[briefing.pk, last.pk])
    seen = re.search(rf'{url}".*?name="version" type="hidden" value="([^"]+)"', shown, re.DOTALL)
    assert seen
    assert client.post(url, {"version": seen[1]}).status_code == 302
    assert codes(briefing) == [
        "1.1 Het plan is verplicht",
        "1.2 Het plan is van iedereen",
        "1.1 Er was weinig tijd",
    ]
    assert not ProposalGround.objects.filter(point=last.pk).exists()


def test_an_argument_that_goes_to_another_besluitpunt_comes_last_there(world, as_):
    briefing = proposals.full(world)
    first, second = briefing.points.order_by("position")
    moved = first.grounds.get(thesis="Het plan is verplicht")
    data = {"point": second.pk, "thesis": moved.thesis, "text": moved.text, "version": moved.version}
    answer = as_(world.bureau).post(reverse("briefing_ground", args=[briefing.pk, moved.pk]), data)
    assert answer.status_code == 302
    assert codes(briefing)[:3] == [
        "1.1 Het plan is van iedereen",
        "2.1 Zo volgt de raad wat er gebeurt",
        "2.2 Het plan is verplicht",
    ]


def test_an_argument_cannot_go_to_another_proposal(world, as_):
    briefing, other = proposals.full(world), proposals.full(world)
    row = ProposalGround.objects.filter(point__briefing=briefing).first()
    there = other.points.first()
    data = {"point": there.pk, "thesis": row.thesis, "text": row.text, "version": row.version}
    assert (
        as_(world.bureau).post(reverse("briefing_ground", args=[briefing.pk, row.pk]), data).status_code
        == 422
    )
    row.refresh_from_db()
    assert row.point.briefing == briefing


def test_without_an_argument_for_each_besluitpunt_it_is_not_offered(world, as_):
    briefing = proposals.bare(world)
    with pytest.raises(Incomplete) as nothing:
        briefing.submit(by=world.bureau)
    assert "besluitpunt" in nothing.value.missing["points"]
    first, second = proposals.point(briefing), proposals.point(briefing, "De raad informeren.")
    proposals.ground(first, "Het plan is verplicht")
    proposals.ground(second, "Er was weinig tijd", GroundKind.SIDE_NOTE)
    answer = as_(world.bureau).post(reverse("briefing_submit", args=[briefing.pk]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#argumenten">Schrijf minstens één argument bij besluitpunt 2.</a>' in page
    assert 'id="argumenten"' in page
    assert Briefing.objects.get().status == Status.DRAFT
    proposals.ground(second, "Zo volgt de raad het")
    assert as_(world.bureau).post(reverse("briefing_submit", args=[briefing.pk])).status_code == 302
    assert Briefing.objects.get().status == Status.IN_REVIEW


def test_it_is_made_and_published_by_posting_forms(world, as_):
    client = as_(world.bureau)
    new = {"kind": "collegevoorstel", "addressee": proposals.a_college().pk, "subject": "Regioplan"}
    client.post(reverse("briefing_new"), new)
    briefing = Briefing.objects.get()

    def post(name, data, *parts):
        return client.post(reverse(f"briefing_{name}", args=[briefing.pk, *parts]), data).status_code

    def version():
        return Briefing.objects.get().version

    assert post("point_new", {"text": "Instemmen met het plan."}) == 302
    point = briefing.points.get()
    argument = {"point": point.pk, "thesis": "Het is verplicht", "text": "Dat staat in het akkoord."}
    assert post("ground_new", argument, point.pk, "argument") == 302
    assert post("ground_new", argument, point.pk, "onzin") == 404
    assert post("core", {"core": "Er ligt een plan.", "version": version()}) == 302
    assert post("objective", {"objective": "Gezonde inwoners.", "version": version()}) == 302
    header = {
        "addressee": briefing.addressee_id,
        "subject": "Regioplan",
        "registration_number": "2024-1",
        "dated_on": "2024-02-06",
        "portfolio_holder": "de wethouder",
        "publicity": "openbaar",
    }
    assert post("header", {**header, "version": version()}) == 302
    briefing.refresh_from_db()
    publication = letters.published(world, briefing)
    assert "1.1 Het is verplicht" in publication.html
    assert failed_rules(bytes(publication.pdf)) == set()


def test_a_proposal_goes_to_a_college_and_a_mededeling_does_not(world, as_):
    college, client = proposals.a_college(), as_(world.bureau)
    for kind, to in ((BriefingKind.PROPOSAL, world.staten), (BriefingKind.NOTICE, college)):
        answer = client.post(reverse("briefing_new"), {"kind": kind, "addressee": to.pk, "subject": "Plan"})
        assert answer.status_code == 422
        assert "Kies een ander." in answer.content.decode()
    assert not Briefing.objects.exists()


def test_a_kind_without_besluitpunten_gets_none(world, as_):
    letter, client = letters.draft(world), as_(world.bureau)
    assert client.get(reverse("briefing_point_new", args=[letter.pk])).status_code == 404
    assert client.get(reverse("briefing_objective", args=[letter.pk])).status_code == 404
    proposal = proposals.bare(world)
    assert client.get(reverse("briefing_point_new", args=[proposal.pk])).status_code == 200
    assert client.get(reverse("briefing_section_new", args=[proposal.pk])).status_code == 404


def test_what_changed_is_said_per_besluitpunt_and_argument(world):
    briefing = proposals.full(world)
    before = build(briefing)
    first = briefing.points.get(position=1)
    letters.set_up(first.grounds.filter(position=1, kind=GroundKind.ARGUMENT).update)(thesis="Het moet")
    proposals.ground(first, "Het past")
    letters.set_up(briefing.points.filter(position=2).update)(text="De raad vragen.")
    letters.change(briefing, world.bureau, objective="Goede zorg.")
    assert changes_between(before, build(briefing)) == [
        "“Doelstelling” is veranderd.",
        "Veranderd: argument 1.1.",
        "Nieuw: argument 1.3.",
        "Veranderd: besluitpunt 2.",
    ]


def test_another_order_alone_is_no_change(world, as_):
    briefing = proposals.full(world)
    before = build(briefing)
    last = briefing.points.get(position=2)
    as_(world.bureau).post(reverse("briefing_point_up", args=[briefing.pk, last.pk]))
    assert changes_between(before, build(briefing)) == []


def test_a_version_of_before_the_new_shape_can_be_compared(world):
    new = build(letters.draft(world))
    old = {
        name: value
        for name, value in new.items()
        if name not in ("points", "objective", "parts", "signatures")
    }
    assert changes_between({**old, "core": "<p>Anders</p>"}, new) == ["De kern is veranderd."]


def test_ten_besluitpunten_cost_the_page_no_more_than_two(world, as_):
    briefing = proposals.full(world)
    client, url = as_(world.bureau), reverse("briefing_compose", args=[briefing.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(8):
        proposals.ground(proposals.point(briefing, f"Punt {number}"), "Omdat het kan")
    with CaptureQueriesContext(connection) as many:
        assert "10.1 Omdat het kan" in client.get(url).content.decode()
    assert len(many) == len(few)
