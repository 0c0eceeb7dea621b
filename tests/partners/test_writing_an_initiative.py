"""The form of an initiative: saved while one types, by several people at once, and nobody's words are lost."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partners.initiatives.models import Fits, Initiative, State
from partners.initiatives.moving import Step
from tests.partners import initiatives as made
from tests.world import World, organisation, representation, set_up
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def step(row: Initiative, part: str = "idee") -> str:
    return reverse("initiative_step", args=[row.pk, part])


def shown(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back: every field as the page shows it."""
    form = client.get(url).context["form"]
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list | tuple):
            data[bound.html_name] = [str(each) for each in value]
        elif value is True:
            data[bound.html_name] = "on"
        elif value not in (None, False):
            data[bound.html_name] = str(value)
    return data | {"pagina": uuid.uuid4().hex}


def fresh(row: Initiative) -> Initiative:
    return made.fresh_row(row)


def test_a_draft_begins_with_a_title_and_is_ours(world: World, as_: Any) -> None:
    client = as_(world.partner)
    answer = client.post(
        reverse("initiative_start"), {"title": "Samen eten", "organisation": world.partner_org.pk}
    )
    row = Initiative.objects.get()
    assert answer["Location"] == step(row)
    assert (row.organisation, row.started_by, row.is_draft) == (world.partner_org, world.partner.person, True)
    assert "Samen eten" in client.get(reverse("initiatives_own")).content.decode()
    assert "Samen eten" in client.get(reverse("partner")).content.decode()
    assert "Samen eten" not in as_(world.other_partner).get(reverse("initiatives_own")).content.decode()


def test_who_has_no_organisation_begins_for_a_name(world: World, as_: Any) -> None:
    client = as_(world.statenlid)
    client.post(reverse("initiative_start"), {"title": "Wandelen", "organisation_name": "Wandelclub"})
    row = Initiative.objects.get()
    assert (row.by_whom, row.organisation) == ("Wandelclub", None)
    assert client.get(step(row)).status_code == 200
    assert as_(world.partner).get(step(row)).status_code == 404


def test_a_step_is_saved_and_goes_on(world: World, as_: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    typed = shown(client, step(row)) | {"idea": "Koken", "why": "Eenzaam", "verder": "1"}
    answer = client.post(step(row), typed)
    assert answer["Location"] == step(row, "voor-wie")
    assert (fresh(row).idea, fresh(row).why) == ("Koken", "Eenzaam")


def test_it_saves_while_one_types_and_the_page_goes_on(world: World, as_: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    typed = shown(client, step(row)) | {"idea": "Kok"}
    answer = client.post(step(row), typed, headers=HTMX)
    assert "Bewaard om" in answer.content.decode()
    version = fresh(row).version
    assert f'name="version" id="id_version" value="{version}"' in answer.content.decode()
    assert (
        client.post(step(row), typed | {"idea": "Koken", "version": version}, headers=HTMX).status_code == 200
    )
    assert fresh(row).idea == "Koken"


def test_what_is_not_right_is_said_and_the_rest_is_kept(world: World, as_: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    typed = shown(client, step(row)) | {"title": "", "idea": "Koken"}
    said = client.post(step(row), typed, headers=HTMX).content.decode()
    assert "Geef uw initiatief een titel" in said
    assert (fresh(row).title, fresh(row).idea) == ("Samen eten", "Koken")
    answer = client.post(step(row), shown(client, step(row)) | {"title": "", "why": "Samen"})
    assert answer.status_code == 422
    assert "Samen" in answer.content.decode()
    assert (fresh(row).title, fresh(row).why) == ("Samen eten", "Samen")


def colleague(world: World, as_: Any) -> Client:
    """Somebody else who speaks for the same organisation."""
    representation(world.member, world.partner_org)
    return as_(world.member)


def test_two_people_in_other_fields_both_stay(world: World, as_: Any) -> None:
    row, one, other = made.a_draft(world), as_(world.partner), colleague(world, as_)
    mine, theirs = shown(one, step(row)), shown(other, step(row))
    one.post(step(row), mine | {"idea": "Koken", "verder": "1"})
    answer = other.post(step(row), theirs | {"why": "Eenzaam"}, headers=HTMX)
    assert answer.status_code == 200
    assert (fresh(row).idea, fresh(row).why) == ("Koken", "Eenzaam")
    # The page of the second has the words of the first from here on: its next save undoes nothing.
    assert 'id="veld-idea" hx-swap-oob="true"' in answer.content.decode()
    assert "Koken" in answer.content.decode()


def test_two_people_in_one_field_decide_themselves(world: World, as_: Any) -> None:
    row, one, other = made.a_draft(world), as_(world.partner), colleague(world, as_)
    mine, theirs = shown(one, step(row)), shown(other, step(row))
    one.post(step(row), mine | {"idea": "Koken met buren"})
    quiet = other.post(step(row), theirs | {"idea": "Wandelen"}, headers=HTMX)
    assert (quiet.status_code, fresh(row).idea) == (409, "Koken met buren")
    loud = other.post(step(row), theirs | {"idea": "Wandelen", "verder": "1"})
    page = loud.content.decode()
    assert loud.status_code == 409
    assert "Koken met buren" in page
    assert "Wandelen" in page
    again = shown_from(loud) | {"idea": "Koken en wandelen", "verder": "1"}
    assert other.post(step(row), again).status_code == 302
    assert fresh(row).idea == "Koken en wandelen"


def shown_from(answer: Any) -> dict[str, Any]:
    return {b.html_name: b.value() for b in answer.context["form"] if b.value() not in (None, False)}


def test_an_answer_that_was_lost_is_no_other_person(world: World, as_: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    typed = shown(client, step(row))
    client.post(step(row), typed | {"idea": "Kok"}, headers=HTMX)  # its answer never came
    assert client.post(step(row), typed | {"idea": "Koken", "verder": "1"}).status_code == 302
    assert fresh(row).idea == "Koken"
    # The control: from another page it is somebody else's.
    answer = client.post(step(row), typed | {"idea": "Bakken", "pagina": "another", "verder": "1"})
    assert (answer.status_code, fresh(row).idea) == (409, "Koken")


def test_where_and_what_it_is_about(world: World, as_: Any) -> None:
    row, client, theme = made.a_draft(world), as_(world.partner), made.a_theme()
    url = step(row, "voor-wie")
    chosen = {"for_whom": "Ouderen", "municipalities": [world.municipality.pk], "themes": [theme.pk]}
    assert client.post(url, shown(client, url) | chosen | {"verder": "1"}).status_code == 302
    kept = {str(each.subject) for each in row.subjects.all()}
    assert kept == {"Duindorp", str(theme)}
    rest = {key: value for key, value in shown(client, url).items() if key != "themes"}
    client.post(url, rest)
    assert {str(each.subject) for each in row.subjects.all()} == {"Duindorp"}


def test_ticks_of_two_people_both_stay(world: World, as_: Any) -> None:
    row, one, other, theme = made.a_draft(world), as_(world.partner), colleague(world, as_), made.a_theme()
    url = step(row, "voor-wie")
    mine, theirs = shown(one, url), shown(other, url)
    one.post(url, mine | {"themes": [theme.pk]})
    other.post(url, theirs | {"municipalities": [world.municipality.pk]}, headers=HTMX)
    assert {str(each.subject) for each in row.subjects.all()} == {"Duindorp", str(theme)}


def test_the_self_check_and_the_money(world: World, as_: Any) -> None:
    row, client, criterion = made.a_draft(world), as_(world.partner), made.a_criterion()
    url = step(row, "zelftoets")
    client.post(url, shown(client, url) | {f"past_{criterion.pk}": "deels", f"hoe_{criterion.pk}": "Zo."})
    check = row.self_checks.get()
    assert (check.fits, check.words) == (Fits.PARTLY, "Zo.")
    url = step(row, "geld")
    client.post(url, shown(client, url) | {"money": ["wmo", "eigen"], "amount": "12500,50"})
    assert (fresh(row).money, str(fresh(row).amount)) == (["wmo", "eigen"], "12500.50")
    assert "12500,50" in client.get(url).content.decode().replace(".", "")
    for written in ("€ 12.500,-", "12.500", "12 500", "12500 euro"):
        client.post(url, shown(client, url) | {"amount": written})
        assert str(fresh(row).amount) == "12500.00", written
        client.post(url, shown(client, url) | {"amount": "1"})
    refused = client.post(url, shown(client, url) | {"amount": "veel geld"})
    assert refused.status_code == 422
    assert "Dit is geen bedrag" in refused.content.decode()


def test_what_came_back_shows_the_question_at_every_step(world: World, as_: Any) -> None:
    back = Step(State.RETURNED, why="Welke huisartsen doen mee?")
    row = made.moved(made.a_sent_one(world), back, world.bureau)
    pages = [step(row), *(reverse(name, args=[row.pk]) for name in ("initiative_files", "initiative_send"))]
    for page in pages:
        assert "Welke huisartsen doen mee?" in as_(world.partner).get(page).content.decode(), page
    assert (
        "Het netwerkbureau vraagt"
        not in as_(world.partner).get(step(made.a_draft(world), "idee")).content.decode()
    )


def test_what_looks_like_it_is_only_what_one_may_read(world: World, as_: Any) -> None:
    made.a_sent_one(world, "Eten met buren", organisation=world.partner_org)
    secret = made.a_draft(
        world, "Geheim eten met buren", organisation=organisation("Elders"), started_by=None
    )
    row, client = made.a_draft(world, "Buren eten"), as_(world.partner)
    page = client.get(reverse("initiative_similar", args=[row.pk])).content.decode()
    assert "Eten met buren" in page
    assert secret.title not in page
    with acting(world.partner):
        made.together_with(secret, world.partner_org)
    assert secret.title in client.get(reverse("initiative_similar", args=[row.pk])).content.decode()


def test_words_every_idea_has_make_nothing_alike(world: World, as_: Any) -> None:
    made.a_draft(world, "Samen stoppen met roken", idea="Elke week komen mensen uit de buurt bij elkaar.")
    made.a_draft(
        world, "Soep voor de straat", idea="Wie alleen woont, komt koken en eet mee aan een lange tafel."
    )
    row = made.a_draft(
        world, "Samen koken", idea="Elke week koken mensen uit de buurt. Wie alleen woont, eet mee."
    )
    client = as_(world.partner)
    page = client.get(reverse("initiative_similar", args=[row.pk])).content.decode()
    assert "Soep voor de straat" in page
    assert "Samen stoppen met roken" not in page
    withdrawn = made.moved(
        made.a_sent_one(world, "Alleen koken"), Step(State.WITHDRAWN, why="Toch niet."), world.partner
    )
    page = client.get(reverse("initiative_similar", args=[row.pk])).content.decode()
    assert withdrawn.title not in page


def test_others_do_not_write_and_a_sent_one_is_not_written(world: World, as_: Any) -> None:
    row = made.a_complete_draft(world)
    assert as_(world.other_partner).get(step(row)).status_code == 404
    made.together_with(row, world.other_org)
    assert as_(world.other_partner).get(step(row)).status_code == 403
    sent = made.a_sent_one(world)
    client = as_(world.partner)
    assert client.get(step(sent))["Location"] == reverse("initiative_receipt", args=[sent.pk])
    assert client.post(step(sent), {"title": "Anders"}).status_code == 409
    assert fresh(sent).title == "Samen eten"


def test_a_draft_is_thrown_away(world: World, as_: Any) -> None:
    row, client = made.a_complete_draft(world), as_(world.partner)
    made.with_file(row)
    data = {"version": fresh(row).version}
    assert client.post(reverse("initiative_discard", args=[row.pk]), data).status_code == 302
    assert not Initiative.objects.exists()
    sent = made.a_sent_one(world)
    client.post(reverse("initiative_discard", args=[sent.pk]), {"version": sent.version})
    assert Initiative.objects.filter(pk=sent.pk).exists()


def test_pages_ask_as_many_questions_with_more(
    world: World, as_: Any, django_assert_max_num_queries: Any
) -> None:
    client = as_(world.partner)
    for _ in range(12):
        made.a_draft(world)
    set_up(lambda: None)()
    with django_assert_max_num_queries(25):
        client.get(reverse("initiatives_own"))
