"""The public reads what was written for it, as somebody agreed to it, and nothing else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from partners.initiatives import submitting, triage
from partners.initiatives.models import (
    InitiativePublication,
    PublicityAgreement,
    PublicText,
    PublishedSubject,
    State,
)
from partners.initiatives.moving import Step, withdraw
from partners.initiatives.publishing import jobs, steps
from partners.initiatives.publishing.emails import still_asked
from partners.initiatives.publishing.steps import Said
from partners.organisations.models import Organisation, Representation
from tests.partners.in_public import SUMMARY, a_text, agreed, on_the_site, published, today
from tests.partners.initiatives import (
    a_complete_draft,
    a_guests_one,
    a_sent_one,
    fresh_row,
    hang_on,
    moved,
    together_with,
)
from tests.world import end, set_up
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail
from zorgzaam.search import find
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db


def text_of(initiative):
    return PublicText.objects.get(initiative=initiative)


@set_up
def reword(text, **words):
    for name, value in words.items():
        setattr(text, name, value)
    text.save()
    return PublicText.objects.get(pk=text.pk)


def follow_the_way(world, as_, initiative):
    """Write, ask, agree, publish: every page once, as a person does it."""
    bureau, partner = as_(world.bureau), as_(world.partner)
    words = {"title": "Samen aan tafel", "summary": SUMMARY, "contact": "info@duin.example"}
    assert bureau.post(reverse("initiative_publicity_text", args=[initiative.pk]), words).status_code == 302
    version = {"version": text_of(initiative).version}
    assert bureau.post(reverse("initiative_publicity_ask", args=[initiative.pk]), version).status_code == 302
    page = partner.get(reverse("initiative_publicity_agree", args=[initiative.pk])).content.decode()
    assert SUMMARY in page
    yes = {**version, "checked": "on"}
    assert partner.post(reverse("initiative_publicity_agree", args=[initiative.pk]), yes).status_code == 302
    assert bureau.post(reverse("initiative_publish", args=[initiative.pk]), yes).status_code == 302


def test_from_words_to_the_site(world, as_):
    initiative = a_sent_one(world)
    follow_the_way(world, as_, initiative)
    page = as_(None).get(reverse("initiative", args=[initiative.pk])).content.decode()
    for words in ("Samen aan tafel", SUMMARY, "Zorggroep Duin", "info@duin.example", "Wordt bekeken"):
        assert words in page
    assert "Veel ouderen eten alleen." not in page, "what was sent is not what is published"
    assert "Samen aan tafel" in as_(None).get(reverse("initiatives")).content.decode()


def test_who_brings_it_in_is_asked_by_mail_once(world):
    text = a_text(a_sent_one(world))
    steps.ask(text, by=world.bureau)
    steps.ask(text, by=world.bureau_only)
    mail = OutgoingMail.objects.get(kind="initiative-publicity-asked")
    assert mail.to_address == world.partner.email
    assert SUMMARY in mail.text


def test_without_agreement_nothing_comes_on_the_site(world, as_):
    text = a_text(a_sent_one(world))
    with pytest.raises(ValidationError, match="nog geen akkoord"):
        steps.publish(text, by=world.bureau)
    said = as_(world.bureau).post(
        reverse("initiative_publish", args=[text.initiative_id]), {"version": text.version, "checked": "on"}
    )
    assert said.status_code == 422
    assert not InitiativePublication.objects.exists()


def test_agreement_to_other_words_is_none_to_these(world):
    text = agreed(world, a_text(a_sent_one(world)))
    text = reword(text, summary="Iets heel anders.")
    with pytest.raises(ValidationError, match="nog geen akkoord"):
        steps.publish(text, by=world.bureau)


def test_the_netwerkbureau_agrees_to_nothing_itself_but_writes_down_who_did(world, as_):
    text = a_text(a_sent_one(world))
    client = as_(world.bureau)
    url = reverse("initiative_publicity_note", args=[text.initiative_id])
    assert client.post(url, {"version": text.version, "on": today().isoformat()}).status_code == 422
    said = {"version": text.version, "on": today().isoformat(), "by": "De Buurt", "how": "mail van gisteren"}
    assert client.post(url, said).status_code == 302
    assert PublicityAgreement.objects.get().said_by == "De Buurt"
    assert steps.publish(text, by=world.bureau).number == 1


def test_the_words_that_were_read_are_the_ones_agreed_to(world):
    text = a_text(a_sent_one(world))
    reword(PublicText.objects.get(pk=text.pk), summary="Intussen veranderd.")
    for step in (
        lambda: steps.agree(text, Said(on=today()), by=world.partner),
        lambda: steps.publish(text, by=world.bureau),
        lambda: steps.ask(text, by=world.bureau),
    ):
        with pytest.raises(StaleVersion):
            step()


def test_published_twice_is_once_and_other_words_are_a_next_version(world, as_):
    first = on_the_site(world)
    text = text_of(first.initiative)
    assert steps.publish(text, by=world.bureau).pk == first.pk
    text = agreed(world, reword(text, summary="Nu ook met kinderen.", contact="Bel de balie"))
    second = steps.publish(text, by=world.bureau)
    assert second.number == 2
    assert second.changes == ["de beschrijving", "waar u terechtkunt met vragen"]
    page = as_(None).get(second.get_absolute_url()).content.decode()
    assert "Nu ook met kinderen." in page
    assert "Veranderd sinds de vorige: de beschrijving" in page
    assert list(InitiativePublication.objects.visible_to(world.member)) == [second]


def test_a_name_of_somebody_is_refused_beside_the_field(world, as_):
    initiative = a_sent_one(world)
    words = {"title": "Samen", "summary": f"Vraag het {world.member.person.name}.", "contact": ""}
    said = as_(world.bureau).post(reverse("initiative_publicity_text", args=[initiative.pk]), words)
    assert said.status_code == 422
    page = said.content.decode()
    assert "Hier staat de naam van een persoon" in page
    assert world.member.person.name in page, "nothing typed is lost"
    with pytest.raises(IntegrityError, match="person by name"), transaction.atomic():
        a_text(initiative, contact=f"Vraag het {world.member.person.name}")


def test_only_partners_that_signed_are_named(world):
    draft = a_complete_draft(world)
    partner = together_with(draft, world.other_org)
    submitting.submit(fresh_row(draft), by=world.partner)
    initiative = fresh_row(draft)
    assert published(world, initiative).content["partners"] == []
    set_up(type(partner).objects.filter(pk=partner.pk).update)(
        cosign="tekent_mee", person=world.other_partner.person, answered_at=initiative.since
    )
    second = steps.publish(text_of(initiative), by=world.bureau)
    assert [each["name"] for each in second.content["partners"]] == [world.other_org.name]
    assert second.changes == ["de partners"]
    assert PublishedSubject.objects.filter(publication=second, organisation=world.other_org).exists()


def test_off_the_site_leaves_a_tombstone_and_nothing_it_said(world, as_):
    publication = on_the_site(world)
    url = reverse("initiative_take_off", args=[publication.initiative_id])
    assert as_(world.bureau).post(url, {"reason": ""}).status_code == 422
    assert as_(world.bureau).post(url, {"reason": "De partner stopt ermee."}).status_code == 302
    answer = as_(None).get(publication.get_absolute_url())
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "De partner stopt ermee." in page
    assert publication.title not in page
    for where in ("initiatives", "initiatives_feed"):
        assert publication.title not in as_(None).get(reverse(where)).content.decode()
    assert not find(world.member, "koken")


def test_a_publication_stays_as_it_was(world):
    publication = on_the_site(world)
    for change in ({"title": "Anders"}, {"withdrawn_because": "zonder dag"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            set_up(InitiativePublication.objects.filter(pk=publication.pk).update)(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(InitiativePublication.objects.filter(pk=publication.pk).delete)()
    steps.take_off(publication, "Klaar.", by=world.bureau)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(InitiativePublication.objects.filter(pk=publication.pk).update)(withdrawn_because="Anders.")
    with pytest.raises(StaleVersion):
        steps.take_off(publication, "Toch iets anders.", by=world.bureau)


def test_who_brings_it_in_may_ask_to_take_it_off(world, as_):
    publication = on_the_site(world)
    url = reverse("initiative_publicity_off", args=[publication.initiative_id])
    assert as_(world.partner).post(url, {"reason": "We zijn ermee opgehouden."}).status_code == 302
    werkbank = as_(world.bureau).get(reverse("werkbank")).content.decode()
    assert f"Van de site halen: {publication.title}" in werkbank


def test_a_withdrawn_initiative_comes_on_no_site(world):
    initiative = a_sent_one(world)
    text = agreed(world, a_text(initiative))
    withdraw(initiative, why="", by=world.partner)
    with pytest.raises(ValidationError, match="ingetrokken"):
        steps.publish(PublicText.objects.get(pk=text.pk), by=world.bureau)


def test_the_page_is_alive_and_tells_no_reason(world, as_):
    publication = on_the_site(world)
    initiative = fresh_row(publication.initiative)
    initiative = moved(initiative, Step(State.ON_AGENDA, at_whom="Geheim overleg"), world.bureau)
    moved(initiative, Step(State.NOT_TAKEN_UP, why="Er is ruzie over geld."), world.bureau)
    page = as_(None).get(publication.get_absolute_url()).content.decode()
    assert "Gaat niet door" in page
    assert "ruzie" not in page
    assert "Geheim overleg" not in page


def test_a_guest_is_asked_too_once_it_is_known_of_which_organisation_it_is(world):
    """Nobody speaks for that organisation yet: the guest is who there is."""
    sent = a_guests_one(world)
    lonely = set_up(Organisation.objects.create)(name="Stichting Buiten", kind="overig")
    triage.link(sent, lonely, by=world.bureau.person)
    assert steps.ask(a_text(fresh_row(sent)), by=world.bureau).told == 1
    mail = OutgoingMail.objects.get(kind="initiative-publicity-asked")
    assert mail.to_address == "gerda@buiten.example"
    assert still_asked(mail)


def test_where_nobody_can_be_asked_the_question_is_not_said_to_be_asked(world, as_):
    initiative = a_sent_one(world)
    for held in Representation.objects.filter(organisation=world.partner_org):
        end(held)
    text = a_text(fresh_row(initiative))
    url = reverse("initiative_publicity_ask", args=[initiative.pk])
    answer = as_(world.bureau).post(url, {"version": text.version})
    assert answer.status_code == 422
    assert "van niemand die dit indient een e-mailadres" in answer.content.decode()


def test_who_follows_it_hears_of_each_publication_once(world, as_):
    publication = on_the_site(world)
    pk = publication.initiative_id
    as_(world.member).post(reverse("follow", args=["initiative", pk]), {"wanted": "yes"})
    assert Follow.objects.filter(kind="initiative", subject_id=pk).count() == 1
    assert [jobs.tell_about_publications(), jobs.tell_about_publications()] == [1, 0]
    mail = OutgoingMail.objects.get(kind="initiative-published")
    assert mail.to_address == world.member.email
    assert publication.title in mail.text


def test_what_is_not_on_the_site_cannot_be_followed(world, as_):
    initiative = a_sent_one(world)
    answer = as_(world.member).post(reverse("follow", args=["initiative", initiative.pk]), {"wanted": "yes"})
    assert answer.status_code == 404


def test_search_finds_what_is_published_and_drafts_only_for_who_reads_them(world):
    published_one = on_the_site(world, "Samen bewegen")
    hidden = a_sent_one(world, "Samen geheimhouden")
    assert {hit.title for hit in find(world.member, "samen")} == {published_one.title}
    assert hidden.title in {hit.title for hit in find(world.partner, "samen")}


def test_themes_and_places_are_links_in_rows(world):
    initiative = a_sent_one(world)
    publication = published(world, initiative)
    assert publication.subjects.filter(theme__isnull=False).count() == 1
    assert publication.subjects.filter(organisation=world.partner_org).count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        hang_on(initiative, world.municipality)
