"""One letter to all councils of the region: each gets its own, with the common words, its own paragraph, number and
signature."""

import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.briefings import completeness
from governance.briefings.document import build
from governance.briefings.fragments import municipality
from governance.briefings.models import Briefing, Status
from governance.briefings.printing import to_html, to_plain
from governance.rounds.models import BriefingRound
from governance.rounds.signing import CollegeSignature
from partners.regions.models import Municipality, RegionMembership
from tests.governance import letters as single
from tests.governance import rounding
from tests.world import set_up
from zorgzaam.snapshots import canonical

pytestmark = pytest.mark.django_db


def new(world, client, **extra):
    data = {"to": "alle", "kind": "raadsinformatiebrief", "subject": "Voortgang van de zorg"}
    return client.post(reverse("round_new"), {**data, "form_key": str(uuid.uuid4()), **extra})


def words(briefing: Briefing) -> str:
    return to_plain(canonical(build(briefing)))


def test_every_council_of_the_region_gets_a_letter_and_no_other(world, as_):
    region = rounding.our_region()
    ours = rounding.councils(4, region)
    away = rounding.a_council("Verweg")
    answer = new(world, as_(world.bureau), period_from="2026-01-01", period_until="2026-06-30")
    round_ = BriefingRound.objects.get()
    assert answer["Location"] == round_.get_absolute_url()
    rounding.a_chapter(world, round_, "Waar het begon")
    made = rounding.letters(round_)
    assert {letter.addressee for letter in made} == set(ours)
    assert away not in {letter.addressee for letter in made}
    for letter in made:
        place = letter.addressee.organisation.municipality.name
        assert f"meer wandelpaden in {place}" in words(letter)
        assert "van 1 januari 2026 tot en met 30 juni 2026" in words(letter)
        assert f"het college van {place}" in words(letter)
        others = {other.addressee.organisation.municipality.name for other in made} - {place}
        assert not any(other in words(letter) for other in others), "nothing of another municipality"


def test_some_councils_can_be_chosen_and_none_is_said_beside_the_field(world, as_):
    ours = rounding.councils(3)
    client = as_(world.bureau)
    answer = new(world, client, to="kies")
    assert answer.status_code == 422
    assert "Vink minstens één raad aan" in answer.content.decode()
    new(world, client, to="kies", councils=[ours[1].pk], kind="memo")
    (letter,) = rounding.letters(BriefingRound.objects.get())
    assert (letter.addressee, letter.kind) == (ours[1], "memo")


def test_sent_twice_it_is_one_round(world, as_):
    rounding.councils(2)
    key = str(uuid.uuid4())
    client = as_(world.bureau)
    assert [new(world, client, form_key=key).status_code for _ in range(2)] == [302, 302]
    assert BriefingRound.objects.count() == 1


def test_a_municipality_without_a_known_council_is_named(world, as_):
    region = rounding.our_region()
    rounding.councils(2, region)
    place = set_up(Municipality.objects.create)(name="Eenzaam", slug="eenzaam")
    set_up(RegionMembership.objects.create)(region=region, municipality=place, starts_on=single.DAY)
    page = as_(world.bureau).get(reverse("round_new")).content.decode()
    assert "Alle gemeenteraden van de regio (2)" in page
    assert "Eenzaam" in page


def test_two_colleges_may_have_the_same_number_and_one_council_not_twice(world):
    ours = rounding.councils(2)
    one, other = rounding.numbered(world, rounding.a_round(world, ours))
    assert one.registration_number == other.registration_number == "U26.000001"
    (again, _) = rounding.letters(rounding.a_round(world, ours))
    again.registration_number = "U26.000001"
    with pytest.raises(ValidationError, match="dezelfde raad"):
        again.validate_constraints()


def numbers_form(round_, **changes):
    data = {}
    for letter in rounding.letters(round_):
        values = {
            "registration_number": f"U26.0000{letter.addressee.name[-2:]}",
            "portfolio_holder": "de wethouder",
            "secretary": f"Sem van {letter.addressee.name[13:]}",
            "mayor": "Bente Burgemeester",
            "version": letter.version,
            **changes.get(str(letter.pk), {}),
        }
        data |= {f"{letter.pk}-{name}": value for name, value in values.items()}
    return data


def test_numbers_and_names_are_typed_once_and_stand_ready_for_the_next_letter(world, as_):
    ours = rounding.councils(2)
    round_ = rounding.a_round(world, ours)
    answer = as_(world.bureau).post(reverse("round_numbers", args=[round_.pk]), numbers_form(round_))
    assert answer.status_code == 302
    first = rounding.letters(round_)[0]
    assert (first.mayor, first.portfolio_holder) == ("Bente Burgemeester", "de wethouder")
    later = rounding.letters(rounding.a_round(world, ours))[0]
    assert (later.secretary, later.mayor) == ("Sem van Kreekdam", "Bente Burgemeester")
    assert later.registration_number == "", "a number is of one letter"
    assert "Bente Burgemeester" in to_html(canonical(build(later)))


def test_a_number_that_council_had_before_is_refused_beside_its_field(world, as_):
    ours = rounding.councils(2)
    rounding.numbered(world, rounding.a_round(world, ours))
    round_ = rounding.a_round(world, ours)
    one, other = rounding.letters(round_)
    data = numbers_form(round_, **{str(one.pk): {"registration_number": "U26.000001"}})
    answer = as_(world.bureau).post(reverse("round_numbers", args=[round_.pk]), data)
    assert answer.status_code == 422
    assert "dezelfde raad" in answer.content.decode()
    assert "Sem van Sluisveer" in answer.content.decode(), "nothing typed is lost"
    other.refresh_from_db()
    assert other.registration_number == ""


def test_two_people_at_the_numbers_lose_nothing(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    data = numbers_form(round_)
    one, other = rounding.letters(round_)
    single.change(one, world.bureau_only, mayor="Iemand Anders")
    answer = as_(world.bureau).post(reverse("round_numbers", args=[round_.pk]), data)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Iemand Anders" in page
    assert "Sem van Kreekdam" in page
    other.refresh_from_db()
    assert other.registration_number == "", "all or nothing"


def test_numbers_come_out_of_the_range_of_each_college(world, as_):
    ours = rounding.councils(3)
    set_up(CollegeSignature.objects.create)(
        council=ours[0], number_from="U26.000101", number_until="U26.000102"
    )
    client = as_(world.bureau)
    got = []
    for _ in range(3):
        round_ = rounding.a_round(world, ours)
        answer = client.post(reverse("round_numbers_given", args=[round_.pk]), follow=True)
        got.append(rounding.letters(round_)[0].registration_number)
        assert "Gemeenteraad Sluisveer" in answer.content.decode(), "of which there is no range"
    assert got == ["U26.000101", "U26.000102", ""]


def test_a_range_has_two_ends_that_fit(world, as_):
    ours = rounding.councils(1)
    url = reverse("round_signature", args=[rounding.a_round(world, ours).pk, ours[0].pk])
    client = as_(world.bureau)
    version = CollegeSignature.objects.filter(council=ours[0]).values_list("version", flat=True).first() or 1
    for first, last in (
        ("U26.000009", "U26.000001"),
        ("U26.1", "X26.2"),
        ("U26.000001", ""),
        ("geen", "ook niet"),
    ):
        data = {"number_from": first, "number_until": last, "version": version}
        assert client.post(url, data).status_code == 422, (first, last)
    data = {"number_from": "U26.000001", "number_until": "U26.000009", "version": version}
    assert client.post(url, data).status_code == 302


def test_offering_all_leaves_those_that_miss_something_and_says_why(world, as_):
    region = rounding.our_region()
    ours = [*rounding.councils(2, region), rounding.a_council("Leegveld", region=region, action="")]
    round_ = rounding.a_round(world, ours)
    client = as_(world.bureau)
    page = client.post(reverse("round_submit", args=[round_.pk]), follow=True).content.decode()
    assert "Vul het uitgaand nummer in" in page
    assert all(letter.is_draft for letter in rounding.letters(round_))
    rounding.numbered(world, round_)
    page = client.post(reverse("round_submit", args=[round_.pk]), follow=True).content.decode()
    assert "2 brieven liggen klaar om na te kijken" in page
    states = {letter.addressee.name: letter.status for letter in rounding.letters(round_)}
    assert states["Gemeenteraad Leegveld"] == Status.DRAFT
    assert states["Gemeenteraad Kreekdam"] == Status.IN_REVIEW
    assert "Van deze gemeente is nog geen besluit" in page


def marks(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(seen-[^"]+)" value="([^"]+)"', page))


def test_another_approves_what_was_on_the_page_and_the_writer_nothing(world, as_):
    round_ = rounding.a_round(world, rounding.councils(2))
    for letter in rounding.numbered(world, round_):
        letter.submit(by=world.bureau)
    url = reverse("round_review", args=[round_.pk])
    assert "niets na te kijken" in as_(world.bureau).get(url).content.decode()
    other = as_(world.bureau_only)
    page = other.get(url).content.decode()
    one, two = rounding.letters(round_)
    seen = marks(page)
    assert len(seen) == 2
    own = as_(world.bureau).post(url, {**seen, "letter": [one.pk, two.pk]}, follow=True)
    assert "Akkoord gegeven" not in own.content.decode()
    stale = {**seen, f"seen-{two.pk}": "0" * 64}
    page = other.post(url, {**stale, "letter": [one.pk, two.pk]}, follow=True).content.decode()
    assert "Akkoord gegeven op 1 brief." in page
    assert [letter.status for letter in rounding.letters(round_)] == [Status.APPROVED, Status.IN_REVIEW]


@pytest.mark.parametrize("step", ["review", "determine"])
def test_letters_on_one_page_share_no_name_of_a_place(world, as_, step):
    core = "<p>Het IZA geldt.[noot: Lees het akkoord.] En de VNG.</p>"
    round_ = rounding.a_round(world, rounding.councils(2), core=core)
    for letter in rounding.numbered(world, round_):
        letter.submit(by=world.bureau)
        if step == "determine":
            letter.approve(by=world.bureau_only)
    page = as_(world.bureau_only).get(reverse(f"round_{step}", args=[round_.pk])).content.decode()
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    for kind in ("uitleg-1", "noot-1", "bij-noot-1", "bron-1"):
        assert sum(name.endswith(f"-{kind}") for name in names) >= 2, f"the control: both letters have {kind}"
    asked = re.findall(r'popovertarget="([^"]+)"', page) + re.findall(r'href="#([^"]+)"', page)
    assert not set(asked) - set(names), "and each opens its own"


def test_what_is_known_of_all_municipalities_is_what_is_known_of_each(world):
    region = rounding.our_region()
    ours = [*rounding.councils(2, region), rounding.a_council("Leegveld", region=region, action="")]
    round_ = rounding.a_round(world, ours)
    some = municipality.with_something(rounding.DAY)
    for letter in rounding.letters(round_):
        place = letter.addressee.organisation.municipality
        assert (place.pk in some) == ("fragments" not in completeness.missing(letter)), place


def test_the_page_of_fifty_letters_asks_no_more_than_that_of_five(world, as_):
    ours = rounding.councils(50)
    few, many = rounding.a_round(world, ours[:5]), rounding.a_round(world, ours)
    rounding.numbered(world, many)
    client = as_(world.bureau)
    asked = {}
    for round_ in (few, many):
        client.get(round_.get_absolute_url())
        with CaptureQueriesContext(connection) as found:
            page = client.get(round_.get_absolute_url())
        assert page.status_code == 200
        asked[round_] = len(found)
    assert asked[few] == asked[many]
    assert asked[few] < 45
