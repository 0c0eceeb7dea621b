"""May a body decide: bodies whose rules differ in kind, item by item, after who stays out."""

import itertools
import random
import uuid
from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.attendance.judging import Need, Party, Terms, judge, rule_in_words
from governance.attendance.models import MovementKind, PresenceState, QuorumRule, RecusalKind, Reply
from governance.attendance.presence import note, note_movement
from governance.attendance.quorum import entitled, quorum_of, voters
from governance.attendance.recusing import say
from tests import world as cast
from tests.governance.agendas import an_item, parked, publish
from tests.governance.attending import a_meeting_with, replied, rule, table_of

HALF = Terms(Fraction(1, 2))


def parties(count, *groups):
    """So many parties; the first ones belong to these groups."""
    names = itertools.chain(([group] for group in groups), itertools.repeat([]))
    return [Party(uuid.UUID(int=n), f"Organisatie {n}", frozenset(next(names))) for n in range(1, count + 1)]


def keys(of, *numbers):
    return {of[number].key for number in numbers}


# ---------------------------------------------------------------- worked out, without a database
@pytest.mark.parametrize(
    ("terms", "seated", "least"),
    [
        (Terms(Fraction(1, 2)), 7, 4),
        (Terms(Fraction(1, 2)), 8, 5),
        (Terms(Fraction(1, 2), more_than=False), 8, 4),
        (Terms(Fraction(2, 3), more_than=False), 7, 5),
        (Terms(Fraction(2, 3), more_than=False), 6, 4),
        (Terms(Fraction(1), more_than=False), 6, 6),
        (Terms(number=3), 20, 3),
        (Terms(Fraction(1, 2), number=6), 8, 6),
        (Terms(Fraction(1, 2), number=3), 8, 5),
    ],
)
def test_how_many_are_needed(terms, seated, least):
    assert terms.least(seated) == least


def test_who_stays_out_counts_on_neither_side():
    all_of_them = parties(8)
    there = keys(all_of_them, 0, 1, 2, 3)
    assert not judge(HALF, all_of_them, there).met
    found = judge(HALF, all_of_them, there, keys(all_of_them, 6, 7))
    assert (found.met, found.needed, len(found.seated)) == (True, 4, 6)
    assert (
        "Niet meegeteld bij dit punt, ook niet in wat nodig is: Organisatie 7 en Organisatie 8."
        in found.explanation
    )
    gone = judge(HALF, all_of_them, there, keys(all_of_them, 0))
    assert (gone.met, len(gone.present), gone.needed) == (False, 3, 4)


def test_groups_and_organisations_that_have_to_be_there():
    needs = (Need(1, "gemeente"), Need(1, "zorgverzekeraar"), Need(1, "zorgaanbieder"))
    terms = Terms(needs=needs)
    table = parties(5, "gemeente", "gemeente", "zorgverzekeraar", "zorgaanbieder")
    assert judge(terms, table, keys(table, 1, 2, 3)).met
    short = judge(terms, table, keys(table, 0, 1, 3, 4))
    assert (short.met, short.lacking) == (False, ("1 zorgverzekeraar",))
    assert "Er ontbreekt nog: 1 zorgverzekeraar." in short.explanation
    one = Terms(needs=(Need(key=table[4].key, name="Organisatie 5"),))
    assert not judge(one, table, keys(table, 0, 1, 2, 3)).met
    assert judge(one, table, keys(table, 0), keys(table, 4)).met, "who has to stay out is not waited for"


def test_nobody_decides_where_nobody_takes_part_and_without_a_rule_nothing_stands_in_the_way():
    table = parties(3)
    assert not judge(Terms(), table, ()).met
    assert not judge(HALF, table, keys(table, 0, 1, 2), keys(table, 0, 1, 2)).met
    free = judge(None, table, ())
    assert (free.met, free.has_rule) == (True, False)
    assert "geen quorumregel vastgelegd" in free.explanation


def test_a_rule_is_said_in_words():
    terms = Terms(Fraction(1, 2), number=3, needs=(Need(2, "gemeente"),))
    assert rule_in_words(terms) == (
        "Om te besluiten doen mee: meer dan de helft van de organisaties met een zetel, "
        "ten minste 3 organisaties en ten minste 2 gemeenten."
    )


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 12), st.randoms(use_true_random=False), st.booleans())
def test_one_more_at_the_table_never_ends_a_quorum_and_the_order_matters_to_nobody(count, chance, more_than):
    table = parties(count, "gemeente", "zorgverzekeraar")
    part = Fraction(chance.randint(1, 4), 4)
    terms = Terms(part, more_than and part < 1, chance.choice([None, 1, 2]), (Need(1, "gemeente"),))
    there = {party.key for party in table if chance.random() < 0.5}
    aside = {party.key for party in table if chance.random() < 0.2}
    found = judge(terms, table, there, aside)
    shuffled = random.Random(1).sample(table, len(table))
    assert judge(terms, shuffled, there, aside).met == found.met
    more = {*there, chance.choice(table).key}
    assert judge(terms, table, more, aside).met >= found.met
    assert not {party.key for party in found.present} & aside
    assert found.met == (len(found.present) >= max(found.needed, 1) and not found.lacking)


# ---------------------------------------------------------------- three bodies, on real rows
@pytest.fixture
def secretary(world):
    return world.secretary


def present(meeting, rows, by, state=PresenceState.PRESENT):
    note(meeting, {row.pk: ("", state) for row in rows}, by=by)


@pytest.mark.django_db
def test_three_bodies_with_rules_of_three_kinds(secretary):
    half, of_half = table_of(5, name="Helft")
    rule(half, numerator=1, denominator=2)
    fixed, of_fixed = table_of(5, name="Vast")
    rule(fixed, number=2)
    mixed, of_mixed = table_of(5, name="Gemengd", kinds=("gemeente", "gemeente", "zorgverzekeraar"))
    rule(mixed, groups={"gemeente": 1, "zorgverzekeraar": 1, "zorgaanbieder": 1})
    met = {}
    for body, people in ((half, of_half), (fixed, of_fixed), (mixed, of_mixed)):
        meeting, rows = a_meeting_with(body, people)
        item = an_item(meeting, "Voorstel")
        found = []
        for who in ((0, 1), (2,), (3,)):
            present(meeting, [rows[number] for number in who], secretary)
            found.append(quorum_of(item).met)
        met[body.name] = found
    assert met == {
        "Helft": [False, True, True],
        "Vast": [True, True, True],
        "Gemengd": [False, False, True],
    }


@pytest.mark.django_db
def test_an_organisation_with_two_people_is_one_and_an_alternate_counts_for_it(world, secretary):
    body, people = table_of(3)
    rule(body, numerator=1, denominator=2)
    organisation = body.seats.order_by("position")[0].organisation
    second = cast.person("Tweede Lid")
    cast.mandate(second, body, seat=cast.seat(body, organisation))
    meeting, rows = a_meeting_with(body, [*people, second])
    item = an_item(meeting, "Voorstel")
    present(meeting, [rows[0], rows[3]], secretary)
    assert (len(quorum_of(item).present), len(quorum_of(item).seated)) == (1, 3)
    deputy = cast.account("Ad Vervanger")
    cast.representation(deputy, rows[1].organisation)
    replied(rows[1], Reply.NO, instead=deputy.person)
    other = meeting.invitations.get(person=deputy.person)
    present(meeting, [other], secretary)
    assert quorum_of(item).met


@pytest.mark.django_db
def test_who_came_later_or_left_earlier_counts_per_item(secretary):
    body, people = table_of(3)
    rule(body, numerator=1, denominator=2)
    meeting, rows = a_meeting_with(body, people)
    first, second, third = (an_item(meeting, f"Punt {n}") for n in (1, 2, 3))
    present(meeting, rows[:1], secretary)
    note_movement(rows[1], second, MovementKind.CAME, by=secretary)
    note_movement(rows[0], third, MovementKind.LEFT, by=secretary)
    assert [quorum_of(item).met for item in (first, second, third)] == [False, True, False]
    note_movement(rows[0], third, MovementKind.MISTAKE, by=secretary)
    assert quorum_of(third).met


@pytest.mark.django_db
@pytest.mark.parametrize("counts", [True, False])
def test_a_proxy_votes_and_counts_for_the_quorum_where_the_rule_says_so(secretary, counts):
    body, people = table_of(3)
    rule(body, numerator=1, denominator=2, most_proxies=2, proxies_count=counts)
    meeting, rows = a_meeting_with(body, people)
    item = an_item(meeting, "Voorstel")
    replied(rows[0], Reply.NO, proxy=rows[1])
    present(meeting, rows[1:2], secretary)
    assert quorum_of(item).met == counts
    assert [party.key for party in entitled(item)] == [rows[0].organisation_id, rows[1].organisation_id]
    assert voters(item)[rows[0].organisation_id] == [people[1].pk]
    say(rows[1], item, RecusalKind.STEPS_ASIDE, "mijn broer", by=cast.account("Iemand Anders"))
    assert entitled(item) == []


@pytest.mark.django_db
def test_a_rule_holds_from_and_until_and_a_parked_item_has_no_quorum(world, secretary):
    body, people = table_of(2)
    old = rule(body, number=2)
    meeting, rows = a_meeting_with(body, people)
    item = an_item(meeting, "Voorstel")
    present(meeting, rows[:1], secretary)
    assert not quorum_of(item).met
    cast.end(old)
    assert not quorum_of(item).has_rule
    with pytest.raises(ValueError, match="parking"):
        quorum_of(parked(body, "Geparkeerd"))


# ---------------------------------------------------------------- in the browser
@pytest.mark.django_db
def test_the_bureau_writes_a_rule_down_and_everybody_inside_reads_it(world, as_):
    client = as_(world.bureau)
    new = reverse("quorum_rule_new", args=[world.coalition.pk])
    assert client.post(new, {"part": ""}).status_code == 422
    data = {"part": "1/2+", "number": "2", "group_gemeente": "1", "alternates": "on", "most_proxies": "1"}
    assert client.post(new, {**data, "starts_on": "2024-01-01"}).status_code == 302
    made = QuorumRule.objects.get()
    assert (made.numerator, made.denominator, made.more_than) == (1, 2, True)
    words = as_(world.member).get(reverse("quorum_rules", args=[world.coalition.pk])).content.decode()
    assert (
        "meer dan de helft van de organisaties met een zetel, ten minste 2 organisaties en ten minste 1 gemeente"
        in words
    )
    edit = reverse("quorum_rule_edit", args=[made.pk])
    data |= {"starts_on": "2024-01-01", "organisations": [str(world.partner_org.pk)], "group_gemeente": ""}
    assert client.post(edit, {**data, "version": made.version}).status_code == 302
    assert [row.organisation for row in made.requirements.all()] == [world.partner_org]
    assert client.post(edit, {**data, "part": "2/3", "version": made.version}).status_code == 409
    assert client.post(new, {**data, "starts_on": "2025-01-01"}).status_code == 422, "two rules at one time"
    assert as_(world.chair).post(edit, data).status_code == 403


@pytest.mark.django_db
def test_the_screen_says_in_words_what_is_counted(world, as_):
    meeting, rows = a_meeting_with(world.coalition, [world.member.person])
    an_item(meeting, "Voorstel over de huisarts")
    an_item(meeting, "Geheim voorstel", publicity="vertrouwelijk")
    publish(meeting)
    rule(world.coalition, numerator=1, denominator=2)
    url = reverse("quorum", args=[meeting.pk])
    assert "Er is nog geen aanwezigheid genoteerd" in as_(world.member).get(url).content.decode()
    present(meeting, rows, world.secretary)
    page = as_(world.member).get(url).content.decode()
    assert (
        "Er is een quorum. 1 van de 1 organisaties doet mee aan dit punt. Nodig: 1 (meer dan de helft van 1)."
        in page
    )
    assert "Geheim voorstel" not in page
    assert "staat hier niet" not in page, "that there is one is not for a member"
    staff = as_(world.bureau).get(url).content.decode()
    assert "1 vertrouwelijk punt staat hier niet" in staff
    assert "Geheim voorstel" not in staff
