"""Choosing one organisation, or some, out of hundreds: by a part of the name, without script."""

import re

import pytest
from django.urls import reverse

from partners.organisations.models import Organisation
from partners.organisations.picking import pick_organisation
from regioplan.agreements.models import Agreement
from tests.governance import writing
from tests.regioplan import making, moneymaking
from tests.world import organisation, set_up

pytestmark = pytest.mark.django_db


def many(number):
    rows = [Organisation(name=f"Huisartsen Dijk {each}", kind="zorgaanbieder") for each in range(number)]
    set_up(Organisation.objects.bulk_create)(rows)


def proposed(client, typed):
    sent = {"task": making.a_task().pk, "role": "partner", "what": "Wij doen mee.", "organisation": typed}
    return client.post(reverse("agreement_propose"), sent | {"starts_precision": "day", "version": ""})


@pytest.mark.parametrize("typed", ["Zorggroep Duin", " zorggroep DUIN ", "groep dui", "id"])
def test_a_name_a_part_only_one_has_or_an_id_is_enough(world, as_, typed):
    many(30)
    answer = proposed(as_(world.bureau), world.partner_org.pk if typed == "id" else typed)
    assert answer.status_code == 302
    assert Agreement.objects.get().organisation == world.partner_org


def test_what_is_not_clear_is_said_with_names_and_stays_typed(world, as_):
    many(3)
    page = proposed(as_(world.bureau), "huisartsen").content.decode()
    assert "kan meer dan één zijn: Huisartsen Dijk 0, Huisartsen Dijk 1, Huisartsen Dijk 2" in page
    assert 'value="huisartsen"' in page
    assert "vinden we niet" in proposed(as_(world.bureau), "Niemand <b>").content.decode()
    gone = organisation("Gesloten Huis", ended_note="failliet")
    assert proposed(as_(world.bureau), gone.pk).status_code == 422
    assert gone.name not in as_(world.bureau).get(reverse("agreement_propose")).content.decode()
    assert not Agreement.objects.exists()


def test_what_was_chosen_shows_its_name_and_may_be_sent_again(world, as_):
    row = making.proposal(making.a_task(), world.partner_org)
    url = reverse("agreement_edit", args=[row.pk])
    page = as_(world.bureau).get(url)
    assert 'value="Zorggroep Duin"' in page.content.decode()
    sent = {"task": row.task_id, "role": "partner", "what": "Anders.", "organisation": "Zorggroep Duin"}
    answer = as_(world.bureau).post(url, sent | {"starts_precision": "day", "version": row.version})
    assert answer.status_code == 302
    started = as_(world.bureau).get(f"{reverse('agreement_propose')}?organisatie={world.other_org.pk}")
    assert 'value="Welzijn Kreek"' in started.content.decode()


def test_many_are_chosen_by_tick_boxes_and_names_together(world, as_):
    many(5)
    team = writing.a_team(world)
    writing.concretising(team)
    task = writing.a_task(team)
    set_up(task.organisations.add)(world.partner_org)
    client, url = as_(team.expert), reverse("worked_task", args=[task.pk])
    page = client.get(url).content.decode()
    assert re.search(rf'<input checked[^>]*value="{world.partner_org.pk}"', page)
    sent = {"title": "T", "goal": "G", "measure": "M", "scale": "lokaal", "version": task.version}
    wrong = client.post(url, sent | {"organisations": [world.partner_org.pk, "Kreek", "huisartsen"]})
    assert wrong.status_code == 422
    shown = wrong.content.decode()
    assert all(f'value="{each.pk}"' in shown for each in (world.partner_org, world.other_org))
    assert 'value="huisartsen"' in shown
    right = client.post(url, sent | {"organisations": [world.partner_org.pk, "Kreek", "", "artsen dijk 3"]})
    assert right.status_code == 302
    assert {each.name for each in task.organisations.all()} == {
        "Zorggroep Duin", "Welzijn Kreek", "Huisartsen Dijk 3",
    }  # fmt: skip


def also_known(name, *aliases, before=""):
    former = organisation(before, ended_note="failliet") if before else None
    return organisation(name, aliases="\n".join(aliases), predecessor=former)


@pytest.mark.parametrize(
    "typed", ["MVD", "m.v.d.", "MVD (Ministerie van Dijken)", "ministerie voor dijkën", "Dijkraad", "dijkr"]
)
def test_another_name_an_abbreviation_or_who_it_was_before_is_enough(world, as_, typed):
    many(30)
    ministry = also_known("Ministerie van Dijken", "MVD", "Ministerie voor Dijken", before="Dijkraad")
    assert proposed(as_(world.bureau), typed).status_code == 302
    assert Agreement.objects.get().organisation == ministry


def test_each_other_name_is_a_suggestion_that_says_whose_it_is(world, as_):
    also_known("Ministerie van Dijken", "MVD", before="Dijkraad")
    page = as_(world.bureau).get(reverse("agreement_propose")).content.decode()
    for offer in ("Ministerie van Dijken", "MVD (Ministerie van Dijken)", "Dijkraad (Ministerie van Dijken)"):
        assert f'<option value="{offer}">' in page
    assert '<option value="Dijkraad">' not in page, "what is no more is not offered by itself"


def test_a_name_goes_before_another_name_and_two_of_the_same_are_asked_about(world, as_):
    also_known("Kust", "Duin")
    duin, strand = also_known("Duin", "Zand"), also_known("Strand", "zand")
    assert proposed(as_(world.bureau), "duin").status_code == 302
    assert Agreement.objects.get().organisation == duin
    page = proposed(as_(world.bureau), "zand").content.decode()
    assert "kan meer dan één zijn: Duin (ook: Zand), Strand (ook: zand)" in page
    assert pick_organisation("Wie").clean("zand (Strand)") == strand


def test_four_hundred_cost_as_many_queries_as_four(world, as_, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as asked:
            page = as_(world.bureau).get(reverse("agreement_propose"))
        return len(asked), page.content.decode().count("<option value=")

    cost()
    few, offered = cost()
    many(400)
    assert cost() == (few, offered + 400)
    former = organisation("Voorganger")
    set_up(Organisation.objects.exclude(pk=former.pk).update)(aliases="Anders", predecessor=former)
    assert cost()[0] == few


def test_money_of_who_is_no_more_keeps_its_name(world, as_):
    gone = organisation("Gesloten Huis", ended_note="failliet")
    row = moneymaking.amount(moneymaking.instrument(), recipient=gone)
    page = as_(world.bureau).get(reverse("allocation_edit", args=[row.pk]))
    assert 'value="Gesloten Huis"' in page.content.decode()
    sent = {name: bound for name, bound in page.context["form"].initial.items() if bound is not None}
    sent |= {"recipient": "Gesloten Huis", "giver": "", "version": row.version}
    answer = as_(world.bureau).post(reverse("allocation_edit", args=[row.pk]), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    assert (row.recipient, row.giver) == (gone, None)
