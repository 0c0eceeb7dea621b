"""Proposing something for an agenda, behind the three doors: sent, received, followed, and proposed anew."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.intake import emails, triage
from governance.intake.jobs import tell_about_proposals
from governance.intake.models import Origin, Proposal, ProposalNotice
from governance.series.models import TermSet
from tests.governance.agendas import PDF, a_meeting, publish
from tests.governance.proposing import TITLE, WHY, a_proposal, fresh_row, placed, sent
from tests.governance.test_decide import text
from tests.regioplan.making import a_task
from tests.world import World, mandate, representation, set_up
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
NEW, NEW_PARTNER, NEW_STATEN = "proposal_new", "proposal_new_partner", "proposal_new_staten"


def typed(world: World, **more: Any) -> dict[str, Any]:
    return {
        "title": TITLE,
        "why": WHY,
        "asks": "besluit",
        "body": str(world.coalition.pk),
        "looked": "on",
        **more,
    }


def a_pdf(name: str = "Notitie nachtzorg.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF + name.encode())


def mails(kind: str) -> dict[str, str]:
    return dict(OutgoingMail.objects.filter(kind=kind).values_list("to_address", "subject"))


def test_from_the_partnerportaal_to_an_item_with_everything(world: World, as_: Any) -> None:
    partner, secretary, task = as_(world.partner), as_(world.secretary), a_task("Zorg in de nacht")
    ours = {"organisation": str(world.partner_org.pk), "tasks": [str(task.pk)], "file_1": a_pdf()}
    answer = partner.post(reverse(NEW_PARTNER), typed(world, **ours))
    row = Proposal.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, row.get_absolute_url())
    assert (row.origin, row.proposed_by, row.organisation) == (
        Origin.PARTNER,
        world.partner.person,
        world.partner_org,
    )
    assert TITLE in text(secretary, reverse("werkbank"))
    page = text(secretary, row.get_absolute_url())
    for words in (TITLE, "wachten", "Notitie nachtzorg", str(task)):
        assert words in page
    here = {
        "title": "Nachtzorg",
        "kind": "besluit",
        "minutes": "15",
        "publicity": "besloten",
        "ground": "Personen",
    }
    secretary.post(reverse("proposal_here", args=[row.pk]), sent(row, **here))
    item = fresh_row(row).item
    assert item is not None
    assert (item.title, item.is_parked, item.owner_organisation) == ("Nachtzorg", True, world.partner_org)
    assert item.owner_person is None, "who speaks for an organisation stands on no agenda by name"
    assert WHY.replace("'", "&#x27;") in item.explanation or WHY in item.explanation
    assert item.subjects.get().task == task
    paper = item.papers.get()
    assert (paper.title, paper.publicity, paper.file_id) == (
        "Notitie nachtzorg",
        "besloten",
        row.papers.get().file_id,
    )
    assert TITLE not in text(secretary, reverse("werkbank"))
    assert "Is een agendapunt" in text(partner, row.get_absolute_url())


def test_the_mails_confirm_ask_and_tell_each_once(world: World) -> None:
    row = a_proposal(world.partner, world.coalition, organisation=world.partner_org)
    for _ in range(2):
        set_up(tell_about_proposals)()
    assert mails(emails.TO_PROPOSER) == {world.partner.email: f"We hebben je voorstel: {TITLE}"}
    keepers = {user.email for user in (world.bureau, world.secretary, world.chair)}
    assert mails(emails.TO_KEEPERS).keys() == keepers
    set_up(triage.send_back)(fresh_row(row), by=world.secretary, why="GEHEIME REDEN")
    for _ in range(2):
        set_up(tell_about_proposals)()
    told = OutgoingMail.objects.filter(kind=emails.TO_PROPOSER).order_by("created_at").last()
    assert told is not None
    assert (told.to_address, row.get_absolute_url() in told.text) == (world.partner.email, True)
    assert "GEHEIME REDEN" not in told.text
    assert OutgoingMail.objects.filter(kind=emails.TO_KEEPERS).count() == len(keepers)
    assert ProposalNotice.objects.count() == 2


def test_killed_between_mail_and_notice_it_is_told_once(world: World, monkeypatch: Any) -> None:
    class Killed(BaseException):
        pass

    def kill(name: str) -> None:
        raise Killed

    a_proposal(world.partner, world.coalition, organisation=world.partner_org)
    with monkeypatch.context() as patched:
        patched.setattr(emails, "killpoint", kill)
        with pytest.raises(Killed):
            set_up(tell_about_proposals)()
    assert not OutgoingMail.objects.exists()
    set_up(tell_about_proposals)()
    assert len(mails(emails.TO_PROPOSER)) == 1


def test_who_keeps_the_agenda_no_longer_gets_no_mail_that_waits(world: World) -> None:
    a_proposal(world.partner, world.coalition, organisation=world.partner_org)
    set_up(tell_about_proposals)()
    set_up(world.chair.person.mandates.update)(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    left = {mail.to_address for mail in claim(10) if mail.kind == emails.TO_KEEPERS}
    assert left == {world.bureau.email, world.secretary.email}


def test_the_province_puts_something_on_the_agenda(world: World, as_: Any) -> None:
    set_up(type(world.staten).objects.filter(pk=world.staten.pk).update)(organisation=world.partner_org)
    as_(world.partner).post(reverse(NEW_PARTNER), typed(world, organisation=str(world.partner_org.pk)))
    assert Proposal.objects.get().origin == Origin.PROVINCE


def test_a_request_of_the_staten_comes_back_to_them(world: World, as_: Any) -> None:
    member, clerk = as_(world.statenlid), as_(world.clerk)
    member.post(reverse(NEW_STATEN), typed(world, council=str(world.staten.pk)))
    row = Proposal.objects.get()
    assert (row.origin, row.council) == (Origin.COUNCIL, world.staten)
    assert TITLE in text(clerk, reverse("proposals_staten"))
    assert as_(world.council_member).get(row.get_absolute_url()).status_code == 404
    meeting = a_meeting(world.coalition)
    placed(row, meeting=meeting)
    set_up(type(meeting).objects.filter(pk=meeting.pk).update)(
        starts_at=timezone.now() - datetime.timedelta(days=1), ends_at=None
    )
    url = reverse("proposal_report", args=[row.pk])
    assert url in text(as_(world.secretary), reverse("werkbank"))
    as_(world.secretary).post(url, sent(row, text="Er komt een proef met nachtzorg."))
    assert url not in text(as_(world.secretary), reverse("werkbank"))
    for reader in (member, clerk):
        assert "Er komt een proef" in text(reader, row.get_absolute_url())
    set_up(tell_about_proposals)()
    told = OutgoingMail.objects.filter(kind=emails.TO_PROPOSER, subject__startswith="Terugkoppeling")
    assert {mail.to_address for mail in told} == {world.statenlid.email, world.clerk.email}


def test_the_netwerkbureau_writes_down_what_the_staten_ask(world: World, as_: Any) -> None:
    staff, form = as_(world.bureau_only), typed(world, council=str(world.staten.pk))
    assert "Vraagt een raad of de Staten dit?" in text(staff, reverse(NEW))
    staff.post(reverse(NEW), form)
    row = Proposal.objects.get()
    assert (row.origin, row.proposed_by, row.council) == (
        Origin.COUNCIL,
        world.bureau_only.person,
        world.staten,
    )
    assert TITLE in text(as_(world.clerk), reverse("proposals_staten"))
    tell_about_proposals()
    told = mails(emails.TO_PROPOSER)
    assert set(told) == {world.bureau_only.email, world.clerk.email}
    assert f"We hebben het verzoek van {world.staten}" in told[world.clerk.email]
    # Who sits elsewhere speaks for no council: the field is not there, and sending it anyway says nothing.
    as_(world.other_member).post(reverse(NEW), form)
    assert Proposal.objects.exclude(pk=row.pk).get().council is None
    representation(world.bureau_only, world.partner_org)
    both = typed(world, council=str(world.staten.pk), organisation=str(world.partner_org.pk))
    assert staff.post(reverse(NEW), both).status_code == 422


def test_who_keeps_no_agenda_still_sees_what_came_back(world: World, as_: Any) -> None:
    row = a_proposal(world.other_member, world.coalition)
    set_up(triage.send_back)(fresh_row(row), by=world.secretary.person, why="Te vroeg")
    assert TITLE in text(as_(world.other_member), reverse("proposals"))
    assert TITLE not in text(as_(world.secretary), reverse("proposals"))


def test_from_a_seat_one_proposes_for_oneself(world: World, as_: Any) -> None:
    as_(world.other_member).post(reverse(NEW), typed(world))
    row = Proposal.objects.get()
    assert (row.origin, row.organisation, row.council) == (Origin.SEAT, None, None)
    assert TITLE in text(as_(world.other_member), reverse("proposals"))
    assert placed(row).item.owner_person == world.other_member.person  # type: ignore[union-attr]


def test_nobody_proposes_for_another_organisation_or_council(world: World, as_: Any) -> None:
    for user, door, extra in (
        (world.partner, NEW_PARTNER, {"organisation": str(world.other_org.pk)}),
        (world.statenlid, NEW_STATEN, {"council": str(world.council.pk)}),
        (world.partner, NEW_PARTNER, {}),
    ):
        assert as_(user).post(reverse(door), typed(world, **extra)).status_code == 422
    assert as_(world.partner).post(reverse(NEW), typed(world)).status_code == 403
    assert not Proposal.objects.exists()


def test_a_chosen_file_is_kept_when_another_field_is_refused(world: World, as_: Any) -> None:
    client = as_(world.member)
    answer = client.post(reverse(NEW), typed(world, why="", file_2=a_pdf()))
    assert answer.status_code == 422
    reference = answer.context["form"]["file_2"].value().reference
    client.post(reverse(NEW), {**typed(world), "file_2-gekozen": reference})
    assert Proposal.objects.get().papers.get().filename == "Notitie nachtzorg.pdf"


def test_the_same_form_sent_twice_is_one_proposal(world: World, as_: Any) -> None:
    client, data = as_(world.member), typed(world, form_key="sleutel")
    first, second = (client.post(reverse(NEW), data) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Proposal.objects.count() == 1


def test_a_wished_meeting_is_one_of_that_body_and_says_when_it_is_too_late(world: World, as_: Any) -> None:
    soon, elsewhere = a_meeting(world.coalition, days=3), a_meeting(world.office, "Bureauoverleg")
    publish(soon)
    publish(elsewhere)
    set_up(TermSet.objects.create)(body=world.coalition, papers_days=10, starts_on=datetime.date(2020, 1, 1))
    client = as_(world.member)
    assert "tukken moesten uiterlijk" in text(client, reverse(NEW))
    refused = client.post(reverse(NEW), typed(world, meeting=str(elsewhere.pk)))
    assert (refused.status_code, "geen vergadering van" in refused.content.decode()) == (422, True)
    client.post(reverse(NEW), typed(world, meeting=str(soon.pk)))
    row = Proposal.objects.get()
    for reader in (client, as_(world.secretary)):
        assert "Te laat voor de gewenste vergadering" in text(reader, row.get_absolute_url())


def test_what_came_back_is_proposed_anew_with_its_papers(world: World, as_: Any) -> None:
    row = a_proposal(world.partner, world.coalition, organisation=world.partner_org, files=["eerste"])
    set_up(triage.send_back)(fresh_row(row), by=world.secretary, why="Nog te vroeg")
    client = as_(world.partner)
    assert "Nog te vroeg" in text(client, row.get_absolute_url())
    url = f"{reverse(NEW_PARTNER)}?na={row.pk}"
    assert url in text(client, row.get_absolute_url())
    form = client.get(url).context["form"]
    assert (form["title"].value(), form["why"].value()) == (TITLE, WHY)
    client.post(
        url, typed(world, organisation=str(world.partner_org.pk), after=str(row.pk), title="Nog een keer")
    )
    again = Proposal.objects.get(title="Nog een keer")
    assert (again.follows, again.papers.get().file_id) == (row, row.papers.get().file_id)


def test_only_bodies_whose_agenda_somebody_keeps_are_offered(world: World, as_: Any) -> None:
    client = as_(world.member)
    assert client.post(reverse(NEW), typed(world, body=str(world.other.pk))).status_code == 422
    assert client.post(reverse(NEW), typed(world, body=str(world.staten.pk))).status_code == 422
    mandate(world.other_member, world.other, Role.SECRETARY)
    assert client.post(reverse(NEW), typed(world, body=str(world.other.pk))).status_code == 302


def test_a_visitor_is_asked_to_log_in(world: World) -> None:
    for name in (NEW, NEW_PARTNER, NEW_STATEN, "proposals", "proposals_partner", "proposals_staten"):
        assert Client().get(reverse(name)).status_code == 302
