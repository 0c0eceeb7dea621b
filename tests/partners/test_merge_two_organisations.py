"""Two organisations turn out to be one: everything of either is of both, and nothing is rewritten."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.executions.models import ExecutionAnswer, ExecutionState
from partners.merging.joining import undo
from partners.merging.models import Merger
from partners.organisations.models import Organisation, Participation
from partners.organisations.picking import ever, to_choose
from partners.organisations.speaking import spokespeople
from tests.governance.deciding import decided
from tests.governance.executing import asked
from tests.partners.merging import again, mark_of, merged, words
from tests.world import LONG_AGO, body, fresh, organisation, representation, seat, set_up
from zorgzaam.audit.history import acting, changes_of
from zorgzaam.search import find
from zorgzaam.standing import standing_of
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def double(world):
    """The same as partner_org, put in the register a second time."""
    return organisation("Zorggroep Duinen", aliases="ZGD\nDuinzorg")


def page(client, name, *args):
    return words(client.get(reverse(name, args=args)))


def test_the_whole_way_from_two_to_one(world, double, as_):
    desk = as_(world.bureau)
    kept = world.partner_org
    assert "Zorggroep Duinen" in page(desk, "desk_duplicates")
    chosen = desk.get(reverse("desk_merge_choose", args=[kept.pk]), {"met": "Duinzorg"})
    assert chosen.url == reverse("desk_merge", args=[kept.pk, double.pk])
    shown = desk.get(chosen.url)
    assert "Zorggroep Duin is voortaan ook te vinden als Zorggroep Duinen, ZGD, Duinzorg" in words(shown)
    typed = {"reason": "Twee keer ingevoerd", "seen": shown.context["form"]["seen"].value()}
    assert desk.post(chosen.url, typed).url == reverse("desk_organisation", args=[kept.pk])
    assert again(double).merged_into == kept
    assert again(kept).alias_list == ["Zorggroep Duinen", "ZGD", "Duinzorg"]
    fact = Merger.objects.get()
    assert (fact.by, fact.reason, fact.names) == (
        world.bureau.person, "Twee keer ingevoerd", ["Zorggroep Duinen", "ZGD", "Duinzorg"],
    )  # fmt: skip
    assert changes_of(double)[0].actor_key == f"person:{world.bureau.person_id}"
    assert changes_of(double)[0].reason == "Twee keer ingevoerd"


def test_without_a_reason_nothing_happens_and_nothing_typed_is_lost(world, double, as_):
    desk = as_(world.bureau)
    url = reverse("desk_merge", args=[world.partner_org.pk, double.pk])
    answer = desk.post(url, {"reason": "", "seen": desk.get(url).context["form"]["seen"].value()})
    assert answer.status_code == 422
    assert not Merger.objects.exists()


def test_who_speaks_for_one_speaks_for_both_at_the_next_request(world, double):
    representation(world.other_partner, double)
    merged(world.partner_org, double, world.bureau)
    for user in (world.partner, world.other_partner):
        assert {world.partner_org.pk, double.pk} <= standing_of(fresh(user)).organisations
    people = {world.partner.person, world.other_partner.person}
    assert set(spokespeople([double.pk])) == set(spokespeople([world.partner_org.pk])) == people
    assert world.other_org.pk not in standing_of(fresh(world.partner)).organisations


def test_a_decision_to_be_carried_out_by_the_one_that_went_is_seen_and_answered_by_the_one_that_stays(
    world, double, as_
):
    row = asked(decided(world.coalition), double)
    assert world.partner.pk not in spokespeople([double.pk]).values_list("pk", flat=True)
    merged(world.partner_org, double, world.bureau)
    client = as_(world.partner)
    url = reverse("execution_answer", args=[row.pk])
    assert url in client.get(reverse("partner")).content.decode()
    assert row.what in page(client, "organisation", world.partner_org.pk)
    row.accept(by=fresh(world.partner))
    row.refresh_from_db()
    assert row.state == ExecutionState.ACCEPTED
    assert ExecutionAnswer.objects.get(state=ExecutionState.ACCEPTED).organisation == double


def test_the_database_still_refuses_an_answer_of_somebody_else(world, double):
    row = asked(decided(world.coalition), double)
    merged(world.partner_org, double, world.bureau)
    answer = {"execution": row, "organisation": double, "state": ExecutionState.ACCEPTED}
    with acting(world.other_partner), transaction.atomic():
        with pytest.raises(IntegrityError, match="does not speak"), transaction.atomic():
            ExecutionAnswer.objects.create(**answer, person=world.other_partner.person)
        ExecutionAnswer.objects.create(**answer, person=world.partner.person)


def test_the_portal_shows_one_organisation_and_who_else_speaks_for_it_once(world, double, as_):
    representation(world.other_partner, double)
    representation(world.other_partner, world.partner_org)
    merged(world.partner_org, double, world.bureau)
    shown = page(as_(world.partner), "partner")
    assert shown.count("Zorggroep Duinen") == 0
    assert "samen met Pia Partner." in shown


def test_it_takes_part_as_the_one_that_went_where_nothing_else_is_known(world, double):
    today = timezone.localdate()
    set_up(Participation.objects.create)(organisation=double, kind="kring", starts_on=LONG_AGO)
    merged(world.partner_org, double, world.bureau)
    taking = Organisation.objects.taking_part_on(today)
    assert taking.get(pk=world.partner_org.pk).takes_part == "kring"
    set_up(Participation.objects.create)(organisation=world.partner_org, kind="deelnemer", starts_on=today)
    assert taking.get(pk=world.partner_org.pk).takes_part == "deelnemer"


def test_the_old_address_stays_and_says_so_and_nothing_offers_it_any_more(world, double, as_, client):
    merged(world.partner_org, double, world.bureau)
    old = client.get(reverse("organisation", args=[double.pk]))
    assert old.status_code == 200
    assert "is samengevoegd met Zorggroep Duin" in words(old)
    assert reverse("organisation", args=[world.partner_org.pk]) in old.content.decode()
    assert (
        reverse("organisation", args=[double.pk]) not in client.get(reverse("organisations")).content.decode()
    )
    assert double not in ever()
    assert double not in to_choose()
    assert double in to_choose(double.pk)
    found = [hit.title for hit in find(world.bureau, "Duinzorg")]
    assert found == ["Zorggroep Duin"]


def test_seats_of_both_stand_on_the_page_of_the_one_that_stays(world, double, client):
    seat(world.other, double)
    merged(world.partner_org, double, world.bureau)
    shown = page(client, "organisation", world.partner_org.pk)
    assert world.other.name in shown
    assert world.coalition.name in shown


def test_two_seats_in_one_body_stand_in_the_way(world, double, as_):
    extra = seat(world.coalition, double)
    url = reverse("desk_merge", args=[world.partner_org.pk, double.pk])
    assert f"Beide hebben een zetel in {world.coalition}" in words(as_(world.bureau).get(url))
    with pytest.raises(ValidationError, match="zetel"):
        merged(world.partner_org, double, world.bureau)
    extra.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    set_up(extra.save)()
    assert merged(world.partner_org, double, world.bureau)


def test_a_part_a_successor_and_another_municipality_are_no_doubles(world, double):
    double.part_of = world.partner_org
    set_up(double.save)()
    with pytest.raises(ValidationError, match="onderdeel"):
        merged(world.partner_org, double, world.bureau)
    with pytest.raises(ValidationError, match="onderdeel"):
        merged(double, world.partner_org, world.bureau)


def test_what_was_merged_before_comes_along_and_goes_back_with_it(world, double):
    third = organisation("ZGD Duindorp")
    merged(double, third, world.bureau)
    fact = merged(world.partner_org, double, world.bureau)
    assert again(third).merged_into == again(double).merged_into == world.partner_org
    assert "ZGD Duindorp" in again(world.partner_org).alias_list
    with acting(world.bureau):
        assert undo(fact, by=world.bureau)
        assert undo(fact, by=world.bureau) is False
    assert again(double).merged_into is None
    assert again(third).merged_into == double
    assert again(world.partner_org).alias_list == []


def test_nobody_comes_to_speak_for_an_organisation_by_merging_it_with_their_own(world, double):
    representation(world.bureau, double)
    with pytest.raises(ValidationError, match="collega"):
        merged(world.partner_org, double, world.bureau)
    with acting(world.bureau), pytest.raises(IntegrityError, match="grants themselves"), transaction.atomic():
        Organisation.objects.filter(pk=double.pk).update(merged_into=world.partner_org)
    assert merged(world.partner_org, double, world.bureau_only)


def test_no_circle_and_no_chain_in_the_database(world, double):
    merged(world.partner_org, double, world.bureau)
    third = organisation("Derde")
    for pk, target in (
        (world.partner_org.pk, third.pk),  # something is merged into it
        (third.pk, double.pk),  # that one does not stay
        (world.partner_org.pk, double.pk),
        (third.pk, third.pk),
    ):
        with acting(world.bureau), pytest.raises(IntegrityError, match="does not stay"), transaction.atomic():
            Organisation.objects.filter(pk=pk).update(merged_into=target)


def test_a_merge_is_done_only_as_it_was_shown(world, double, as_):
    seen = mark_of(world.partner_org, double, world.bureau)
    representation(world.other_partner, double)
    with pytest.raises(StaleVersion):
        merged(world.partner_org, double, world.bureau, seen=seen)
    desk, url = as_(world.bureau), reverse("desk_merge", args=[world.partner_org.pk, double.pk])
    answer = desk.post(url, {"reason": "Dubbel", "seen": seen})
    assert answer.status_code == 422
    assert "intussen veranderd" in words(answer)
    assert "Pia Partner" in words(answer)
    assert (
        desk.post(url, {"reason": "Dubbel", "seen": answer.context["form"]["seen"].value()}).status_code
        == 302
    )


def test_taking_it_back_is_one_fact_and_takes_the_names_back(world, double, as_):
    fact = merged(world.partner_org, double, world.bureau)
    kept = again(world.partner_org)
    kept.aliases += "\nDuin en zo"
    set_up(kept.save)()
    url = reverse("desk_merge_undo", args=[fact.pk])
    desk = as_(world.bureau)
    assert desk.post(url, {"reason": "Toch twee"}).status_code == 302
    assert again(world.partner_org).alias_list == ["Duin en zo"]
    assert again(double).merged_into is None
    fact.refresh_from_db()
    assert fact.undone_by == world.bureau.person
    assert desk.post(url, {"reason": "Nog eens"}).status_code == 422
    assert merged(world.partner_org, double, world.bureau).pk != fact.pk


def test_after_thirty_days_it_stays(world, double, as_):
    fact = merged(world.partner_org, double, world.bureau)
    late = fact.undo_until + datetime.timedelta(minutes=1)
    with acting(world.bureau), pytest.MonkeyPatch.context() as patch:
        patch.setattr("partners.merging.undoing.timezone.now", lambda: late)
        with pytest.raises(ValidationError, match="Terugdraaien kon tot en met"):
            undo(fact, by=world.bureau)
        patch.setattr("partners.merging.undoing.timezone.now", lambda: fact.undo_until)
        assert undo(fact, by=world.bureau)


def test_an_answer_given_for_the_other_keeps_it_merged(world, double):
    row = asked(decided(world.coalition), double)
    fact = merged(world.partner_org, double, world.bureau)
    row.accept(by=fresh(world.partner))
    with (
        acting(world.bureau),
        pytest.raises(ValidationError, match="sprak Pim Partner namens Zorggroep Duinen"),
    ):
        undo(fact, by=world.bureau)


def test_an_answer_each_gave_for_itself_hinders_nothing(world, double):
    representation(world.other_partner, double)
    row = asked(decided(world.coalition), double)
    fact = merged(world.partner_org, double, world.bureau)
    row.accept(by=fresh(world.other_partner))
    with acting(world.bureau):
        assert undo(fact, by=world.bureau)


def test_what_was_done_stays_written_down(world, double):
    fact = merged(world.partner_org, double, world.bureau)
    for change in ({"reason": "Anders"}, {"kept": world.other_org}, {"names": []}):
        with acting(world.bureau), pytest.raises(Exception, match="update"), transaction.atomic():
            Merger.objects.filter(pk=fact.pk).update(**change)
    with acting(world.bureau), pytest.raises(Exception, match="delete"), transaction.atomic():
        Merger.objects.filter(pk=fact.pk).delete()


def test_the_preview_names_every_table_and_costs_the_same_for_three_rows_and_twenty(world, double, as_):
    desk = as_(world.bureau)
    url = reverse("desk_merge", args=[world.partner_org.pk, double.pk])
    for number in range(3):
        seat(body(f"Tafel {number}"), double)
    with CaptureQueriesContext(connection) as few:
        assert "Zetels: 3" in words(desk.get(url))
    for number in range(3, 20):
        seat(body(f"Tafel {number}"), double)
    with CaptureQueriesContext(connection) as many:
        assert "Zetels: 20" in words(desk.get(url))
    assert len(many) == len(few)
