"""Answering an invitation: one click, by login or link, for oneself only, until the meeting begins."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.attendance.inviting import renew_link
from governance.attendance.models import Invitation, Reply
from governance.attendance.replying import Answer, answer
from governance.bodies.models import Mandate, Role
from tests import world as cast
from tests.governance.agendas import a_meeting
from tests.governance.attending import (
    a_meeting_with,
    asked,
    calendar_of,
    mails,
    moved,
    replied,
    rule,
    sent,
    table_of,
)
from zorgzaam.audit.history import changes_of
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world):
    return a_meeting(world.coalition, location="Duinzaal")


def page(row):
    return reverse("invitation", args=[row.pk])


def link(row):
    row.refresh_from_db()
    return reverse("invitation_link", args=[row.secret])


def test_one_click_answers_and_looking_changes_nothing(world, as_, meeting):
    row = asked(meeting, world.member)
    client = as_(world.member)
    for _ in range(2):
        assert client.get(page(row) + "?quick=ja").status_code == 200
        client.head(page(row))
    row.refresh_from_db()
    assert row.reply == Reply.NONE
    assert any("Reageer op je uitnodiging" in todo.title for todo in todos(cast.fresh(world.member)))
    assert client.post(page(row), {"quick": "ja"}).status_code == 302
    row.refresh_from_db()
    assert (row.reply, row.replied_by_id) == (Reply.YES, world.member.person_id)
    assert not any("Reageer op je uitnodiging" in todo.title for todo in todos(cast.fresh(world.member)))
    assert "Je komt" in client.get(page(row)).content.decode()


def test_clicking_again_and_again_is_one_answer(world, as_, meeting):
    row = asked(meeting, world.member)
    client = as_(world.member)
    before = len(changes_of(row))
    for _ in range(8):
        client.post(page(row), {"quick": "nee"})
    assert len(changes_of(row)) == before + 1


def test_nobody_answers_for_another(world, as_, meeting):
    row = asked(meeting, world.member)
    for other in (world.chair, world.bureau, world.other_member, world.admin):
        assert as_(other).post(page(row), {"quick": "nee"}).status_code == 404
    row.refresh_from_db()
    assert row.reply == Reply.NONE


def test_somebody_without_a_login_answers_by_a_link_that_bureau_cannot_read(world, as_, meeting):
    guest = cast.person("Gerda Gast")
    row = asked(meeting, guest)
    sent()
    mail = mails(guest)[0]
    assert link(row) in mail.text
    assert mail.private
    assert not OutgoingMail.objects.visible_to(world.bureau).filter(pk=mail.pk).exists()
    client = Client()
    first = client.get(link(row))
    assert (first.status_code, first["Cache-Control"], first["Referrer-Policy"]) == (
        200,
        "private, no-store",
        "strict-origin",
    )
    row.refresh_from_db()
    assert row.reply == Reply.NONE
    assert client.post(link(row), {"quick": "ja"}).status_code == 302
    row.refresh_from_db()
    assert (row.reply, row.replied_by) == (Reply.YES, guest)
    assert row.secret not in str(Invitation.objects.filter(pk=row.pk).values().get())


def as_a_browser_sends(first):
    """Where a form of this page says it comes from, by the policy of that page."""
    if first["Referrer-Policy"] == "no-referrer":
        return {"origin": "null"}
    return {"origin": "http://testserver", "referer": "http://testserver/"}


def test_a_browser_that_hides_the_address_of_the_link_can_answer(meeting):
    row = asked(meeting, cast.person("Gerda Gast"))
    sent()
    client = Client(enforce_csrf_checks=True)
    first = client.get(link(row))
    data = {"quick": "ja", "csrfmiddlewaretoken": str(first.context["csrf_token"])}
    forged = client.post(link(row), data, headers={"origin": "https://elders.example"})
    assert forged.status_code == 403, "the control"
    assert client.post(link(row), data, headers=as_a_browser_sends(first)).status_code == 302
    row.refresh_from_db()
    assert row.reply == Reply.YES


def test_a_link_ends_with_a_new_one_with_the_list_and_with_the_meeting(world, meeting):
    guest = cast.person("Gerda Gast")
    row = asked(meeting, guest)
    sent()
    old = link(row)
    cast.set_up(renew_link)(row, by=world.chair)
    assert Client().get(old).status_code == 404
    assert Client().get(link(row)).status_code == 200
    assert sent() == 1
    assert link(row) in mails(guest)[-1].text
    moved(meeting, starts_at=timezone.now() - datetime.timedelta(minutes=1), ends_at=None)
    assert Client().get(link(row)).status_code == 410
    assert Client().post(link(row), {"quick": "ja"}).status_code == 410
    assert Client().get(reverse("invitation_link", args=["x" * 43])).status_code == 404


def test_a_change_of_mind_is_welcome_until_the_meeting_begins(world, meeting):
    row = asked(meeting, world.member)
    assert replied(row, Reply.YES)
    assert replied(row, Reply.NO, reason="ziek")
    moved(meeting, starts_at=timezone.now() - datetime.timedelta(minutes=1), ends_at=None)
    with pytest.raises(ValidationError, match="begonnen"):
        replied(row, Reply.YES)
    row.refresh_from_db()
    assert (row.reply, row.reply_reason) == (Reply.NO, "ziek")


def test_the_secretary_writes_down_what_was_said_by_telephone_with_their_own_name(world, as_, meeting):
    row = asked(meeting, world.member)
    client = as_(world.secretary)
    url = reverse("invitation_note", args=[row.pk])
    assert client.post(url, {"reply": "nee", "reason": "ziek", "version": row.version}).status_code == 302
    row.refresh_from_db()
    assert (row.reply, row.replied_by, row.noted_for_them) == (Reply.NO, world.secretary.person, True)
    shown = client.get(reverse("attendance", args=[meeting.pk])).content.decode()
    assert "Opgeschreven door Saar Secretaris" in shown
    assert "ziek" in shown
    member = as_(world.member).get(reverse("attendance", args=[meeting.pk])).content.decode()
    assert "Komt niet" in member
    assert "ziek" not in member, "why somebody stays away is for who keeps the agenda"


def test_an_answer_somebody_else_wrote_down_meanwhile_is_not_overwritten_unseen(world, as_, meeting):
    row = asked(meeting, world.member)
    member, url = as_(world.member), page(row)
    opened = member.get(url).context["form"]["version"].value()
    note = {"reply": "nee", "reason": "belde: ziek", "version": opened}
    as_(world.secretary).post(reverse("invitation_note", args=[row.pk]), note)
    typed = {"reply": "ja", "reason": "iets later", "version": opened}
    late = member.post(url, typed)
    told = late.content.decode()
    assert late.status_code == 409
    for said in ("belde: ziek", "iets later", "Komt niet", "Iemand was je net voor"):
        assert said in told
    row.refresh_from_db()
    assert (row.reply, row.reply_reason) == (Reply.NO, "belde: ziek")
    again = {**typed, "version": late.context["form"]["version"].value()}
    assert member.post(url, again).status_code == 302
    row.refresh_from_db()
    assert (row.reply, row.reply_reason) == (Reply.YES, "iets later")
    assert member.post(url, typed).status_code == 302, "sent twice, it is the same answer"
    late = as_(world.secretary).post(reverse("invitation_note", args=[row.pk]), note)
    assert (late.status_code, "iets later" in late.content.decode()) == (409, True)
    assert member.post(url, {"quick": "nee"}).status_code == 302, "a button says the whole answer"


def test_numbers_per_organisation_name_who_has_nobody(world, as_, meeting):
    replied(asked(meeting, world.member))
    cast.seat(world.coalition, world.other_org)
    lines = as_(world.bureau).get(reverse("attendance", args=[meeting.pk])).context["parties"]
    told = {line["party"].name: (line["asked"], line["yes"]) for line in lines}
    assert told == {"Zorggroep Duin": (1, 1), "Welzijn Kreek": (0, 0)}


# ---------------------------------------------------------------- somebody instead
def test_a_replacement_of_the_same_organisation_is_asked_and_goes_again(world, as_, meeting):
    row = asked(meeting, world.member)
    sent()
    client = as_(world.member)
    form = client.get(page(row)).context["form"]
    assert list(form.fields["instead"].queryset) == [world.partner.person]
    data = {"reply": "nee", "instead": str(world.partner.person_id), "version": row.version}
    assert client.post(page(row), data).status_code == 302
    other = Invitation.objects.get(meeting=meeting, person=world.partner.person)
    assert (other.kind, other.stands_in_for, other.organisation) == ("vervanger", row, world.partner_org)
    assert sent() == 1
    assert "vervanger van Lot Lid" in mails(world.partner)[0].text
    client.post(page(row), {"quick": "ja"})
    other.refresh_from_db()
    assert other.withdrawn_at
    assert sent() == 1
    assert calendar_of(mails(world.partner)[-1])["METHOD"] == "CANCEL"


def test_somebody_of_elsewhere_is_no_replacement(world, meeting):
    row = asked(meeting, world.member)
    for other in (world.other_partner.person, world.chair.person):
        with pytest.raises(ValidationError, match="vervangen"):
            replied(row, Reply.NO, instead=other)
    rule(world.coalition, number=1, alternates=False)
    with pytest.raises(ValidationError):
        replied(row, Reply.NO, instead=world.partner.person)
    with pytest.raises(ValidationError, match="mag in dit overleg niet"):
        replied(row, Reply.NO, instead_name="Willem Welkom")


def test_a_name_the_house_does_not_know_is_for_the_secretary(world, as_, meeting):
    row = asked(meeting, world.member)
    replied(row, Reply.NO, instead_name="Willem Welkom")
    assert (
        "Willem Welkom" in as_(world.secretary).get(reverse("attendance", args=[meeting.pk])).content.decode()
    )
    replaced = cast.person("Willem Welkom", named_publicly=True)
    cast.mandate(replaced, world.other)
    url = reverse("invite_guest", args=[meeting.pk])
    assert str(row.pk) in as_(world.secretary).get(f"{url}?vervangt={row.pk}").content.decode()
    as_(world.secretary).post(url, {"person": "Willem Welkom", "instead_of": str(row.pk)})
    other = Invitation.objects.get(person=replaced)
    assert (other.kind, other.party, other.stands_in_for) == ("vervanger", world.partner_org.pk, row)
    row.refresh_from_db()
    assert row.replacement_name == ""
    assert "Willem Welkom" not in as_(world.chair).get(reverse("meeting", args=[meeting.pk])).content.decode()


# ---------------------------------------------------------------- proxies
def test_a_proxy_goes_to_another_member_as_often_as_the_rule_says(world):
    body, people = table_of(4)
    rule(body, number=2, most_proxies=1)
    _, rows = a_meeting_with(body, people)
    assert replied(rows[0], Reply.NO, proxy=rows[1])
    with pytest.raises(ValidationError, match="machtiging"):
        replied(rows[2], Reply.NO, proxy=rows[1])
    assert replied(rows[2], Reply.NO, proxy=rows[3])
    replied(rows[1], Reply.NO)
    rows[0].refresh_from_db()
    assert rows[0].proxy is None, "who stays away votes for nobody"


def test_without_a_rule_that_allows_it_nobody_is_authorised():
    body, people = table_of(2)
    _, rows = a_meeting_with(body, people)
    with pytest.raises(ValidationError):
        replied(rows[0], Reply.NO, proxy=rows[1])


def test_who_comes_sends_nobody_and_authorises_nobody(world, meeting):
    row = asked(meeting, world.member)
    with pytest.raises(ValidationError):
        answer(row, Answer(Reply.YES, instead=world.partner.person), by=world.member)


def test_a_mandate_that_ended_answers_nothing(world, as_, meeting):
    row = asked(meeting, world.member)
    cast.end(Mandate.objects.get(person=world.member.person, body=world.coalition, role=Role.MEMBER))
    as_(cast.fresh(world.member)).post(page(row), {"quick": "ja"})
    row.refresh_from_db()
    assert row.reply == Reply.NONE


def test_an_erased_person_leaves_no_words(world, meeting):
    row = asked(meeting, world.member)
    replied(row, Reply.NO, reason="naar het ziekenhuis", instead_name="Willem Welkom")
    cast.set_up(world.member.person.erase)()
    left = str(list(Invitation.objects.values())) + str([change.event.__dict__ for change in changes_of(row)])
    assert "ziekenhuis" not in left
    assert "Willem" not in left
    assert Person.objects.get(pk=world.member.person_id).invitations.count() == 1
    assert sent() == 0
