"""What we say of a document is what DiWoo 0.9.8 takes: its elements, its lists, and where a body is known in TOOI.

Read from diwoo-metadata.xsd 0.9.8 (standaarden.overheid.nl/diwoo/metadata/0.9.8/xsd/diwoo): DiWooType asks publisher,
titelcollectie, classificatiecollectie and documenthandelingen; documenthandelingType asks soortHandeling and atTime (a
moment); every `resource` is one of a list. The schema itself is not ours to ship, so its rules stand here in words.
"""

import datetime
import uuid
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.briefings.content import BriefingAttachment
from governance.briefings.models import Briefing
from partners.organisations.models import Organisation, OrganisationKind
from tests.governance import agendas, letters, proposals, rounding, states
from tests.governance.test_decide import form_of
from tests.governance.test_what_the_woo_index_reads import NAMES, walked
from tests.world import organisation, set_up
from zorgzaam.files.store import keep
from zorgzaam.house import House
from zorgzaam.publicity import WooCategory
from zorgzaam.woo.documents import CATEGORIES, NUMBERS, Handling
from zorgzaam.woo.writing import FORMATS

ORDER = [
    *(
        "identifiers",
        "publisher",
        "verantwoordelijke",
        "medeverantwoordelijken",
        "opsteller",
        "naamOpsteller",
    ),
    *("titelcollectie", "omschrijvingen", "classificatiecollectie", "creatiedatum", "geldigheid", "language"),
    *("format", "aggregatiekenmerk", "isPartOf", "hasParts", "documenthandelingen", "documentrelaties"),
    "redenVerwijderingVervanging",
]
ASKED = {"publisher", "titelcollectie", "classificatiecollectie", "documenthandelingen"}
TOOI = "https://identifier.overheid.nl/tooi/id/"
PLACE, PROVINCE = f"{TOOI}gemeente/gm9998", f"{TOOI}provincie/pv99"
KERN = "https://identifier.overheid.nl/tooi/def/thes/kern/"
pytestmark = pytest.mark.django_db


def name_of(element: Element) -> str:
    space, _, name = element.tag.rpartition("}")
    assert space == "{https://standaarden.overheid.nl/diwoo/metadata/"
    return name


def fits_the_schema(said: Element) -> None:
    """AssertionError where DiWoo 0.9.8 would refuse it."""
    names = [name_of(each) for each in said]
    assert names == sorted(set(names), key=ORDER.index)
    assert set(names) >= ASKED
    assert said.findtext("d:titelcollectie/d:officieleTitel", namespaces=NAMES)
    (category,) = said.findall(
        "d:classificatiecollectie/d:informatiecategorieen/d:informatiecategorie", NAMES
    )
    assert category.get("resource", "").removeprefix(KERN) in WooCategory.values
    datetime.date.fromisoformat(said.findtext("d:creatiedatum", namespaces=NAMES) or "")
    handlings = said.findall("d:documenthandelingen/d:documenthandeling", NAMES)
    assert handlings
    for one in handlings:
        assert [name_of(each) for each in one][:2] == ["soortHandeling", "atTime"]
        kind, moment = one[0], one[1].text or ""
        assert (kind.text, kind.get("resource")) in {(each.value, KERN + each.code) for each in Handling}
        assert datetime.datetime.fromisoformat(moment).tzinfo is not None
        assert "T" in moment
    for each in said.iter():
        resource = each.get("resource")
        assert resource is None or resource.startswith(("http://", "https://"))


def handled(said: Element) -> list[tuple[str, str]]:
    rows = said.iterfind("d:documenthandelingen/d:documenthandeling", NAMES)
    return [(row[0].text or "", (row[1].text or "")[:10]) for row in rows]


def resource_of(said: Element, name: str) -> str | None:
    found = said.find(f"d:{name}", NAMES)
    return None if found is None else found.get("resource")


@set_up
def a_municipality(name: str = "Gemeente Duindorp", tooi: str = PLACE) -> Organisation:
    return Organisation.objects.create(name=name, kind=OrganisationKind.GOVERNMENT, tooi=tooi)


@set_up
def of(world, body, owner: Organisation) -> None:
    type(body).objects.filter(pk=body.pk).update(organisation=owner)
    body.refresh_from_db()


def only_one() -> Element:
    (said,) = walked().values()
    fits_the_schema(said)
    return said


def test_a_notice_that_was_determined_says_when_and_by_whom(world):
    of(world, world.staten, a_municipality("Provincie Deltaland", PROVINCE))
    letters.published(world)
    said = only_one()
    assert handled(said) == [("vaststelling", letters.DAY.isoformat())]
    for name in ("publisher", "verantwoordelijke"):
        assert (said.findtext(f"d:{name}", namespaces=NAMES), resource_of(said, name)) == (
            "Provincie Deltaland", PROVINCE,
        )  # fmt: skip
    by = said.find("d:documenthandelingen/d:documenthandeling/d:wasAssociatedWith", NAMES)
    assert by is not None
    assert by.get("resource") == PROVINCE


def test_a_letter_that_bears_names_was_signed_too(world):
    (council,) = rounding.councils(1)
    made = rounding.a_round(world, [council])
    (letter,) = rounding.determined(world, made)
    letter.publish(by=world.bureau)
    said = only_one()
    assert [word for word, _ in handled(said)] == ["vaststelling", "ondertekening"]
    assert said.findtext("d:verantwoordelijke", namespaces=NAMES) == council.organisation.name
    assert resource_of(said, "verantwoordelijke") is None, "nobody looked up its address in TOOI"


def test_what_nobody_determines_was_settled_when_it_went_out(world):
    publication = letters.published(world, letters.draft(world, kind="memo"))
    assert publication.handled == []
    assert handled(only_one()) == [("vaststelling", timezone.localdate(publication.published_at).isoformat())]


def test_a_network_is_no_public_body(world):
    letters.published(world)
    said = only_one()
    assert said.find("d:verantwoordelijke", NAMES) is None
    assert said.find(".//d:wasAssociatedWith", NAMES) is None
    assert said.findtext("d:publisher", namespaces=NAMES)


def test_who_publishes_for_the_region_has_an_address_of_its_own(world):
    set_up(House.objects.update)(publisher="Provincie Deltaland", publisher_tooi=PROVINCE)
    of(world, world.staten, a_municipality())
    letters.published(world)
    said = only_one()
    assert resource_of(said, "publisher") == PROVINCE
    assert resource_of(said, "verantwoordelijke") == PLACE


# ---------------------------------------------------------------- the public body as a field
def test_another_body_is_chosen_in_the_composer_and_frozen(world, as_):
    chosen = a_municipality("Gemeente Kreekdam", f"{TOOI}gemeente/gm9997")
    organisation("Welzijn Oever")
    briefing = letters.draft(world)
    client, url = as_(world.bureau), reverse("briefing_header", args=[briefing.pk])
    offered = [str(row) for row in client.get(url).context["form"].fields["responsible"].queryset]
    assert offered == ["Gemeente Kreekdam"], "only what is a public body"
    composer = reverse("briefing_compose", args=[briefing.pk])
    assert "Welk bestuursorgaan onder de Woo" in client.get(composer).content.decode()
    client.post(url, form_of(client, url, responsible=str(chosen.pk)))
    assert "Verantwoordelijk bestuursorgaan (Woo): Gemeente Kreekdam" in client.get(composer).content.decode()
    publication = letters.published(world, Briefing.objects.get(pk=briefing.pk))
    set_up(Organisation.objects.filter(pk=chosen.pk).update)(name="Gemeente Anders", tooi="")
    said = only_one()
    assert said.findtext("d:verantwoordelijke", namespaces=NAMES) == "Gemeente Kreekdam"
    assert resource_of(said, "verantwoordelijke") == f"{TOOI}gemeente/gm9997"
    assert (
        "Verantwoordelijk: Gemeente Kreekdam" in Client().get(publication.get_absolute_url()).content.decode()
    )


def test_whoever_approves_decides_about_it(world):
    briefing = letters.draft(world)
    chosen = a_municipality()
    briefing.submit(by=world.bureau)
    with pytest.raises(IntegrityError), transaction.atomic():
        letters.change(briefing, world.bureau, responsible=chosen)


def test_an_address_that_is_filled_in_undoes_no_decision_and_is_said_of_what_was_out(world):
    owner = a_municipality(tooi="")
    of(world, world.staten, owner)
    before = letters.published(world)
    waits = letters.determined(world, letters.draft(world, "Een ander overleg"))
    set_up(Organisation.objects.filter(pk=owner.pk).update)(tooi=PLACE)
    after = Briefing.objects.get(pk=waits.pk).publish(by=world.bureau)
    assert {resource_of(said, "verantwoordelijke") for said in walked().values()} == {PLACE}
    one = Client().get(reverse("briefing_woo", args=[before.briefing_id, before.version]))
    assert PLACE in one.content.decode()
    assert after.canonical.count(PLACE) == 1


@pytest.mark.parametrize(
    "wrong", [f"{TOOI}gemeente/", f"{TOOI}dorp/gm0001", "https://example.org/gm0001", "gm0001"]
)
def test_an_address_that_is_not_of_tooi_is_refused_by_form_and_database(world, wrong):
    row = Organisation(name="X", kind=OrganisationKind.GOVERNMENT, tooi=wrong)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert "geen adres uit TOOI" in str(refused.value.message_dict["tooi"])
    with pytest.raises(IntegrityError), transaction.atomic():
        a_municipality(tooi=wrong)
    a_municipality(tooi=PLACE)


def test_beheer_has_a_place_for_it(world, as_):
    row = a_municipality()
    for address in (f"/beheer/partners/organisation/{row.pk}/change/", "/beheer/zorgzaam/house/1/change/"):
        assert "TOOI" in as_(world.admin).get(address).content.decode()


# ---------------------------------------------------------------- attachments
@set_up
def with_file(briefing, name: str, file_name: str = "bijlage.pdf", *, public: bool = True) -> None:
    row = letters.attachment(briefing, name, woo_public=public)
    stored = keep(SimpleUploadedFile("bijlage.pdf", agendas.PDF + name.encode()))
    BriefingAttachment.objects.filter(pk=row.pk).update(file=stored, file_name=file_name)


def test_public_attachments_are_documents_of_their_own(world):
    briefing = letters.draft(world, woo_category=WooCategory.RESEARCH)
    with_file(briefing, "Het rapport", "rapport.docx")
    with_file(briefing, "Onder ons", public=False)
    letters.attachment(briefing, "Zonder bestand")
    publication = letters.published(world, briefing)
    found = walked()
    letter = next(said for address, said in found.items() if address.endswith(".pdf"))
    ((address, said),) = [(at, each) for at, each in found.items() if each is not letter]
    for each in (letter, said):
        fits_the_schema(each)
    assert Client().get(urlsplit(address).path).status_code == 200
    assert said.findtext(".//d:officieleTitel", namespaces=NAMES) == "Het rapport"
    assert said.findtext("d:format", namespaces=NAMES) == "docx"
    part_of = said.find("d:isPartOf", NAMES)
    assert part_of is not None
    assert part_of.get("resource", "").endswith(
        reverse("briefing_pdf", args=[briefing.pk, publication.version])
    )
    assert [each.get("resource") for each in letter.iterfind("d:hasParts/d:hasPart", NAMES)] == [address]
    assert uuid.UUID(said.findtext(".//d:identifier", namespaces=NAMES))
    briefing.withdraw(by=world.bureau, because="Fout")
    assert walked() == {}


def test_attachments_of_what_is_closed_are_nowhere(world):
    states.closed_letter(world)
    states.embargoed_letter(world)
    assert walked() == {}
    states.published_letter(world)
    assert len(walked()) == 2, "the control: a letter with one public file"


def test_a_kind_of_file_the_list_does_not_know_is_left_out(world):
    briefing = letters.draft(world)
    with_file(briefing, "Een kaart", "kaart.png")
    letters.published(world, briefing)
    said = next(each for at, each in walked().items() if not at.endswith(".pdf"))
    assert said.find("d:format", NAMES) is None
    assert "pdf" in FORMATS, "the control"


# ---------------------------------------------------------------- categories
def test_every_category_of_the_woo_can_be_chosen_and_has_its_number():
    assert len(WooCategory) == 18
    assert sorted(NUMBERS.values()) == list(range(1, 19))
    assert [CATEGORIES[number] for number in range(1, 19)] == list(WooCategory)


def test_more_attachments_ask_no_more_of_the_database(world):
    def one_more():
        briefing = letters.draft(world)
        with_file(briefing, "Rapport")
        letters.published(world, briefing)

    def asked() -> int:
        one_more()
        with CaptureQueriesContext(connection) as questions:
            assert Client().get(reverse("woo_sitemap", args=["bijlagen", 18, 1])).status_code == 200
        return len(questions)

    first = asked()
    assert (asked(), asked()) == (first, first)


def test_a_proposal_to_a_college_fits_too(world):
    letters.published(world, proposals.full(world))
    only_one()
