"""Steps on all letters of a round wait for each other in one order, and a number given meanwhile is said beside its
letter."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse

from governance.bodies.models import Body
from governance.briefings.models import Briefing, Status
from governance.rounds import numbering
from governance.rounds.carrying import carry
from governance.rounds.signing import CollegeSignature
from tests.governance import letters as single
from tests.governance import rounding
from tests.governance.test_letters_are_determined import said
from tests.governance.test_letters_to_all_councils import marks, numbers_form
from tests.world import set_up
from zorgzaam.audit.history import acting


def crossed(round_):
    """Its letters by id; by the name of the council they come the other way round."""
    low, high = sorted(rounding.letters(round_), key=lambda letter: letter.pk)
    for letter, name in ((low, "Gemeenteraad Zandstee"), (high, "Gemeenteraad Aardvoort")):
        set_up(Body.objects.filter(pk=letter.addressee_id).update)(name=name)
    return low, high


def waits_for_a_lock():
    """Whether somebody does, within a few seconds."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.05)
    return False


def presses(step, world, as_, round_):
    """What one of the steps does, ready to be done in another thread."""
    bureau, other = as_(world.bureau), as_(world.bureau_only)
    url = reverse(f"round_{step}", args=[round_.pk])
    if step in ("review", "determine"):
        page = other.get(url)
        every = rounding.letters(round_)
        data = said(page, *every) if step == "determine" else {
            **marks(page.content.decode()), "letter": [letter.pk for letter in every]
        }  # fmt: skip
        return lambda: other.post(url, data).status_code
    data = numbers_form(round_) if step == "numbers" else {}
    return lambda: bureau.post(url, data).status_code


READY = {
    "numbers": rounding.numbered,
    "numbers_given": lambda world, round_: None,
    "submit": rounding.numbered,
    "review": lambda world, round_: [
        letter.submit(by=world.bureau) for letter in rounding.numbered(world, round_)
    ],
    "determine": rounding.approved,
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", READY)
def test_who_waits_for_the_first_letter_holds_no_other(world, as_, step):
    round_ = rounding.a_round(world, rounding.councils(2))
    READY[step](world, round_)
    low, high = crossed(round_)
    act = presses(step, world, as_, round_)

    def acts():
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Briefing.objects.select_for_update(of=("self",)).get(pk=low.pk)
            answer = pool.submit(acts)
            assert waits_for_a_lock(), "the control: the step wants this letter"
            # As bringing in the common words does next: an error where the step holds it.
            Briefing.objects.select_for_update(of=("self",), nowait=True).get(pk=high.pk)
        assert answer.result() == 302


@pytest.mark.django_db(transaction=True)
def test_the_common_words_are_brought_in_by_that_order(world):
    round_ = rounding.a_round(world, rounding.councils(2))
    low, high = crossed(round_)

    def carries():
        try:
            with acting(world.bureau, reason="test"), transaction.atomic():
                return carry(round_)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Briefing.objects.select_for_update(of=("self",)).get(pk=low.pk)
            carried = pool.submit(carries)
            assert waits_for_a_lock()
            Briefing.objects.select_for_update(of=("self",), nowait=True).get(pk=high.pk)
        assert carried.result() == 0


@pytest.mark.django_db
def test_a_number_given_meanwhile_is_said_beside_its_letter_and_nothing_typed_is_lost(
    world, as_, monkeypatch
):
    ours = rounding.councils(2)
    round_ = rounding.a_round(world, ours)
    one, _ = rounding.letters(round_)
    other_round = rounding.a_round(world, ours)
    data = numbers_form(round_)
    hold = numbering.hold

    def held(letters):
        # Every form was found right; now somebody gives that number in the composer.
        elsewhere = rounding.letters(other_round)[0]
        single.change(elsewhere, world.bureau_only, registration_number=data[f"{one.pk}-registration_number"])
        hold(letters)

    monkeypatch.setattr(numbering, "hold", held)
    answer = as_(world.bureau).post(reverse("round_numbers", args=[round_.pk]), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Dit nummer heeft een ander stuk aan dezelfde raad al." in page
    assert "Sem van Sluisveer" in page


@pytest.mark.django_db
def test_the_first_names_of_a_college_kept_by_two_at_once_are_no_error(world, as_, monkeypatch):
    round_ = rounding.a_round(world, rounding.councils(1))
    council = rounding.letters(round_)[0].addressee
    assert not CollegeSignature.objects.exists()
    first = numbering.signatures_of

    def read(councils):
        found = first(councils)
        set_up(CollegeSignature.objects.get_or_create)(council=council)
        return found

    monkeypatch.setattr(numbering, "signatures_of", read)
    answer = as_(world.bureau).post(reverse("round_numbers", args=[round_.pk]), numbers_form(round_))
    assert answer.status_code == 302
    assert CollegeSignature.objects.get().mayor == "Bente Burgemeester"


@pytest.mark.django_db
def test_a_number_out_of_the_range_that_was_typed_elsewhere_meanwhile_is_passed_over(world, as_, monkeypatch):
    ours = rounding.councils(1)
    set_up(CollegeSignature.objects.create)(
        council=ours[0], number_from="U26.000101", number_until="U26.000109"
    )
    round_, elsewhere = rounding.a_round(world, ours), rounding.letters(rounding.a_round(world, ours))[0]
    following = numbering.next_number

    def found(signature):
        number = following(signature)
        if number == "U26.000101":
            single.change(elsewhere, world.bureau_only, registration_number=number)
        return number

    monkeypatch.setattr(numbering, "next_number", found)
    assert as_(world.bureau).post(reverse("round_numbers_given", args=[round_.pk])).status_code == 302
    (letter,) = rounding.letters(round_)
    assert letter.registration_number == "U26.000102"
    assert letter.status == Status.DRAFT
