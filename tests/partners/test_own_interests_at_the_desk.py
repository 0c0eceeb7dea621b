"""Nobody of the netwerkbureau or of a body has a say about what their own organisation brings in; who left hears
nothing more."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from partners.initiatives import assessing, triage
from partners.initiatives.emails import whom
from partners.initiatives.execution import emails
from partners.initiatives.models import Guest, Initiative, Stand
from partners.initiatives.submitting import submit
from tests.partners import assessing as desk
from tests.partners import in_public
from tests.partners import initiatives as made
from tests.world import World, end, mandate, organisation, representation, seat, set_up

pytestmark = pytest.mark.django_db


def brought_in_by_the_bureau(world: World) -> Initiative:
    representation(world.bureau, world.other_org)
    row = made.a_complete_draft(world, organisation=world.other_org, started_by=None)
    submit(row, by=world.bureau)
    return made.fresh_row(row)


def test_who_brings_it_in_does_not_put_it_on_an_agenda(world: World, as_: Any) -> None:
    url = reverse("initiative_agenda", args=[brought_in_by_the_bureau(world).pk])
    assert as_(world.bureau).get(url).status_code == 403
    assert as_(world.bureau_only).get(url).status_code == 200


def seated(world: World) -> Any:
    """other_member sits in the coalition on the seat of partner_org, and does not speak for it."""
    return mandate(world.other_member, world.coalition, seat=seat(world.coalition, world.partner_org))


def test_who_sits_for_the_organisation_is_not_asked(world: World) -> None:
    row, person = made.a_sent_one(world), world.other_member.person
    assert person in assessing.askable(row), "control: without the seat"
    seated(world)
    assert person not in assessing.askable(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        desk.asked(world, world.other_member, row=row)


def test_who_got_the_seat_after_being_asked_hands_nothing_in(world: World) -> None:
    one = desk.asked(world, world.other_member)[0]
    holds = seated(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        desk.handed_in(one)
    end(holds)
    assert desk.handed_in(one).state == Stand.DONE


def test_who_sits_for_who_does_it_along_is_not_asked_either(world: World) -> None:
    draft = made.a_complete_draft(world, organisation=world.other_org)
    made.together_with(draft, world.partner_org)
    seated(world)
    assert world.other_member.person not in assessing.askable(made.fresh_row(draft))


def test_only_who_works_there_handles_it(world: World, as_: Any) -> None:
    row = made.a_sent_one(world)
    url, client = reverse("initiative_handler", args=[row.pk]), as_(world.bureau)
    for who, code in ((world.partner, 422), (world.bureau_only, 302)):
        data = {"version": made.fresh_row(row).version, "handler": str(who.person.pk)}
        assert client.post(url, data).status_code == code
    assert made.fresh_row(row).handled_by == world.bureau_only.person


def test_who_left_the_bureau_is_written_to_no_more(world: World) -> None:
    row = made.a_sent_one(world)
    triage.take_up(row, by=world.bureau_only.person)
    row = made.fresh_row(row)
    assert [each.to for each in whom.of_the_bureau(row)] == [world.bureau_only.person]
    for held in world.bureau_only.person.mandates.all():
        end(held)
    assert world.bureau_only.person not in [each.to for each in whom.of_the_bureau(row)]


def test_it_is_not_offered_to_who_brings_it_in_under_another_name(world: World) -> None:
    row, kept = made.a_sent_one(world), organisation("Zorggroep Duin en Strand")
    world.partner_org.merged_into = kept
    set_up(world.partner_org.save)()
    with pytest.raises(ValidationError):
        triage.offer(
            made.fresh_row(row), kept, why="Past daar.", due_on=in_public.days(9), by=world.bureau.person
        )


def test_an_address_nobody_proved_gets_no_mail_about_the_site_or_reports(world: World) -> None:
    row = made.a_guests_draft(world)
    assert [each.to for each in whom.who_bring_it_in(row)] == []
    guest = Guest.objects.get()
    guest.confirmed_at = row.edited_at
    set_up(guest.save)()
    assert [each.to for each in whom.who_bring_it_in(row)] == ["gerda@buiten.example"]
    carried_out = in_public.led(row, leader_email="")
    assert [each.to for each in emails.carriers(carried_out)] == ["gerda@buiten.example"]
