""" "Ligt dit al ergens?": what a reader may know of the same subject at every body, before it is proposed once more."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.council.handling.deciding import confirm
from governance.decisions.models import Decision
from governance.intake.lying import MOST, Asked, Why, lies
from governance.intake.models import Proposal
from governance.meetings.models import ItemSubject
from tests.governance.agendas import a_meeting, an_item, parked, publish
from tests.governance.council.meeting import a_session
from tests.governance.council.registers import (
    a_commitment,
    a_dossier,
    a_motion,
    a_notice,
    a_question,
    proposed,
)
from tests.governance.deciding import adopt, an_item_of, decided, in_writing
from tests.governance.proposing import TITLE, WHY, a_proposal
from tests.governance.test_decide import text
from tests.regioplan.making import a_task
from tests.themes import making
from tests.world import World, fresh, set_up

pytestmark = pytest.mark.django_db
LOOK = "proposal_look"


def found(user: Any, words: str = "", *tasks: Any) -> dict[str, Why]:
    asked = Asked(fresh(user), tasks=frozenset(task.pk for task in tasks), words=words)
    return {one.title: one.why for one in lies(asked)}


def test_it_is_found_by_subject_and_by_any_of_the_words(world: World) -> None:
    task = a_task()
    meeting = a_meeting(world.coalition)
    about = an_item(meeting, "Heel iets anders")
    set_up(ItemSubject.objects.create)(item=about, task=task)
    an_item(meeting, "Wachttijden voor nachtzorg")
    an_item(meeting, "Opening")
    publish(meeting)
    assert found(world.other_partner, "Nachtzorg: wie regelt het?", task) == {
        "Heel iets anders": Why.SUBJECT,
        "Wachttijden voor nachtzorg": Why.WORDS,
    }
    assert found(world.other_partner, "wie is er") == {}, "short words say nothing"
    assert found(world.other_partner, '"-or"') == {}


def test_nobody_finds_what_they_may_not_read(world: World) -> None:
    draft, out = a_meeting(world.coalition, "Concept"), a_meeting(world.coalition)
    an_item(draft, "Nachtzorg in concept")
    an_item(out, "Nachtzorg besloten", publicity="besloten")
    an_item(out, "Nachtzorg vertrouwelijk", publicity="vertrouwelijk")
    parked(world.coalition, "Nachtzorg geparkeerd")
    a_proposal(world.partner, world.coalition, "Nachtzorg voorgesteld", organisation=world.partner_org)
    publish(out)
    everything = {
        f"Nachtzorg {word}"
        for word in ("in concept", "besloten", "vertrouwelijk", "geparkeerd", "voorgesteld")
    }
    seen = {
        "secretary": everything,
        "bureau": everything - {"Nachtzorg vertrouwelijk"},
        "member": {"Nachtzorg besloten"},
        "bureau_only": {"Nachtzorg voorgesteld"},
        "partner": {"Nachtzorg voorgesteld"},
        "other_partner": set(),
        "statenlid": set(),
    }
    assert {name: set(found(getattr(world, name), "nachtzorg")) for name in seen} == seen


def test_what_was_decided_is_found_too(world: World) -> None:
    item, task = an_item_of(world.coalition), a_task()
    set_up(ItemSubject.objects.create)(item=item, task=task)
    row = decided(world.coalition, "Nachtzorg gaat door")
    closed = {"publicity": "besloten", "publicity_ground": "Woo artikel 5.1"}
    decided(world.coalition, "Nachtzorg achter de deur", **closed)
    assert row.title in found(world.other_partner, "nachtzorg")
    assert "Nachtzorg achter de deur" not in found(world.other_partner, "nachtzorg")
    assert "Nachtzorg achter de deur" in found(world.member, "nachtzorg")


def test_what_a_council_was_promised_asked_and_told_is_found_too(world: World) -> None:
    theme = making.theme(making.generation("Zorg", 2030), "Vervoer")
    dossier = a_dossier("Vervoer", theme)
    a_commitment(world.staten, "De wijkbus rijdt ook in het weekend")
    a_motion(world.staten, "Motie over de wijkbus")
    a_question(world.staten, "Wanneer rijdt de wijkbus?")
    a_notice(world.staten, "Brief over de wijkbus")
    a_session(world.staten, "Sessie over de wijkbus")
    a_commitment(world.staten, "Heel iets anders", dossier=dossier)
    closed = {"publicity": "besloten", "publicity_ground": "Woo artikel 5.1"}
    a_commitment(world.staten, "De wijkbus achter de deur", **closed)
    told = found(world.other_partner, "wijkbus")
    assert len(told) == 5
    assert "Wanneer rijdt de wijkbus?" in told
    assert "De wijkbus achter de deur" not in told
    assert "De wijkbus achter de deur" in found(world.statenlid, "wijkbus")
    asked = Asked(fresh(world.other_partner), themes=frozenset([theme.pk]))
    assert {one.title: one.why for one in lies(asked)} == {"Heel iets anders": Why.SUBJECT}


def test_of_a_register_what_runs_and_is_newest_is_shown_with_how_it_stands(world: World) -> None:
    theme = making.theme(making.generation("Zorg", 2030), "Vervoer")
    dossier = a_dossier("Vervoer", theme)
    asked = Asked(fresh(world.other_partner), themes=frozenset([theme.pk]))
    for year in range(2010, 2010 + MOST):
        made = a_commitment(world.staten, f"Van {year}", dossier=dossier, promised_on=date(year, 1, 1))
        confirm(proposed(world, made), by=world.clerk.person)
    a_commitment(world.staten, "Loopt al lang", dossier=dossier, promised_on=date(2009, 1, 1))
    a_commitment(world.staten, "Loopt net", dossier=dossier, promised_on=date(2020, 1, 1))
    told = [one for one in lies(asked) if one.kind == "Toezegging"]
    shown = ["Loopt net", "Loopt al lang", *(f"Van {year}" for year in range(2017, 2011, -1))]
    assert [one.title for one in told] == shown
    assert (told[0].when, told[-1].when) == ("1 januari 2020, open", "1 januari 2012, afgedaan")
    off = a_session(world.staten, "Over de wijkbus", dossier=dossier)
    off.cancel(by=world.clerk, reason="Ziekte")
    (session,) = [one for one in lies(asked) if one.kind == "Sessie"]
    assert session.when.endswith("gaat niet door")


def test_who_asks_for_a_council_reads_that_it_is_asked_of_the_college(world: World, as_: Any) -> None:
    page = text(as_(world.statenlid), reverse("proposal_new_staten"))
    assert "In welk overleg moet je college dit inbrengen?" in page
    assert "verzoek aan je college" in page
    assert "je college" not in text(as_(world.other_member), reverse("proposal_new"))


def test_an_open_decision_does_not_tell_what_its_closed_item_is_about(world: World) -> None:
    task, meeting = a_task(), a_meeting(world.coalition)
    told, secret = (
        an_item(meeting, "Verdeling"),
        an_item(meeting, "Achter de deur", publicity="vertrouwelijk"),
    )
    for item in (told, secret):
        set_up(ItemSubject.objects.create)(item=item, task=task)
    publish(meeting)
    for item, title in ((told, "Open over een open punt"), (secret, "Open over een dicht punt")):
        adopt(in_writing(world.coalition, title, item=item, meeting=meeting))
    both = {"Open over een open punt", "Open over een dicht punt"}
    assert both <= set(found(world.other_partner, "over punt")), (
        "the decisions themselves are read by anybody"
    )
    by_subject = {
        name: both & set(found(getattr(world, name), "", task)) for name in ("other_partner", "member")
    }
    assert all(titles == {"Open over een open punt"} for titles in by_subject.values()), by_subject
    assert both <= set(found(world.secretary, "", task)), "who keeps the item knows what it is about"
    raw = Decision.objects.visible_to(fresh(world.other_partner)).filter(item__subjects__task=task)
    assert set(raw.values_list("title", flat=True)) == both, "what the bare path would have told"


def test_the_page_shows_it_with_the_way_to_join(world: World, as_: Any) -> None:
    item = an_item(a_meeting(world.coalition), "Nachtzorg voor ouderen")
    publish(item.meeting)
    client = as_(world.other_member)
    assert "Schrijf in een paar woorden" in text(client, f"{reverse(LOOK)}?title=")
    page = text(client, f"{reverse(LOOK)}?title=Nachtzorg")
    assert item.title in page
    assert f"bij=punt-{item.pk}" in page
    assert "Hier praat nog niemand over" in text(client, f"{reverse(LOOK)}?title=Zwemles")
    url = f"{reverse('proposal_new')}?title=Nachtzorg&bij=punt-{item.pk}"
    assert item.title in text(client, url)
    typed = {"title": "Ook nachtzorg", "why": WHY, "asks": "informatie", "beside": f"punt-{item.pk}"}
    assert client.post(url, {**typed, "body": str(world.office.pk)}).status_code == 422
    client.post(url, {**typed, "body": str(world.coalition.pk)})
    assert Proposal.objects.get().beside_item == item


def test_who_sends_without_looking_is_shown_it_once_and_nothing_is_lost(world: World, as_: Any) -> None:
    an_item(meeting := a_meeting(world.coalition), "Nachtzorg voor ouderen")
    publish(meeting)
    client, url = as_(world.other_member), reverse("proposal_new")
    typed = {
        "title": TITLE,
        "why": WHY,
        "asks": "besluit",
        "body": str(world.coalition.pk),
        "form_key": "eens",
    }
    answer = client.post(url, typed)
    page = answer.content.decode()
    assert (answer.status_code, "Nachtzorg voor ouderen" in page, "te lang" in page) == (200, True, True)
    assert not Proposal.objects.exists()
    assert client.post(url, {**typed, "looked": answer.context["form"]["looked"].value()}).status_code == 302
    assert Proposal.objects.count() == 1


def test_nothing_is_joined_that_one_may_not_read(world: World, as_: Any) -> None:
    secret = an_item(a_meeting(world.coalition), "Geheim")
    client = as_(world.other_member)
    assert "Geheim" not in text(client, f"{reverse('proposal_new')}?bij=punt-{secret.pk}")
    typed = {"title": TITLE, "why": WHY, "asks": "besluit", "body": str(world.coalition.pk), "looked": "on"}
    answer = client.post(reverse("proposal_new"), {**typed, "beside": f"punt-{secret.pk}"})
    assert answer.status_code == 422


def test_looking_costs_the_same_with_two_and_with_twenty(world: World, as_: Any) -> None:
    def cost(numbers: range) -> int:
        for number in numbers:
            meeting = a_meeting(world.coalition, f"Zorgraad {number}")
            an_item(meeting, f"Nachtzorg {number}")
            publish(meeting)
            parked(world.coalition, f"Nachtzorg op de plank {number}")
            a_proposal(
                world.partner, world.coalition, f"Nachtzorg graag {number}", organisation=world.partner_org
            )
        client, url = as_(world.secretary), f"{reverse(LOOK)}?title=Nachtzorg"
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    few = cost(range(2))
    assert cost(range(2, 12)) == few
