"""Somebody of the netwerkbureau makes an issue out of blocks; two at once lose no words (promise I2)."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsletters.issues import order
from newsletters.issues.models import Block, BlockKind, Issue
from tests.governance.deciding import decided
from tests.newsletters.issues import making
from tests.queries import of_the_page
from tests.real_files import picture
from tests.themes.making import generation, theme
from tests.world import World
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


def places(issue: Issue) -> list[str]:
    return list(issue.blocks.order_by("position").values_list("heading", flat=True))


def three(world: World) -> tuple[Issue, list[Block]]:
    issue = making.an_issue(world)
    return issue, [making.a_block(world, issue, heading=name) for name in "ABC"]


def test_an_issue_begins_with_a_title_and_leads_to_what_happened(world: World, as_):
    response = as_(world.bureau).post(
        reverse("issue_new"), {"title": "Nummer een", "subject": "", "preheader": ""}
    )
    issue = Issue.objects.get()
    assert response.headers["Location"] == reverse("issue_offers", args=[issue.pk])
    assert (issue.state, issue.number, issue.edited_by) == ("concept", None, world.bureau.person)


def test_the_button_pressed_twice_begins_one(world: World, as_):
    client, typed = as_(world.bureau), {"title": "Eén", "form_key": str(uuid.uuid4())}
    answers = [client.post(reverse("issue_new"), typed) for _ in range(2)]
    assert Issue.objects.count() == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_without_a_title_it_is_said_beside_the_title_and_nothing_is_lost(world: World, as_):
    response = as_(world.bureau).post(reverse("issue_new"), {"title": "", "preheader": "Dit typte ik al"})
    assert response.status_code == 422
    assert "Geef de nieuwsbrief een titel." in response.content.decode()
    assert "Dit typte ik al" in response.content.decode()


@pytest.mark.parametrize("odd", ["Een\x0btwee", "Een\nBcc: x@elders.example", "Een\u2028twee"])
@pytest.mark.parametrize("name", ["title", "subject", "preheader"])
def test_what_stands_in_a_subject_is_one_line(world: World, as_, name: str, odd: str):
    typed = {"title": "Gewoon", "subject": "", "preheader": "", name: odd}
    response = as_(world.bureau).post(reverse("issue_new"), typed)
    assert response.status_code == 422
    assert "Hier past één regel." in response.content.decode()
    assert not Issue.objects.exists()


def test_the_heading_of_a_block_is_one_line_and_its_words_are_not(world: World, as_):
    issue, client = making.an_issue(world), as_(world.bureau)
    url, words = reverse("block_new", args=[issue.pk, "tekst"]), "<p>Een</p>\n<p>twee</p>"
    assert client.post(url, {"heading": "Een\ntwee", "words": words}).status_code == 422
    assert client.post(url, {"heading": "Een twee", "words": words}).status_code == 302


@pytest.mark.parametrize("kind", [kind.value for kind in BlockKind])
def test_every_kind_of_block_has_a_form(world: World, as_, kind: str):
    issue = making.an_issue(world)
    page = as_(world.bureau).get(reverse("block_new", args=[issue.pk, kind]))
    assert page.status_code == 200
    empty = as_(world.bureau).post(reverse("block_new", args=[issue.pk, kind]), {"heading": ""})
    assert empty.status_code == 422
    assert not issue.blocks.exists()


def test_no_other_kind_exists(world: World, as_):
    issue = making.an_issue(world)
    assert as_(world.bureau).get(reverse("block_new", args=[issue.pk, "advertentie"])).status_code == 404


def test_a_decision_is_picked_from_what_is_public(world: World, as_):
    issue, open_one = making.an_issue(world), decided(world.coalition, "Openbaar besluit")
    closed = decided(
        world.coalition, "Gesloten besluit", publicity="besloten", publicity_ground="Nog niet rond"
    )
    url = reverse("block_new", args=[issue.pk, "besluit"])
    page = as_(world.bureau).get(url).content.decode()
    assert "Openbaar besluit" in page
    assert "Gesloten besluit" not in page
    refused = as_(world.bureau).post(url, {"decision": closed.pk, "heading": "Mijn woorden"})
    assert refused.status_code == 422
    assert "Kies iets uit de lijst." in refused.content.decode()
    assert "Mijn woorden" in refused.content.decode()
    assert as_(world.bureau).post(url, {"decision": open_one.pk}).status_code == 302
    assert issue.blocks.get().decision == open_one


@pytest.mark.parametrize("kind", ["besluit", "vergadering", "initiatief", "succes", "opgave"])
def test_where_nothing_can_be_chosen_it_is_said_why_and_where_to_go(world: World, as_, kind: str):
    issue = making.an_issue(world)
    url = reverse("block_new", args=[issue.pk, kind])
    page = as_(world.bureau).get(url).content.decode()
    assert "Er valt nog niets te kiezen" in page
    assert reverse("block_new", args=[issue.pk, "tekst"]) in page
    if kind == "besluit":
        decided(world.coalition)
        assert "Er valt nog niets te kiezen" not in as_(world.bureau).get(url).content.decode()


def test_a_picture_needs_words_and_stays_chosen_when_they_lack(world: World, as_):
    issue = making.an_issue(world)
    url = reverse("block_new", args=[issue.pk, "beeld"])
    sent = {"upload": SimpleUploadedFile("wijk.png", picture())}
    refused = as_(world.bureau).post(url, sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Beschrijf het beeld in woorden" in page
    assert len(refused.context["form"].errors["picture_words"]) == 1
    reference = refused.context["form"]["upload"].value().reference
    done = as_(world.bureau).post(url, {"upload-gekozen": reference, "picture_words": "Een straat met bomen"})
    assert done.status_code == 302
    assert issue.blocks.get().picture_words == "Een straat met bomen"


def test_something_else_than_a_picture_is_refused(world: World, as_):
    issue = making.an_issue(world)
    sent = {"upload": SimpleUploadedFile("wijk.txt", b"tekst"), "picture_words": "Een straat"}
    response = as_(world.bureau).post(reverse("block_new", args=[issue.pk, "beeld"]), sent)
    assert response.status_code == 422
    assert not issue.blocks.exists()


DAY = {"heading": "Open dag", "starts_at": "2027-05-01T10:00"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({**DAY, "starts_at": "geen dag"}, "Dit is geen dag en tijd."),
        ({**DAY, "starts_at": "9999-01-01T10:00"}, "Kies een datum van 1800"),
        ({**DAY, "ends_at": "2027-05-01T09:00"}, "Het einde ligt voor"),
        ({**DAY, "link_url": "https://x.example"}, "een adres en een tekst"),
        ({**DAY, "link_url": "javascript:alert(1)", "link_words": "x"}, "geen webadres"),
        ({**DAY, "heading": ""}, "Schrijf wat er te doen is."),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(
    world: World, as_, typed: dict, said: str
):
    issue = making.an_issue(world)
    response = as_(world.bureau).post(
        reverse("block_new", args=[issue.pk, "activiteit"]), {"place": "Buurthuis De Brug", **typed}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Buurthuis De Brug" in page
    assert not issue.blocks.exists()


def test_for_whom_a_block_is_is_kept(world: World, as_):
    issue, mind = making.an_issue(world), theme(generation(), "Mentale gezondheid")
    block = making.a_block(world, issue)
    typed = {"heading": "Welkom", "words": "Hallo", "themes": [mind.pk], "version": block.version}
    assert as_(world.bureau).post(reverse("block_edit", args=[block.pk]), typed).status_code == 302
    block.refresh_from_db()
    assert block.themes == [mind.pk]


def test_two_who_change_one_block_both_keep_their_words(world: World, as_):
    issue = making.an_issue(world)
    block = making.a_block(world, issue, heading="Welkom", words="<p>Begin</p>")
    url, opened = reverse("block_edit", args=[block.pk]), block.version
    one = {"heading": "Van de een", "words": "Begin", "version": opened}
    other = {"heading": "Van de ander", "words": "Begin", "version": opened}
    assert as_(world.bureau).post(url, one).status_code == 302
    refused = as_(world.bureau_only).post(url, other)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Van de een" in page
    assert "Van de ander" in page
    block.refresh_from_db()
    assert block.heading == "Van de een"
    again = {**other, "version": refused.context["form"].data["version"]}
    assert as_(world.bureau_only).post(url, again).status_code == 302


def test_who_changes_another_block_meanwhile_is_in_nobodys_way(world: World, as_):
    _, (a, b, _) = three(world)
    for block, user in ((a, world.bureau), (b, world.bureau_only)):
        typed = {"heading": f"Nieuw {block.heading}", "words": "Tekst", "version": block.version}
        assert as_(user).post(reverse("block_edit", args=[block.pk]), typed).status_code == 302


def test_in_a_conflict_for_whom_it_is_is_told_by_name(world: World, as_):
    issue, mind = making.an_issue(world), theme(generation(), "Mentale gezondheid")
    block = making.a_block(world, issue)
    url = reverse("block_edit", args=[block.pk])
    typed = {"heading": "Welkom", "words": "Dit is er nieuw.", "version": block.version}
    assert as_(world.bureau).post(url, {**typed, "themes": [mind.pk]}).status_code == 302
    refused = as_(world.bureau_only).post(url, {**typed, "heading": "Anders"})
    assert refused.status_code == 409
    assert refused.context["form"].data.getlist("themes") == [str(mind.pk)]
    assert str(mind.pk) not in refused.context["conflict"].rows[-2].theirs
    assert "Mentale gezondheid" in refused.context["conflict"].rows[-2].theirs


# ---------------------------------------------------------------- order
def test_blocks_are_dragged_and_stepped_into_another_order(world: World, as_):
    issue, (a, b, c) = three(world)
    base = f"{a.pk},{b.pk},{c.pk}"
    url, client = reverse("issue_order", args=[issue.pk]), as_(world.bureau)
    assert client.post(url, {"base": base, "order": [c.pk, a.pk, b.pk]}).status_code == 302
    assert places(issue) == ["C", "A", "B"]
    client.post(url, {"base": f"{c.pk},{a.pk},{b.pk}", "move": f"{b.pk}:up"})
    assert places(issue) == ["C", "B", "A"]
    client.post(url, {"base": f"{c.pk},{b.pk},{a.pk}", "move": f"{c.pk}:up"})
    assert places(issue) == ["C", "B", "A"]


def test_an_order_made_from_another_one_is_refused_and_the_order_of_now_is_shown(world: World, as_):
    issue, (a, b, c) = three(world)
    old = f"{a.pk},{b.pk},{c.pk}"
    order.arrange(issue, [a.pk, c.pk, b.pk], base=[a.pk, b.pk, c.pk], by=world.bureau_only)
    response = as_(world.bureau).post(
        reverse("issue_order", args=[issue.pk]),
        {"base": old, "move": f"{a.pk}:down"},
        headers={"HX-Request": "true"},
    )
    assert response.status_code == 409
    assert "Iemand anders veranderde intussen iets" in response.content.decode()
    assert places(issue) == ["A", "C", "B"]


@pytest.mark.parametrize("sent", [{}, {"base": "x"}, {"base": "x", "move": "y:up"}, {"order": ["geen-id"]}])
def test_rubbish_moves_nothing_and_breaks_nothing(world: World, as_, sent: dict):
    issue, _ = three(world)
    assert as_(world.bureau).post(reverse("issue_order", args=[issue.pk]), sent).status_code == 302
    assert places(issue) == ["A", "B", "C"]


def test_a_block_taken_away_twice_is_away_once(world: World, as_):
    issue, (a, *_) = three(world)
    client = as_(world.bureau)
    for _ in range(2):
        assert client.post(reverse("block_remove", args=[a.pk]), {"version": a.version}).status_code == 302
    assert places(issue) == ["B", "C"]


def test_a_draft_is_thrown_away_but_not_one_with_a_number(world: World, as_):
    issue, _ = three(world)
    assert as_(world.bureau).get(reverse("issue_discard", args=[issue.pk])).status_code == 200
    assert (
        "Gooi weg</button>"
        in as_(world.bureau).get(reverse("issue_discard", args=[issue.pk])).content.decode()
    )
    assert Issue.objects.filter(pk=issue.pk).exists()
    kept = making.an_issue(world, "Met nummer")
    making.a_block(world, kept)
    making.frozen(world, kept)
    for each in (issue, kept):
        url = reverse("issue_discard", args=[each.pk])
        as_(world.bureau).post(url, {"seen": as_(world.bureau).get(url).context["seen"]})
    assert list(Issue.objects.values_list("title", flat=True)) == ["Met nummer"]
    page = as_(world.bureau).get(reverse("issue_discard", args=[kept.pk])).content.decode()
    assert "gooi je niet meer weg" in page
    assert "Gooi weg</button>" not in page


# ---------------------------------------------------------------- the desk
def test_the_desk_says_what_stands_in_the_way_and_what_can_be_simpler(world: World, as_):
    issue = making.an_issue(world)
    making.a_block(world, issue, words="<p>De beleidsmedewerker wordt geacht dit te implementeren.</p>")
    closed = decided(
        world.coalition, "Gesloten besluit", publicity="besloten", publicity_ground="Nog niet rond"
    )
    making.of_decision(world, issue, closed)
    page = as_(world.bureau).get(issue.desk_url).content.decode()
    assert "Zo kan de nieuwsbrief niet weg" in page
    assert "Dit besluit is niet openbaar" in page
    assert "Kan dit eenvoudiger?" in page


def test_a_link_that_does_not_say_where_it_leads_is_advised_on(world: World, as_):
    issue = making.an_issue(world)
    words = '<p>Over de buurt. <a href="https://deltaland.example/a">Klik &nbsp;<b>hier!</b></a></p>'
    making.a_block(world, issue, words=words, link_url="https://deltaland.example/b", link_words="Lees meer")
    page = as_(world.bureau).get(issue.desk_url).content.decode()
    for said in ("“Klik hier!” zegt niet", "“Lees meer” zegt niet"):
        assert said in page
    with acting(world.bureau):
        block = issue.blocks.get()
        block.words, block.link_words = (
            words.replace("Klik &nbsp;<b>hier!</b>", "Het plan van de buurt"),
            "Lees het verslag",
        )
        block.save()
    assert "zegt niet waar" not in as_(world.bureau).get(issue.desk_url).content.decode(), "the control"


def test_the_history_tells_who_did_what_also_of_a_block_that_is_gone(world: World, as_):
    issue, (a, *_) = three(world)
    order.remove(a, by=world.bureau_only)
    url = reverse("history", args=["newsletter_issue", issue.pk])
    page = as_(world.bureau).get(url).content.decode()
    assert world.bureau_only.person.name in page
    assert as_(world.member).get(url).status_code == 404


@pytest.mark.parametrize("page", ["issue_desk", "issue_preview", "issue_offers"])
def test_a_page_of_twenty_blocks_asks_what_a_page_of_two_asks(world: World, as_, page: str):
    issue, decision = making.an_issue(world), decided(world.coalition)
    client = as_(world.bureau)

    def asked(many: int) -> int:
        while issue.blocks.count() < many:
            making.of_decision(world, issue, decision)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(page, args=[issue.pk])).status_code == 200
        return of_the_page(captured)

    asked(2)  # what is asked once per process
    assert asked(2) == asked(20)
