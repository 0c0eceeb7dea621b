"""Who brought it in reads where it is, what is expected now and what was sent; others who read inside read less."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from partners.initiatives import assessing, moving, submitting, talking
from partners.initiatives.models import State
from partners.initiatives.moving import Step
from tests.partners import assessing as desk
from tests.partners import initiatives as made
from tests.partners.in_public import led, milestone
from tests.world import set_up
from zorgzaam import places

pytestmark = pytest.mark.django_db


def text(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_page_says_what_is_expected_now_and_by_when(world, as_):
    row = made.a_sent_one(world)
    page = text(as_(world.partner), row.get_absolute_url())
    assert row.number in page
    assert "U hoeft nu niets te doen" in page
    assert "Uiterlijk" in page
    assert "Buren koken samen in het buurthuis." in page
    assert row.due_on is not None


def test_each_step_is_there_with_whose_it_was_and_why(world, as_):
    row = made.moved(made.a_sent_one(world), Step(State.RETURNED, why="Wie betaalt dit?"), world.bureau)
    page = text(as_(world.partner), row.get_absolute_url())
    assert "Teruggegeven met een vraag" in page
    assert "Wie betaalt dit?" in page
    assert "Door het netwerkbureau" in page
    assert "Door Zorggroep Duin" in page
    assert "Bo Bureau" not in page, "people of the netwerkbureau are not named to others"
    assert "Bo Bureau" in text(as_(world.bureau_only), row.get_absolute_url())


def test_sent_again_the_page_says_what_changed(world, as_):
    row = made.moved(made.a_sent_one(world), Step(State.RETURNED, why="Wie betaalt dit?"), world.bureau)
    row.money_words = "De gemeente betaalt de zaal."
    set_up(row.save)()
    submitting.submit(made.fresh_row(row), by=world.partner)
    page = text(as_(world.bureau), row.get_absolute_url())
    assert "De 2e keer: wat er veranderde" in page
    assert "De gemeente betaalt de zaal." in page


def test_who_does_not_read_inside_finds_nothing(world, as_):
    row = made.a_sent_one(world)
    for reader in (world.other_partner, world.member, None):
        assert as_(reader).get(row.get_absolute_url()).status_code == 404


def test_a_file_is_for_who_reads_inside(world, as_):
    draft = made.a_complete_draft(world)
    file = made.with_file(draft)
    submitting.submit(made.fresh_row(draft), by=world.partner)
    url = reverse("initiative_file", args=[file.pk])
    assert url in text(as_(world.bureau), draft.get_absolute_url())
    assert as_(world.bureau).get(url).status_code == 200
    assert as_(world.other_partner).get(url).status_code == 404


def test_without_an_account_the_mailed_link_opens_the_same_page(world, as_):
    row = made.a_guests_one(world)
    guest = row.guest
    page = text(as_(None), reverse("initiative_following", args=[guest.mailed_secret]))
    assert row.number in page
    assert "Stel een vraag" in page


def test_the_receipt_without_an_account_leads_to_where_it_is_followed(world, as_):
    guest = made.a_guests_one(world).guest
    followed = reverse("initiative_following", args=[guest.mailed_secret])
    assert followed in text(as_(None), reverse("initiative_receipt_guest", args=[guest.mailed_secret]))
    assert followed not in text(as_(None), reverse("initiative_receipt_guest", args=[guest.browser_secret]))


def test_without_an_account_one_reads_who_carries_it_out_and_others_do_not(world, as_, rf):
    row = made.a_guests_one(world)
    guest = row.guest
    for step in (
        Step(State.ASSESSING), Step(State.ON_AGENDA, at_whom="Coalitie"), Step(State.TAKEN_UP), Step(State.RUNNING),
    ):  # fmt: skip
        row = made.moved(row, step, world.bureau)
    led(row)
    milestone(made.fresh_row(row), title="Eerste maaltijd")
    page = text(as_(None), reverse("initiative_following", args=[guest.mailed_secret]))
    assert "nog niet opgeschreven" not in page
    assert "Loes Leider" in page
    assert "Eerste maaltijd" in page
    request = rf.get("/")
    request.user = AnonymousUser()
    assert "Loes Leider" not in places.rendered(request, "initiative.execution", made.fresh_row(row))


def test_what_was_taken_back_can_begin_anew(world, as_):
    row = made.a_guests_one(world)
    guest = row.guest
    link = reverse("initiative_following", args=[guest.mailed_secret])
    assert "Begin een nieuw initiatief" not in text(as_(None), link)
    moving.withdraw(row, why="Geen geld.", by=made.VISITOR)
    page = text(as_(None), link)
    assert "Begin een nieuw initiatief" in page
    assert reverse("initiative_start_guest") in page


def test_the_link_of_the_browser_that_began_proves_no_mailbox(world, as_):
    guest = made.a_guests_one(world).guest
    for secret in (guest.browser_secret, "niets"):
        assert as_(None).get(reverse("initiative_following", args=[secret])).status_code == 404


def test_an_answer_to_a_link_is_kept_by_no_cache_and_no_search_engine(world, as_):
    guest = made.a_guests_one(world).guest
    answer = as_(None).get(reverse("initiative_following", args=[guest.mailed_secret]))
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_who_takes_it_on_signs_along_or_assesses_reads_no_thread(world, as_):
    draft = made.a_complete_draft(world)
    made.together_with(draft, world.other_org)
    submitting.submit(made.fresh_row(draft), by=world.partner)
    row = made.fresh_row(draft)
    talking.say(row, "Mag dit ook in Zeewolde?", by=world.partner, from_bureau=False)
    desk.asked(world, world.secretary, row=row)
    for reader in (world.other_partner, world.secretary):
        assert "Mag dit ook in Zeewolde?" not in text(as_(reader), row.get_absolute_url())
    for reader in (world.partner, world.bureau):
        assert "Mag dit ook in Zeewolde?" in text(as_(reader), row.get_absolute_url())


def test_an_assessor_reads_it_as_long_as_it_is_asked(world, as_):
    row = made.a_sent_one(world)
    assert as_(world.other_member).get(row.get_absolute_url()).status_code == 404
    (one,) = desk.asked(world, world.other_member, row=row)
    assert as_(world.other_member).get(row.get_absolute_url()).status_code == 200
    assessing.withdraw_question(one, by=world.bureau.person)
    assert as_(world.other_member).get(row.get_absolute_url()).status_code == 404
