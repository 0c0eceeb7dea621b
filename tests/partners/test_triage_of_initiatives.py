"""Triage: take it up, elsewhere with an organisation that says yes or no, back with a question, and whose it is."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partners.initiatives import moving, submitting, talking, triage
from partners.initiatives.models import Initiative, Message, State, unanswered
from partners.initiatives.moving import Step
from partners.initiatives.terms import within
from partners.organisations.models import Organisation
from tests.partners import assessing as desk
from tests.partners import initiatives as made
from tests.partners.initiatives import a_guests_one
from tests.world import fresh, representation, set_up
from zorgzaam.today import todos
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def titles(user):
    return [todo.title for todo in todos(user)]


def post(client, address, row, **data):
    return client.post(reverse(address, args=[row.pk]), {"version": row.version, **data})


def test_what_is_received_waits_for_the_bureau_within_ten_working_days(world):
    row = made.a_sent_one(world)
    assert row.due_on == within(10)
    assert row.title in titles(world.bureau)
    assert row.title not in titles(world.secretary)


def test_who_takes_it_up_handles_it_and_the_term_goes_on(world, as_):
    row = made.a_sent_one(world)
    post(as_(world.bureau), "initiative_take_up", row)
    now = made.fresh_row(row)
    assert (now.state, now.handled_by, now.due_on) == (State.TRIAGE, world.bureau.person, row.due_on)
    assert row.title not in titles(world.bureau)


def test_who_is_second_takes_nothing_over(world, as_):
    row = made.a_sent_one(world)
    post(as_(world.bureau), "initiative_take_up", row)
    answer = as_(world.bureau_only).post(
        reverse("initiative_take_up", args=[row.pk]), {"version": row.version}, follow=True
    )
    assert "intussen veranderd" in answer.content.decode()
    assert made.fresh_row(row).handled_by == world.bureau.person


def test_it_is_offered_and_the_organisation_takes_it_on(world, as_):
    row = made.a_sent_one(world)
    data = {"organisation": "Welzijn Kreek", "why": "Dit is welzijnswerk.", "due_on": within(10)}
    assert post(as_(world.bureau), "initiative_offer", row, **data).status_code == 302
    row = made.fresh_row(row)
    assert row.words == "Aangeboden aan Welzijn Kreek"
    assert row.title in titles(world.other_partner)
    client = as_(world.other_partner)
    assert post(client, "initiative_answer_offer", row, takes_it="ja", why="Graag.").status_code == 302
    assert made.fresh_row(row).state == State.ELSEWHERE
    assert row.title not in titles(world.other_partner)


def test_refused_it_lies_with_the_bureau_with_the_reason(world, as_):
    row = desk.offered(world)
    post(as_(world.other_partner), "initiative_answer_offer", row, takes_it="nee", why="Geen mensen.")
    assert made.fresh_row(row).state == State.TRIAGE
    page = as_(world.partner).get(row.get_absolute_url()).content.decode()
    assert "Welzijn Kreek pakt dit niet op. Geen mensen." in page
    assert "Door Welzijn Kreek" in page


def test_who_took_it_on_finds_it_again_and_reads_whom_to_write_to(world, as_):
    row = desk.offered(world)
    page = as_(world.other_partner).get("/partner/").content.decode()
    assert "Wat anderen jullie vragen" in page
    assert "Initiatieven om op te pakken" in page
    client = as_(world.other_partner)
    assert world.partner.email not in client.get(row.get_absolute_url()).content.decode(), (
        "it is not theirs yet"
    )
    post(client, "initiative_answer_offer", made.fresh_row(row), takes_it="ja", why="Graag.")
    for url in ("/partner/", reverse("initiatives_own")):
        page = client.get(url).content.decode()
        assert row.get_absolute_url() in page, url
        assert "oppakten" in page
    assert "Initiatieven om op te pakken" not in client.get("/partner/").content.decode()
    assert world.partner.email in client.get(row.get_absolute_url()).content.decode()
    assert "Neem contact op" not in as_(world.partner).get(row.get_absolute_url()).content.decode()


def test_who_took_it_on_reads_the_address_of_who_has_no_account(world, as_):
    draft = made.a_guests_draft(world)
    set_up(type(draft.guest).objects.filter(pk=draft.guest.pk).update)(confirmed_at=draft.since)
    submitting.submit(made.fresh_row(draft), by=made.VISITOR)
    row = desk.offered(world, made.fresh_row(draft))
    moving.answer_offer(made.fresh_row(row), takes_it=True, why="Graag.", by=world.other_partner)
    page = as_(world.other_partner).get(row.get_absolute_url()).content.decode()
    assert "gerda@buiten.example" in page


def test_who_answers_an_offer_second_hears_who_was_first_and_what_was_said(world, as_):
    row = desk.offered(world)
    url = reverse("initiative_answer_offer", args=[row.pk])
    moving.answer_offer(made.fresh_row(row), takes_it=False, why="Geen mensen.", by=world.other_partner)
    late = as_(world.other_partner).post(
        url, {"version": row.version, "takes_it": "ja", "why": "Wij willen wel."}, follow=True
    )
    page = late.content.decode()
    assert late.status_code == 200
    assert f"al geantwoord door {world.other_partner.person.name}: Welzijn Kreek pakt het niet op" in page
    assert "Je schreef: “Wij willen wel.”" in page
    assert made.fresh_row(row).state == State.TRIAGE
    assert as_(world.member).get(url).status_code == 404, "who was never asked finds nothing"


def test_who_decides_on_an_old_page_reads_where_it_is_now(world, as_):
    row = made.a_sent_one(world)
    client, seen = as_(world.bureau), row.version
    triage.take_up(row, by=world.bureau_only.person)
    answer = client.post(
        reverse("initiative_return", args=[row.pk]), {"version": seen, "why": "Hoeveel mensen?"}
    )
    assert answer.status_code == 422
    assert "de stand is nu “In triage”" in answer.content.decode()
    assert "Hoeveel mensen?" in answer.content.decode()
    desk.offered(world, made.fresh_row(row))
    gone = client.post(
        reverse("initiative_return", args=[row.pk]), {"version": seen, "why": "Hoeveel mensen?"}, follow=True
    )
    assert gone.status_code == 200
    assert "de stand is “Aangeboden aan Welzijn Kreek”" in gone.content.decode()
    assert "Je schreef: “Hoeveel mensen?”" in gone.content.decode()


def test_an_answer_needs_a_choice_and_a_reason(world, as_):
    row = desk.offered(world)
    answer = post(as_(world.other_partner), "initiative_answer_offer", row)
    assert answer.status_code == 422
    assert "Kies ja of nee." in answer.content.decode()
    assert made.fresh_row(row).state == State.OFFERED


def test_nobody_is_offered_what_they_bring_in_themselves(world, as_):
    row = made.a_sent_one(world)
    data = {"organisation": "Zorggroep Duin", "why": "Hier.", "due_on": within(10)}
    answer = post(as_(world.bureau), "initiative_offer", row, **data)
    assert answer.status_code == 422
    assert "dient het zelf in" in answer.content.decode()


def test_a_day_that_is_over_is_no_term(world, as_):
    row = made.a_sent_one(world)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    data = {"organisation": "Welzijn Kreek", "why": "Dit is welzijnswerk.", "due_on": yesterday}
    answer = post(as_(world.bureau), "initiative_offer", row, **data)
    assert "Deze dag is voorbij" in answer.content.decode()
    assert "Dit is welzijnswerk." in answer.content.decode(), "nothing typed is lost"


def test_given_back_the_question_waits_for_who_brought_it_in(world, as_):
    row = made.a_sent_one(world)
    post(as_(world.bureau), "initiative_return", row, why="Wie betaalt dit?")
    assert made.fresh_row(row).is_writable
    assert row.title in titles(world.partner)


def test_a_stale_page_decides_nothing_and_keeps_what_was_typed(world, as_):
    row = made.a_sent_one(world)
    triage.take_up(made.fresh_row(row), by=world.bureau_only.person)
    answer = post(as_(world.bureau), "initiative_return", row, why="Wie betaalt dit?")
    page = answer.content.decode()
    assert "intussen veranderd" in page
    assert "Wie betaalt dit?" in page
    assert made.fresh_row(row).state == State.TRIAGE


def test_an_unknown_organisation_is_linked_and_its_people_read_along(world, as_):
    row = made.a_guests_draft(world)
    guest = row.guest
    guest.confirmed_at = row.since
    set_up(guest.save)()

    submitting.submit(row, by=made.VISITOR)
    row = made.fresh_row(row)
    assert as_(world.other_partner).get(row.get_absolute_url()).status_code == 404
    data = {"organisation": "Welzijn Kreek", "name": "Stichting Buiten", "kind": ""}
    assert post(as_(world.bureau), "initiative_link", row, **data).status_code == 302
    assert as_(world.other_partner).get(row.get_absolute_url()).status_code == 200


def test_an_unknown_organisation_is_put_on_the_list(world, as_):
    row = made.a_sent_one(world, organisation=None, organisation_name="Stichting Buiten")
    page = as_(world.bureau).get(reverse("initiative_link", args=[row.pk])).content.decode()
    assert "Stichting Buiten" in page
    answer = post(as_(world.bureau), "initiative_link", row, name="Stichting Buiten", kind="")
    assert "Kies wat voor organisatie het is." in answer.content.decode()
    kind = Organisation.objects.first().kind
    post(as_(world.bureau), "initiative_link", row, name="Stichting Buiten", kind=kind)
    assert str(made.fresh_row(row).organisation) == "Stichting Buiten"


def test_somebody_of_the_bureau_who_brings_it_in_does_not_triage_it(world, as_):

    representation(world.bureau, world.partner_org)
    row = made.a_sent_one(world)
    assert post(as_(fresh(world.bureau)), "initiative_take_up", row).status_code == 403
    assert post(as_(world.bureau_only), "initiative_take_up", row).status_code == 302


# ---------------------------------------------------------------- questions and taking back
def test_a_question_waits_for_the_bureau_until_it_is_answered(world, as_):
    row = made.moved(made.a_sent_one(world), Step(State.TRIAGE), world.bureau)
    as_(world.partner).post(reverse("initiative_say", args=[row.pk]), {"text": "Mag dit ook in Urk?"})
    assert row.title in titles(world.bureau)
    as_(world.bureau).post(reverse("initiative_say", args=[row.pk]), {"text": "Ja."})
    assert row.title not in titles(world.bureau)
    assert row.title in titles(world.partner)
    assert [each.from_bureau for each in row.messages.all()] == [False, True]


def test_what_needs_no_answer_is_put_aside(world, as_):
    row = made.a_sent_one(world)
    message = talking.say(row, "Dank u wel!", by=world.partner, from_bureau=False)
    as_(world.bureau).post(reverse("initiative_settle", args=[message.pk]))
    as_(world.bureau).post(reverse("initiative_settle", args=[message.pk]))
    assert not unanswered().exists()


def test_the_same_words_pressed_twice_are_said_once(world):
    row = made.a_sent_one(world)
    for _ in range(2):
        talking.say(row, "Mag dit?", by=world.partner, from_bureau=False)
    assert Message.objects.count() == 1


def test_who_is_offered_it_says_nothing_in_the_thread(world, as_):
    row = desk.offered(world)
    url = reverse("initiative_say", args=[row.pk])
    assert as_(world.other_partner).post(url, {"text": "Hallo"}).status_code == 403
    assert not Message.objects.exists()


def test_who_brought_it_in_takes_it_back_with_a_reason(world, as_):
    row = made.a_sent_one(world)
    client = as_(world.partner)
    assert post(client, "initiative_withdraw", row).status_code == 422
    assert post(client, "initiative_withdraw", row, why="We doen het zelf.").status_code == 302
    assert made.fresh_row(row).state == State.WITHDRAWN
    assert post(client, "initiative_withdraw", made.fresh_row(row), why="Weer.").status_code == 403


def test_without_an_account_one_asks_and_takes_back_with_the_link(world, as_):

    guest = a_guests_one(world).guest
    row, client = made.fresh_row(guest.initiative), as_(None)
    say = reverse("initiative_following_say", args=[guest.mailed_secret])
    assert client.post(say, {"text": "Hoe lang duurt het?"}).status_code == 302
    assert row.messages.get().person is None
    back = reverse("initiative_following_withdraw", args=[guest.mailed_secret])
    assert client.post(back, {"why": "Te druk.", "version": row.version}).status_code == 302
    assert Initiative.objects.get(pk=row.pk).state == State.WITHDRAWN
    assert client.get(back).status_code == 404


def test_a_withdrawn_one_is_not_triaged(world):
    row = made.a_sent_one(world)
    seen = made.fresh_row(row)
    moving.withdraw(row, why="Te druk.", by=world.partner)
    with pytest.raises(StaleVersion):
        triage.give_back(seen, question="Wie betaalt?", by=world.bureau.person)
    with pytest.raises(ValidationError):
        triage.give_back(made.fresh_row(row), question="Wie betaalt?", by=world.bureau.person)


def test_an_offer_is_taken_back_before_it_was_answered(world, as_):
    row = desk.offered(world)
    url = reverse("initiative_step_in", args=[row.pk])
    assert url in as_(world.bureau).get(row.get_absolute_url()).content.decode()
    form = {"version": str(row.version), "why": "Verkeerde organisatie."}
    assert as_(world.bureau).post(url, form).status_code == 302
    now = made.fresh_row(row)
    assert (now.state, now.due_on is not None) == (State.TRIAGE, True)
    assert "Verkeerde organisatie." in now.moves.latest("at").why
    before = now.moves.count()
    as_(world.other_partner).post(reverse("initiative_answer_offer", args=[row.pk]), {"answer": "ja"})
    assert made.fresh_row(row).state == State.TRIAGE
    as_(world.bureau).post(url, form)
    assert made.fresh_row(row).moves.count() == before, "twice is once"


def test_after_a_no_it_lies_with_the_bureau_with_a_term(world):
    row = desk.offered(world)
    moving.answer_offer(row, takes_it=False, why="Geen mensen.", by=world.other_partner)
    assert made.fresh_row(row).due_on is not None


def test_what_nobody_answers_is_stopped_with_a_reason(world, as_):
    row = made.moved(made.a_sent_one(world), Step(State.RETURNED, why="Wie betaalt dit?"), world.bureau)
    made.fresh_row(row)
    url = reverse("initiative_step_in", args=[row.pk])
    assert as_(world.partner).get(url).status_code == 403
    answer = as_(world.bureau).post(
        url, {"version": str(row.version), "why": "Na drie maanden geen antwoord."}
    )
    assert (answer.status_code, made.fresh_row(row).state) == (302, State.STOPPED)
    assert "Na drie maanden geen antwoord." in as_(world.partner).get(row.get_absolute_url()).content.decode()
