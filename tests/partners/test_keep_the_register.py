"""The netwerkbureau keeps the register: who is there, how they take part, and what looks double."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners.organisations.models import Organisation, Participation
from partners.register.likeness import pairs, plain, similar_to
from tests.partners.merging import again, words
from tests.world import LONG_AGO, organisation, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world, as_):
    return as_(world.bureau)


def typed(client, url, **said):
    """The form as it was opened, with what somebody typed."""
    form = client.get(url).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | said


def test_a_new_organisation_is_kept_after_a_look_at_those_that_are_like_it(desk, world):
    url = reverse("desk_organisation_new")
    said = typed(desk, url, name="Stichting Zorggroep Duyn", kind="overig")
    asked = desk.post(url, said)
    assert asked.status_code == 422
    assert "Bestaat deze al?" in words(asked)
    assert reverse("desk_organisation", args=[world.partner_org.pk]) in asked.content.decode()
    assert not Organisation.objects.filter(name__contains="Duyn").exists()
    again_said = said | {"seen_similar": asked.context["form"]["seen_similar"].value()}
    answer = desk.post(url, again_said)
    made = Organisation.objects.get(name="Stichting Zorggroep Duyn")
    assert answer.url == reverse("desk_organisation", args=[made.pk])


def test_a_name_like_nobodys_is_kept_at_once(desk):
    url = reverse("desk_organisation_new")
    assert desk.post(url, typed(desk, url, name="Kustwacht", kind="overig")).status_code == 302
    assert desk.post(url, typed(desk, url, name="Kustwacht", kind="overig")).status_code == 422


@pytest.mark.parametrize("name", ["Zorggroep Duinen", "duin zorggroep", "Stichting Zorggroep Duin", "ZGD"])
def test_what_is_like_a_name(world, name):
    world.partner_org.aliases = "ZGD"
    set_up(world.partner_org.save)()
    assert world.partner_org in similar_to(name)
    assert similar_to("Bibliotheek") == []


def test_legal_forms_accents_and_dots_say_nothing(world):
    assert plain("Stichting Zórggroep Duin B.V.") == plain("zorggroep duin") == "zorggroep duin"


def test_two_editors_get_both_texts(desk, world, as_):
    url = reverse("desk_organisation_change", args=[world.partner_org.pk])
    mine = typed(desk, url, sector="ouderenzorg")
    colleague = as_(world.bureau_only)
    assert colleague.post(url, typed(colleague, url, sector="wijkzorg")).status_code == 302
    answer = desk.post(url, mine)
    assert answer.status_code == 409
    assert "ouderenzorg" in words(answer)
    assert "wijkzorg" in words(answer)
    assert again(world.partner_org).sector == "wijkzorg"


def test_participation_is_set_from_a_day_and_the_earlier_one_stays(desk, world):
    set_up(Participation.objects.create)(organisation=world.partner_org, kind="kring", starts_on=LONG_AGO)
    url = reverse("desk_participation", args=[world.partner_org.pk])
    said = typed(desk, url, kind="deelnemer", starts_on="2024-03-01", reason="Besloten door de regiegroep")
    assert desk.post(url, said).status_code == 302
    held = world.partner_org.participations.order_by("starts_on").values_list("kind", "starts_on", "ends_on")
    assert list(held) == [
        ("kring", LONG_AGO, datetime.date(2024, 2, 29)),
        ("deelnemer", datetime.date(2024, 3, 1), None),
    ]
    stale = desk.post(url, said | {"kind": "extern", "starts_on": "2025-01-01"})
    assert stale.status_code == 422
    assert "intussen veranderd" in words(stale)
    earlier = desk.post(url, typed(desk, url, kind="extern", starts_on="2022-01-01", reason="x"))
    assert "Vanaf 1 maart 2024 staat al" in words(earlier)
    today = timezone.localdate()
    assert (
        desk.post(url, typed(desk, url, kind="geen", starts_on=str(today), reason="Gestopt")).status_code
        == 302
    )
    assert not Participation.objects.on(today).filter(organisation=world.partner_org).exists()


def test_what_looks_double_is_listed_and_a_successor_is_not(world):
    double = organisation("Stichting Zorggroep Duin")
    assert {(pair.one, pair.other) for pair in pairs()} == {(double, world.partner_org)}
    double.predecessor = world.partner_org
    set_up(double.save)()
    assert pairs() == []
    abbreviated = organisation("WK", aliases="Welzijn Kreek")
    assert {pairs()[0].one, pairs()[0].other} == {abbreviated, world.other_org}


def test_the_register_costs_the_same_for_2_and_40(desk):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            desk.get(reverse("desk_organisations"))
        return len(asked)

    few = cost()
    for number in range(40):
        organisation(f"{number} {chr(97 + number % 26) * 9}")
    assert cost() == few


def test_narrowing_by_name_kind_and_whether_it_exists(desk, world):
    set_up(Organisation.objects.filter(pk=world.other_org.pk).update)(ended_note="failliet")

    def found(**asked):
        return {one.name for one in desk.get(reverse("desk_organisations"), asked).context["page"]}

    assert found() == {"Zorggroep Duin", "Welzijn Kreek"}
    assert found(staat="bestaat") == {"Zorggroep Duin"}
    assert found(staat="voorbij", q="kreek") == {"Welzijn Kreek"}
    assert found(soort="\x00", pagina="٣") == {"Zorggroep Duin", "Welzijn Kreek"}
