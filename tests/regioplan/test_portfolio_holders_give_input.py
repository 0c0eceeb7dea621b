"""Input on a draft: by who is asked, per section or on the whole, answered, and never lost."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from regioplan.plans.models import InputReply, PlanInput, PlanSection
from tests.regioplan import making_plans as making
from tests.regioplan.refusing import refused
from tests.themes.reading import words
from tests.world import end, fresh, mandate, set_up

pytestmark = pytest.mark.django_db
LATER = timezone.localdate() + datetime.timedelta(days=3)


@pytest.fixture
def version(world):
    made = making.version(making.plan(making.region(world)), "Waterkers")
    made.ask_input(by=world.bureau, until=LATER)
    return made


def give(client, version, **more):
    data = {"text": "Denk aan de jeugd.", "given_as": "Portefeuillehouder Duindorp", **more}
    return client.post(reverse("plan_input_new", args=[version.pk]), data)


def test_a_portfolio_holder_reads_the_draft_and_says_something_about_a_section(world, version, as_):
    assert as_(world.member).get(reverse("plan_draft", args=[version.pk])).status_code == 404
    mandate(world.member, world.other, "portefeuillehouder")
    client = as_(fresh(world.member))
    assert "Over waterkers." in words(client, reverse("plan_draft", args=[version.pk]))
    assert give(client, version, section=version.sections.get().pk).status_code == 302
    given = PlanInput.objects.get()
    assert (given.about, given.person, given.channel) == ("Waterkers", world.member.person, "schriftelijk")


def test_only_who_gave_it_and_the_bureau_see_it(world, version, as_):
    for who in (world.member, world.other_member):
        mandate(who, world.other, "portefeuillehouder", starts_on=timezone.localdate())
    give(as_(fresh(world.member)), version)
    draft = reverse("plan_draft", args=[version.pk])
    assert "Denk aan de jeugd." in words(as_(fresh(world.member)), draft)
    assert "Denk aan de jeugd." not in words(as_(fresh(world.other_member)), draft)
    page = words(as_(world.bureau), reverse("plan_inputs", args=[version.pk]))
    assert "1 keer inbreng: 0 met antwoord, 1 zonder." in page


def test_after_the_term_nobody_adds_but_what_was_said_in_a_meeting_is_noted(world, version, as_):
    mandate(world.member, world.other, "portefeuillehouder")
    client = as_(fresh(world.member))
    give(client, version)
    set_up(type(version).objects.filter(pk=version.pk).update)(
        input_until=timezone.localdate() - datetime.timedelta(1)
    )
    answer = give(client, version, text="Te laat.")
    assert answer.status_code == 422
    assert "Te laat." in answer.content.decode(), "what was typed is not lost"
    assert PlanInput.objects.count() == 1
    said = {"channel": "overleg", "given_on": timezone.localdate().isoformat()}
    answer = give(as_(world.bureau), version, **said)
    assert list(answer.context["form"].errors) == ["meeting"]
    assert (
        give(as_(world.bureau), version, **said, meeting="Bestuurlijk Overleg Deltaland").status_code == 302
    )
    assert PlanInput.objects.get(channel="overleg").person is None


def test_an_answer_says_what_was_done_and_is_given_once(world, version, as_):
    mandate(world.member, world.other, "portefeuillehouder")
    give(as_(fresh(world.member)), version)
    given = PlanInput.objects.get()
    address = reverse("plan_input_reply", args=[version.pk, given.pk])
    assert as_(world.bureau).post(address, {"verdict": "deels"}).status_code == 422
    said = {"verdict": "deels", "reason": "Dat doen we later."}
    assert as_(world.bureau).post(address, said).status_code == 302
    late = as_(world.bureau_only).post(address, {**said, "reason": "Nog eens."})
    assert late.status_code == 422
    for words_there in ("Nog eens.", "Op deze inbreng is intussen al geantwoord."):
        assert words_there in late.content.decode()
    assert as_(world.bureau).get(address).status_code == 302
    assert InputReply.objects.get().reason == "Dat doen we later."
    assert "Deels overgenomen" in words(as_(fresh(world.member)), reverse("plan_draft", args=[version.pk]))


def test_input_outlives_its_section_and_never_changes(world, version, as_):
    mandate(world.member, world.other, "portefeuillehouder")
    section = version.sections.get()
    give(as_(fresh(world.member)), version, section=section.pk)
    remove = reverse("plan_section_remove", args=[version.pk, section.pk])
    as_(world.bureau).post(remove, {"version": section.version})
    assert not version.sections.exists()
    assert PlanInput.objects.get().about == "Waterkers"
    refused(lambda: PlanInput.objects.update(text="Iets anders"))


def test_after_publication_the_draft_leads_to_the_plan_and_withdrawn_to_its_tombstone(world, version, as_):
    mandate(world.member, world.other, "portefeuillehouder")
    giver, draft = as_(fresh(world.member)), reverse("plan_draft", args=[version.pk])
    give(giver, version)
    version.clear(by=world.bureau, **making.CLEARED)
    version.publish(by=world.bureau)
    stranger = as_(world.other_partner)
    assert stranger.get(draft).url == version.get_absolute_url()
    page = words(giver, draft)
    assert "Denk aan de jeugd." in page, "what was said and its answer stay"
    assert "nog niet openbaar" not in page
    assert "Over waterkers." not in page
    version.withdraw(by=world.bureau, because="Er stond een fout in.")
    for client in (stranger, giver, as_(world.bureau)):
        answer = client.get(draft)
        assert answer.status_code == 410
        assert "Over waterkers." not in answer.content.decode()
    assert not PlanSection.objects.visible_to(fresh(world.member)).exists()
    assert PlanSection.objects.visible_to(world.bureau).exists(), "control: the text is still there"


def test_who_is_no_longer_asked_keeps_the_remark_and_not_the_text_that_followed(world, version, as_):
    held = mandate(world.member, world.other, "portefeuillehouder")
    give(as_(fresh(world.member)), version)
    end(held)
    section = version.sections.get()
    section.text = "<p>Nieuw geheim.</p>"
    set_up(section.save)()
    draft = reverse("plan_draft", args=[version.pk])
    page = words(as_(fresh(world.member)), draft)
    assert "Denk aan de jeugd." in page
    assert "geheim" not in page
    assert "Nieuw geheim." in words(as_(world.bureau), draft), "control"


def test_an_official_finds_where_to_give_input_in_own_words_and_then_it_is_done(world, version, as_):
    making.speaks_for(world, world.partner, world.municipality)
    two = making.section(version, "Twee", code="2")
    making.section(version, "Eronder", under=two, code="2.1")
    making.section(version, "Drie", code="3")
    client, plan = as_(fresh(world.partner)), version.plan
    give_here = reverse("plan_input_new", args=[version.pk])
    page = client.get(plan.get_absolute_url()).content.decode()
    assert f'href="{give_here}"' in page
    assert "Geef inbreng" in page
    assert give_here not in as_(None).get(plan.get_absolute_url()).content.decode()
    assert "Lees het concept en geef inbreng." in words(client, reverse("partner"))
    answer = client.get(give_here)
    form, page = answer.context["form"], answer.content.decode()
    assert [label.strip("— ") for _, label in form.fields["section"].choices][2:] == [
        "2 Twee",
        "2.1 Eronder",
        "3 Drie",
    ]
    assert form["given_as"].value() == f"Gemeente {world.municipality}"
    assert "Wat wil je zeggen?" in page
    assert "Wat er werd gezegd" not in page
    assert f'href="{reverse("plan_draft", args=[version.pk])}"' in page, "the way back"
    assert "Wat er werd gezegd" in as_(world.bureau).get(give_here).content.decode(), "control: staff notes"
    assert (
        client.post(give_here, {"text": "Goed zo.", "given_as": "Duindorp", "section": two.pk}).status_code
        == 302
    )
    assert PlanInput.objects.get().about == "2 Twee"
    assert "geef inbreng" not in words(client, reverse("partner"))
