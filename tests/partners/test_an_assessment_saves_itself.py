"""What an assessor writes is kept as it is typed, goes on elsewhere, and is nobody else's until it is handed in."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partners.initiatives import assessing
from partners.initiatives.forms.assessing import AssessmentForm
from partners.initiatives.models import Assessment, CriterionScore, Stand
from tests.partners import assessing as desk
from tests.partners import initiatives as made
from tests.world import World, fresh, representation

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def one(world: World) -> Assessment:
    """Asked of `other_member`, about one criterion."""
    return desk.asked(world, world.other_member)[0]


def url_of(one: Assessment) -> str:
    return reverse("assessment", args=[one.pk])


def key(kind: str) -> str:
    return f"{kind}_{made.a_criterion().pk.hex}"


def shown(client: Client, one: Assessment) -> dict[str, Any]:
    """What a browser would send back of the page as it stands."""
    form = client.get(url_of(one)).context["form"]
    return {b.name: b.value() for b in form if b.value() is not None} | {"pagina": uuid.uuid4().hex}


def kept(one: Assessment) -> tuple[str, str, int | None, str]:
    """Advice, words, score and reason as they are kept."""
    row, score = Assessment.objects.get(pk=one.pk), CriterionScore.objects.filter(assessment=one).first()
    return row.advice, row.words, score.score if score else None, score.reason if score else ""


def test_it_is_kept_while_one_types_and_there_again_elsewhere(
    world: World, as_: Any, one: Assessment
) -> None:
    client = as_(world.other_member)
    page = shown(client, one)
    answer = client.post(url_of(one), page | {key("score"): "4", "words": "Nog even"}, headers=HTMX)
    assert "Bewaard om" in answer.content.decode()
    assert kept(one) == ("", "Nog even", 4, "")
    version = Assessment.objects.get(pk=one.pk).version
    assert f'id="id_version" value="{version}"' in answer.content.decode()
    elsewhere = Client()
    elsewhere.force_login(world.other_member)
    found = elsewhere.get(url_of(one)).content.decode()
    assert "Nog even" in found
    assert "Het laatst bewaard op" in found
    assert Assessment.objects.get(pk=one.pk).state == Stand.OPEN


def test_without_script_a_button_keeps_it(world: World, as_: Any, one: Assessment) -> None:
    client = as_(world.other_member)
    answer = client.post(url_of(one), shown(client, one) | {"words": "Later verder"}, follow=True)
    assert "Bewaard. Nog niet ingeleverd." in answer.content.decode()
    assert kept(one)[1] == "Later verder"


def test_other_fields_on_two_devices_both_stay(world: World, as_: Any, one: Assessment) -> None:
    client = as_(world.other_member)
    laptop, phone = shown(client, one), shown(client, one)
    client.post(url_of(one), laptop | {"words": "Op de laptop"}, headers=HTMX)
    answer = client.post(url_of(one), phone | {key("score"): "2"}, headers=HTMX)
    assert answer.status_code == 200
    assert "Je schreef intussen ook op een ander apparaat" in answer.content.decode()
    assert 'id="veld-words" hx-swap-oob="true"' in answer.content.decode()
    assert kept(one) == ("", "Op de laptop", 2, "")


@pytest.mark.parametrize("typed", [
    ("words", "Op de laptop", "Op de telefoon"), ("reason", "Op de laptop", "Op de telefoon"),
    ("score", "2", "5"), ("advice", "doen", "niet_doen"),
])  # fmt: skip
def test_one_field_on_two_devices_is_theirs_to_decide(
    world: World, as_: Any, one: Assessment, typed: tuple[str, str, str]
) -> None:
    field, first, second = typed
    name = key(field) if field in ("score", "reason") else field
    client = as_(world.other_member)
    laptop, phone = shown(client, one), shown(client, one)
    client.post(url_of(one), laptop | {name: first}, headers=HTMX)
    before = kept(one)
    quiet = client.post(url_of(one), phone | {name: second}, headers=HTMX)
    assert (quiet.status_code, kept(one)) == (409, before)
    loud = client.post(url_of(one), phone | {name: second, "hand_in": "1"})
    words = {"2": "Draagt weinig bij", "5": "Draagt heel goed bij", "doen": "Doen", "niet_doen": "Niet doen"}
    assert loud.status_code == 409
    assert {words.get(first, first), words.get(second, second)} <= {
        side for row in loud.context["conflict"].clashes for side in (row.mine, row.theirs)
    }
    again = {b.name: b.value() for b in loud.context["form"] if b.value() is not None}
    assert client.post(url_of(one), again).status_code == 302
    assert str(second) in map(str, kept(one))


def test_an_answer_that_was_lost_is_no_other_device(world: World, as_: Any, one: Assessment) -> None:
    client = as_(world.other_member)
    page = shown(client, one)
    client.post(url_of(one), page | {"words": "Nog"}, headers=HTMX)  # its answer never came
    assert client.post(url_of(one), page | {"words": "Nog even"}).status_code == 302
    assert kept(one)[1] == "Nog even"
    # The control: of another page it is another device.
    answer = client.post(url_of(one), page | {"words": "Klaar", "pagina": "another"})
    assert (answer.status_code, kept(one)[1]) == (409, "Nog even")


def test_what_is_wrong_is_said_and_the_rest_is_kept(world: World, as_: Any, one: Assessment) -> None:
    client = as_(world.other_member)
    page = shown(client, one) | {key("reason"): "x" * 2001, "words": "Dit wel"}
    assert "Nog niet bewaard: Waarom?" in client.post(url_of(one), page, headers=HTMX).content.decode()
    assert kept(one) == ("", "Dit wel", None, "")


def test_handing_in_too_soon_keeps_what_is_there(world: World, as_: Any, one: Assessment) -> None:
    client = as_(world.other_member)
    page = shown(client, one) | {"words": "Bijna", "hand_in": "1"}
    answer = client.post(url_of(one), page)
    assert answer.status_code == 422
    assert "Wat goed is, is bewaard." in answer.content.decode()
    assert (kept(one)[1], Assessment.objects.get().state) == ("Bijna", Stand.OPEN)
    rest = {b.name: b.value() for b in answer.context["form"] if b.value() is not None}
    whole = {"advice": "doen", key("score"): "4", key("reason"): "Past.", "hand_in": "1"}
    assert client.post(url_of(one), rest | whole).status_code == 302
    assert (kept(one), Assessment.objects.get().state) == (("doen", "Bijna", 4, "Past."), Stand.DONE)


def test_who_became_involved_keeps_nothing_and_is_told(world: World, as_: Any, one: Assessment) -> None:
    client = as_(world.other_member)
    page = shown(client, one) | {"words": "Van mezelf"}
    representation(world.other_member, world.partner_org)
    answer = client.post(url_of(one), page, headers=HTMX)
    assert "zelf betrokken" in answer.content.decode()
    assert "Bewaard om" not in answer.content.decode()
    assert kept(one)[1] == ""


def test_a_page_left_open_after_handing_in_says_so(world: World, as_: Any, one: Assessment) -> None:
    client = as_(world.other_member)
    page = shown(client, one)
    desk.handed_in(one)
    answer = client.post(url_of(one), page | {"words": "Te laat"}, headers=HTMX)
    assert "al ingeleverd" in answer.content.decode()
    assert kept(one)[1] == "Goed plan."


def test_pressed_twice_it_is_handed_in_once_and_says_so_twice(
    world: World, as_: Any, one: Assessment
) -> None:
    client = as_(world.other_member)
    whole = {"advice": "doen", "words": "Goed.", key("score"): "4", key("reason"): "Past.", "hand_in": "1"}
    page = shown(client, one) | whole | {"form_key": str(uuid.uuid4())}
    answers = {client.post(url_of(one), page)["Location"] for _ in range(2)}
    assert answers == {one.initiative.get_absolute_url()}


# ---------------------------------------------------------------- nobody else's
def test_nobody_else_reads_half_an_assessment(world: World, as_: Any, one: Assessment) -> None:
    assessing.save(one, desk.whole(reason="Half geschreven", words="Half bedacht"), by=one.person)
    pages = [
        reverse("assessments", args=[one.initiative_id]),
        f"{reverse('initiatives_compare')}?i={one.initiative_id}",
        reverse("initiative_advice", args=[one.initiative_id]),
        reverse("history", args=["initiative", one.initiative_id]),
        reverse("initiative", args=[one.initiative_id]),
    ]
    client = as_(world.bureau)

    def read() -> str:
        return "".join(client.get(page).content.decode() for page in pages)

    told = read()
    for secret in ("Half geschreven", "Half bedacht", "Draagt goed bij", "1 × doen"):
        assert secret not in told, secret
    assert not CriterionScore.objects.visible_to(fresh(world.bureau)).exists()
    assert CriterionScore.objects.visible_to(fresh(world.other_member)).exists()
    assert client.get(url_of(one)).status_code == 403
    # The control: handed in, the netwerkbureau reads all of it.
    desk.handed_in(one, reason="Half geschreven", words="Half bedacht")
    told = read()
    assert "Half geschreven" in told
    assert "Half bedacht" in told
    assert "1 × doen" in told
    assert CriterionScore.objects.visible_to(fresh(world.bureau)).exists()


def test_history_tells_of_asking_and_handing_in_and_not_of_each_save(
    world: World, as_: Any, one: Assessment
) -> None:
    page = reverse("history", args=["initiative", one.initiative_id])

    def lines() -> int:
        entries = as_(world.bureau).get(page).context["entries"]
        return sum("Beoordeling" in entry.what for entry in entries)

    before = lines()
    for words in ("Een", "Een twee", "Een twee drie"):
        assessing.save(Assessment.objects.get(pk=one.pk), desk.whole(words=words), by=one.person)
    assert lines() == before == 1
    desk.handed_in(Assessment.objects.get(pk=one.pk))
    assert lines() == before + 1


def test_a_save_writes_no_more_than_what_changed(world: World, one: Assessment) -> None:
    assessing.save(one, desk.whole(), by=one.person)
    events = CriterionScore.history.rel.related_model.objects  # type: ignore[attr-defined]
    before = events.count()
    assessing.save(one, desk.whole(words="Anders"), by=one.person)
    assert events.count() == before
    assessing.save(one, desk.whole(score=1), by=one.person)
    assert events.count() == before + 1


def test_the_form_shows_what_is_kept(world: World, one: Assessment) -> None:
    assessing.save(one, desk.whole(score=2), by=one.person)
    form = AssessmentForm(instance=Assessment.objects.get(pk=one.pk))
    assert (form[key("score")].value(), form["advice"].value()) == (2, "doen")
