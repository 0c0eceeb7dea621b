"""Assessors are asked, never about what they bring in; they score with reasons, and read each other afterwards."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.initiatives import advice, assessing
from partners.initiatives.assessing import Said, advice_for, progress_of
from partners.initiatives.comparing import comparison_of, in_words
from partners.initiatives.models import Assessment, CriterionScore, Stand, State
from partners.initiatives.moving import Step
from partners.initiatives.terms import within
from tests.partners import assessing as desk
from tests.partners import initiatives as made
from tests.world import fresh, representation, set_up
from zorgzaam.today import todos
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def page_of(client, one):
    return client.get(reverse("assessment", args=[one.pk]))


def typed(client, one, **extra):
    """Post the page of an assessor as a browser would, with `extra` over it."""
    form = page_of(client, one).context["form"]
    data = {bound.name: bound.value() for bound in form if bound.value() is not None}
    return client.post(reverse("assessment", args=[one.pk]), {**data, **extra})


def whole(one, score="4", reason="Dat past."):
    keys = [made.a_criterion().pk.hex]
    scores = {f"score_{key}": score for key in keys} | {f"reason_{key}": reason for key in keys}
    return {**scores, "advice": "doen", "words": "Goed plan."}


def test_the_bureau_asks_people_who_are_not_involved(world, as_):
    row = made.a_sent_one(world)
    url = reverse("initiative_assess", args=[row.pk])
    offered = as_(world.bureau).get(url).content.decode()
    assert "Ode Ander" in offered
    assert "Pim Partner" not in offered
    data = {"people": ["Ode Ander", "Saar Secretaris"], "due_on": within(15), "version": row.version}
    assert as_(world.bureau).post(url, data).status_code == 302
    row = made.fresh_row(row)
    assert (row.state, row.handled_by) == (State.ASSESSING, world.bureau.person)
    assert str(progress_of([row])[row.pk]) == "0 van 2 beoordelaars klaar"
    assert row.title in [todo.title for todo in todos(world.other_member)]


@pytest.mark.parametrize("how", ["speaks", "partner", "began"])
def test_who_is_involved_cannot_be_asked_whatever_the_way(world, how):
    if how == "began":
        row = made.a_sent_one(world, organisation=None, organisation_name="Stichting Buiten")
        somebody = world.partner
    else:
        draft = made.a_complete_draft(world)
        made.together_with(draft, world.other_org)
        assessing_row = made.fresh_row(draft)
        made.submitting.submit(assessing_row, by=world.partner)
        row, somebody = made.fresh_row(draft), world.partner if how == "speaks" else world.other_partner
    with pytest.raises(DatabaseError, match="interest"), transaction.atomic():
        desk.asked(world, somebody, row=row)
    desk.asked(world, world.other_member, row=made.fresh_row(row))


def test_who_becomes_involved_after_the_asking_hands_nothing_in(world, as_):
    (one,) = desk.asked(world, world.other_member)
    client = as_(world.other_member)
    data = whole(one)
    representation(world.other_member, world.partner_org)
    answer = typed(client, one, **data, hand_in="1")
    assert answer.status_code == 422
    assert "zelf betrokken" in answer.content.decode()
    assert Assessment.objects.get().state == Stand.OPEN


def test_what_is_kept_half_is_there_again_and_not_handed_in(world, as_):
    (one,) = desk.asked(world, world.other_member)
    client = as_(world.other_member)
    assert typed(client, one, words="Nog even nadenken.").status_code == 302
    assert "Nog even nadenken." in page_of(client, one).content.decode()
    assert Assessment.objects.get().state == Stand.OPEN


def test_handed_in_it_is_whole_and_stays(world, as_):
    (one,) = desk.asked(world, world.other_member)
    client = as_(world.other_member)
    answer = typed(client, one, **whole(one, reason=""), hand_in="1")
    assert "Schrijf op waarom je deze score geeft." in answer.content.decode()
    assert typed(client, one, **whole(one), hand_in="1").status_code == 302
    one = Assessment.objects.get()
    assert (one.state, one.scores.get().reason) == (Stand.DONE, "Dat past.")
    assert page_of(client, one).status_code == 302, "there is nothing to fill in any more"
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(CriterionScore.objects.update)(score=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(Assessment.objects.update)(advice="niet_doen")


def test_the_database_takes_nothing_half_handed_in(world):
    (one,) = desk.asked(world, world.other_member)
    with pytest.raises(DatabaseError, match="without a score"), transaction.atomic():
        assessing.hand_in(one, Said({}, "doen", "Goed."), by=one.person)


def test_two_windows_of_one_assessor_lose_nothing(world):
    (one,) = desk.asked(world, world.other_member)
    other = Assessment.objects.get(pk=one.pk)
    assessing.save(one, desk.whole(reason="Eerst"), by=one.person)
    with pytest.raises(StaleVersion):
        assessing.save(other, desk.whole(reason="Later"), by=one.person)
    assert one.scores.get().reason == "Eerst"


def test_nobody_hands_in_about_a_text_that_was_given_back(world):
    one, _ = desk.asked(world)
    made.moved(made.fresh_row(one.initiative), Step(State.RETURNED, why="Wie betaalt?"), world.bureau)
    with pytest.raises(DatabaseError, match="not with the assessors"), transaction.atomic():
        desk.handed_in(one)


def test_sent_again_it_is_assessed_anew(world):
    one, _ = desk.asked(world)
    row = made.moved(made.fresh_row(one.initiative), Step(State.RETURNED, why="Wie betaalt?"), world.bureau)
    made.submitting.submit(row, by=world.partner)
    (again,) = desk.asked(world, world.other_member, row=made.fresh_row(row))
    assert again.edition == 2
    assert Assessment.objects.get(pk=one.pk).state == Stand.WITHDRAWN
    assert str(progress_of([row])[row.pk]) == "0 van 1 beoordelaars klaar"


def test_assessors_read_each_other_after_their_own(world):
    one, two = desk.asked(world)
    desk.handed_in(one, reason="Een geheime reden")
    seen = lambda user: set(Assessment.objects.visible_to(fresh(user)))  # noqa: E731
    assert seen(world.secretary) == {two}
    desk.handed_in(two)
    assert seen(world.secretary) == {one, two}
    assert seen(world.partner) == set()


def test_the_link_of_the_mail_leads_on_after_it_was_handed_in(world, as_):
    mine, theirs = desk.asked(world)
    client, page = as_(world.other_member), mine.initiative.get_absolute_url()
    side_by_side = reverse("assessments", args=[mine.initiative_id])
    assert side_by_side not in client.get(page).content.decode()
    desk.handed_in(mine)
    answer = page_of(client, mine)
    assert (answer.status_code, answer["Location"]) == (302, side_by_side)
    assert side_by_side in client.get(page).content.decode()
    assert page_of(client, theirs).status_code != 302, "only one's own leads there"


def test_when_all_are_done_who_handles_it_is_told_to_write_the_advice(world):
    mine, theirs = desk.asked(world)
    told = lambda user: [todo.why for todo in todos(fresh(user)) if todo.title == mine.initiative.title]  # noqa: E731
    desk.handed_in(mine)
    assert not told(world.bureau)
    desk.handed_in(theirs)
    (why,) = told(world.bureau)
    assert "Schrijf het advies" in why
    assert not told(world.bureau_only), "somebody else handles it"
    made.moved(made.fresh_row(mine.initiative), Step(State.ON_AGENDA, at_whom="Zorgraad"), world.bureau)
    assert not told(world.bureau)


def test_who_cannot_do_it_lands_where_they_work(world, as_):
    mine, _ = desk.asked(world)
    url = reverse("assessment_decline", args=[mine.pk])
    answer = as_(world.other_member).post(url, {"version": mine.version, "why": "Geen tijd."})
    assert answer["Location"] == reverse("werkbank")


def test_who_cannot_do_it_says_why_and_the_bureau_may_ask_no_longer(world, as_):
    one, two = desk.asked(world)
    url = reverse("assessment_decline", args=[one.pk])
    as_(world.other_member).post(url, {"why": "Ik ben op vakantie.", "version": one.version})
    back = reverse("assessment_withdraw", args=[two.pk])
    as_(world.bureau).post(back, {"version": two.version})
    states = dict(Assessment.objects.values_list("pk", "state"))
    assert states == {one.pk: Stand.DECLINED, two.pk: Stand.WITHDRAWN}
    page = as_(world.bureau).get(reverse("assessments", args=[one.initiative_id])).content.decode()
    assert "Ik ben op vakantie." in page


# ---------------------------------------------------------------- side by side, and the advice
def test_side_by_side_says_the_average_and_hides_no_dissent(world, as_):
    one, two = desk.asked(world)
    desk.handed_in(one, score=1, reason="Dit helpt niemand.", advice="niet_doen")
    desk.handed_in(two, score=5, reason="Dit helpt iedereen.")
    page = as_(world.bureau).get(reverse("assessments", args=[one.initiative_id])).content.decode()
    for words in ("Draagt redelijk bij (gemiddeld 3,0 van 5; van 1 tot 5)", "Verdeeld", "Dit helpt niemand."):
        assert words in page
    url = f"{reverse('initiatives_compare')}?i={one.initiative_id}&i=onzin"
    assert "1 × doen, 1 × niet doen" in as_(world.bureau).get(url).content.decode()


def test_words_of_an_average():
    assert in_words([]) == "Nog niet beoordeeld"
    assert in_words([4, 4]) == "Draagt goed bij (gemiddeld 4,0 van 5)"
    assert in_words([2, 3]) == "Draagt redelijk bij (gemiddeld 2,5 van 5; van 2 tot 3)"


def test_the_advice_begins_with_what_assessors_say_and_freezes_when_it_goes_along(world, as_):
    one, _ = desk.asked(world)
    desk.handed_in(one, reason="Dit helpt.", advice="doen_mits")
    row = made.fresh_row(one.initiative)
    url = reverse("initiative_advice", args=[row.pk])
    assert "Dit helpt." in as_(world.bureau).get(url).content.decode()
    assert advice_for(row) == ""
    assert as_(world.bureau).post(url, {"text": "Neem dit op, mits er geld is."}).status_code == 302
    assert advice_for(row) == "Neem dit op, mits er geld is."
    row = made.moved(row, Step(State.ON_AGENDA, at_whom="Zorgraad"), world.bureau)
    assert advice_for(row) == "Neem dit op, mits er geld is."
    with pytest.raises(DatabaseError, match="went along"), transaction.atomic():
        set_up(row.advices.update)(text="Anders")
    back = made.moved(row, Step(State.TRIAGE), world.bureau)
    assert advice_for(back) == "", "another time asks another advice"


def test_two_who_write_the_advice_lose_nothing(world):
    row = made.a_sent_one(world)
    first = advice.write(row, "Doen.", seen=None, by=world.bureau)
    advice.write(row, "Doen, mits.", seen=first.version, by=world.bureau)
    with pytest.raises(StaleVersion):
        advice.write(row, "Niet doen.", seen=first.version, by=world.bureau_only)
    assert advice_for(row) == "Doen, mits."


def test_a_comparison_asks_no_more_with_more_assessors(world):
    rows = desk.asked(world, world.other_member, world.secretary, world.chair, world.statenlid)
    row, reader = made.fresh_row(rows[0].initiative), fresh(world.bureau)

    def cost(done):
        desk.handed_in(done)
        comparison_of(row, reader)
        with CaptureQueriesContext(connection) as asked:
            comparison_of(row, reader)
        return len(asked)

    assert len({cost(one) for one in rows}) == 1
    assert len(comparison_of(row, reader).assessments) == 4
