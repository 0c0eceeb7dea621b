"""Terms from bylaws: the latest day of each, done by fact or by hand, and whom is written to when, once."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.attendance.inviting import take_off
from governance.meetings.models import Meeting
from governance.series import reminding, terms
from governance.series.jobs import tell_about_terms
from governance.series.models import TermNotice, TermSet
from tests.governance.agendas import a_meeting, a_paper, an_item, held, publish
from tests.governance.attending import asked
from tests.governance.planning import a_template, begun, some_terms
from tests.world import end, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.post import permission
from zorgzaam.post.models import OutgoingMail
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
JOB = set_up(tell_about_terms)
DAY = datetime.timedelta(days=1)


def line(meeting, kind):
    return next(one for one in terms.checklist(meeting) if one.kind == kind)


def at(*when):
    return timezone.make_aware(datetime.datetime(*when))


def test_days_are_counted_back_in_calendar_days_or_working_days(world):
    meeting = a_meeting(world.coalition, starts_at=at(2027, 5, 20, 15, 30))
    some_terms(world.coalition, papers_days=10, papers_in="werkdagen", agenda_days=10, minutes_days=14)
    due = {one.kind.value: one.due_on for one in terms.checklist(meeting)}
    assert due == {
        # Tweede pinksterdag (17 May) and Hemelvaart (6 May) and Bevrijdingsdag (5 May) are no working days.
        "stukken": datetime.date(2027, 5, 3),
        "agenda": datetime.date(2027, 5, 10),
        "verslag": datetime.date(2027, 6, 3),
    }


def test_the_day_is_that_of_the_region_also_late_in_the_evening(world):
    some_terms(world.coalition, agenda_days=1)
    late = a_meeting(world.coalition, starts_at=at(2027, 7, 1, 0, 30), ends_at=at(2027, 7, 1, 1, 30))
    assert line(late, "agenda").due_on == datetime.date(2027, 6, 30)


def test_terms_are_dated_and_two_do_not_hold_at_once(world):
    first = some_terms(world.coalition, ends_on=datetime.date(2027, 6, 30), agenda_days=7)
    some_terms(world.coalition, starts_on=datetime.date(2027, 7, 1), agenda_days=14)
    before, after = (a_meeting(world.coalition, starts_at=at(2027, month, 8, 15)) for month in (6, 9))
    assert line(before, "agenda").due_on == datetime.date(2027, 6, 1)
    assert line(after, "agenda").due_on == datetime.date(2027, 8, 25)
    with pytest.raises(IntegrityError), transaction.atomic():
        some_terms(world.coalition, starts_on=first.ends_on)


def test_the_bureau_writes_them_down_and_a_clash_is_told_beside_the_field(world, as_):
    client, url = as_(world.bureau_only), reverse("terms_new", args=[world.coalition.pk])
    how = dict.fromkeys(("papers_in", "invitation_in", "agenda_in", "minutes_in"), "dagen")
    assert client.post(url, {**how, "remind_days": 3}).status_code == 422
    typed = {**how, "papers_days": 10, "remind_days": 3, "source_note": "artikel 6"}
    assert client.post(url, typed).status_code == 302
    again = client.post(url, {**typed, "papers_days": 12})
    assert again.status_code == 422
    assert "In die tijd gelden er al andere termijnen" in again.text
    assert "10 gewone dagen ervoor" in client.get(reverse("body_terms", args=[world.coalition.pk])).text


def test_agenda_and_papers_are_done_by_what_happened(world, as_):
    some_terms(world.coalition)
    a_template(world.coalition)
    meeting = begun(world.coalition, days=30)
    wanted = [an_item(meeting, title, kind="besluit") for title in ("Eén", "Twee")]
    an_item(meeting, "Ter informatie")
    a_paper(wanted[0], "Stuk")
    assert line(meeting, "agenda").done is None
    assert line(meeting, "stukken").done is None
    assert line(meeting, "stukken").note.startswith("1 van 2 punten")
    a_paper(wanted[1], "Stuk")
    meeting.publish(by=world.secretary)
    assert line(meeting, "agenda").done.by == "Saar Secretaris"
    assert line(meeting, "stukken").done
    assert "door Saar Secretaris" in as_(world.secretary).get(meeting.get_absolute_url()).text
    meeting.withdraw(by=world.secretary, reason="Fout")
    assert line(meeting, "agenda").done is None


def test_what_the_house_cannot_know_is_ticked_by_hand_and_taken_back(world, as_):
    some_terms(world.coalition, invitation_days=14)
    meeting, client = a_meeting(world.coalition, days=30), as_(world.secretary)
    for _ in range(2):
        client.post(reverse("term_tick", args=[meeting.pk, "uitnodiging"]))
    assert line(meeting, "uitnodiging").done.ticked
    assert meeting.ticks.count() == 1
    client.post(reverse("term_untick", args=[meeting.pk, "uitnodiging"]))
    assert line(meeting, "uitnodiging").done is None
    assert client.post(reverse("term_tick", args=[meeting.pk, "onzin"])).status_code == 404


def test_the_invitation_is_done_by_sending_it_and_late_when_that_was_late(world, as_):
    some_terms(world.coalition, invitation_days=14)
    meeting, client = a_meeting(world.coalition, days=7), as_(world.secretary)
    assert line(meeting, "uitnodiging").is_late
    client.post(reverse("invite", args=[meeting.pk]), {"mandate": [str(asked_for(world, meeting))]})
    found = line(meeting, "uitnodiging")
    assert (found.done is not None, found.is_late, found.was_late) == (True, False, True)
    assert found.note == "1 lid is uitgenodigd"
    page = client.get(meeting.get_absolute_url()).text
    assert "Gedaan, te laat" in page
    assert reverse("term_tick", args=[meeting.pk, "uitnodiging"]) not in page
    in_time = a_meeting(world.coalition, days=30)
    asked(in_time, world.member)
    assert not line(in_time, "uitnodiging").was_late


def asked_for(world, meeting):
    return world.member.person.mandates.on(meeting.day).get(body=world.coalition).pk


def test_nobody_is_invited_by_a_guest_or_who_was_taken_off_or_walked_in(world):
    """The control: what is no invitation of the members ticks nothing."""
    some_terms(world.coalition, invitation_days=14)
    meeting = a_meeting(world.coalition, days=30)
    asked(meeting, world.statenlid)
    assert line(meeting, "uitnodiging").done is None
    take_off(asked(meeting, world.member), by=world.secretary)
    assert line(meeting, "uitnodiging").done is None
    begun_now = held(a_meeting(world.coalition, "Vandaag"), days=0)
    asked(begun_now, world.member)
    assert line(begun_now, "uitnodiging").done is None


def test_ticked_late_by_hand_it_still_counts_as_done_when_it_happened(world):
    some_terms(world.coalition, invitation_days=14)
    meeting = a_meeting(world.coalition, days=30)
    row = asked(meeting, world.member)
    terms.tick(meeting, "uitnodiging", by=world.secretary)
    assert line(meeting, "uitnodiging").done.at == row.invited_at


def test_another_room_can_tell_when_something_was_done(world, monkeypatch):
    some_terms(world.coalition, invitation_days=14)
    meeting, sent = a_meeting(world.coalition, days=30), timezone.now()
    monkeypatch.setattr(terms, "_tellers", dict(terms._tellers))
    terms.register(
        "uitnodiging", lambda asked: {one.pk: terms.Told(terms.Done(sent, "Saar")) for one in asked}
    )
    assert line(meeting, "uitnodiging").done == terms.Done(sent, "Saar")


# ---------------------------------------------------------------- mail
def coming_in(world, days, **extra):
    """A meeting in so many days, with a term for the agenda alone."""
    asked = {"papers_days": None, "minutes_days": None, "agenda_days": 7, **extra}
    some_terms(world.coalition, **asked)
    return a_meeting(world.coalition, days=days)


def mailed():
    rows = OutgoingMail.objects.filter(kind=reminding.KIND)
    return sorted((row.to_person.name, row.subject.split(":")[0]) for row in rows.select_related("to_person"))


@pytest.mark.parametrize(("left", "subject"), [(3, "Nog 3 dagen"), (1, "Nog 1 dag"), (0, "Vandaag")])
def test_who_makes_the_agenda_hears_of_it_before_and_on_the_day_once(world, left, subject):
    coming_in(world, 7 + left)
    assert JOB() == 1
    assert JOB() == 0
    assert mailed() == [("Bo Bureau", subject), ("Saar Secretaris", subject)]


def test_nothing_goes_out_long_before(world):
    coming_in(world, 11)
    assert JOB() == 0


def later(meeting, days):
    """The same meeting, as if so many days passed since it was written down: it comes nearer."""
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=meeting.starts_at - datetime.timedelta(days=days), ends_at=None
    )
    meeting.refresh_from_db()
    return meeting


@set_up
def written_down(meeting, days):
    """As if the meeting and its terms were written down so many days ago."""
    then = timezone.now() - datetime.timedelta(days=days)
    TermSet.objects.filter(body=meeting.body).update(recorded_at=then)
    return then


def test_the_chair_hears_when_the_day_has_passed(world, monkeypatch):
    meeting = set_up(later)(coming_in(world, 7), 2)
    known_since(monkeypatch, written_down(meeting, 30))
    assert JOB() == 1
    assert JOB() == 0
    assert mailed() == [("Vera Voorzitter", "Nog niet gedaan")]


def known_since(monkeypatch, then):
    """History is append-only, so the moment a meeting was first written down is given here."""
    real = reminding._meetings

    def known():
        rows = list(real())
        for row in rows:
            row.written_at = then
        return rows

    monkeypatch.setattr(reminding, "_meetings", known)


def test_a_day_that_was_past_when_it_was_written_down_has_no_consequences(world):
    coming_in(world, 5)
    assert JOB() == 0
    assert not OutgoingMail.objects.filter(kind=reminding.KIND).exists()


def test_no_mail_about_meetings_of_the_past_or_that_are_off_or_done(world, monkeypatch):
    meeting = coming_in(world, 8, minutes_days=3)
    known_since(monkeypatch, timezone.now())
    set_up(held)(meeting, 20)
    publish(meeting)
    assert JOB() == 0, "an agenda that was put in afterwards asks for no minutes"
    off = a_meeting(world.coalition, "Gaat niet door", days=8)
    off.cancel(by=world.secretary, reason="Ziek")
    done = a_meeting(world.coalition, "Klaar", days=8)
    publish(done)
    assert JOB() == 0


def test_minutes_are_asked_for_after_a_meeting_that_was_held(world, monkeypatch):
    meeting = coming_in(world, 8, agenda_days=None, minutes_days=3)
    publish(meeting)
    set_up(held)(meeting, 2)
    known_since(monkeypatch, written_down(meeting, 30))
    assert JOB() == 1
    assert {subject for _, subject in mailed()} == {"Nog 1 dag"}


def test_another_day_is_told_anew(world):
    meeting = coming_in(world, 8)
    JOB()
    set_up(Meeting.objects.filter(pk=meeting.pk).update)(starts_at=meeting.starts_at + DAY, ends_at=None)
    assert JOB() == 1
    assert TermNotice.objects.count() == 2


def test_a_mail_that_waits_lapses_when_it_is_done_or_its_reader_left(world):
    meeting = coming_in(world, 8)
    JOB()
    rows = OutgoingMail.objects.filter(kind=reminding.KIND)
    assert all(map(permission.still_may_go, rows))
    end(world.secretary.person.mandates.get())
    assert [row.to_person.name for row in rows if permission.still_may_go(row)] == ["Bo Bureau"]
    publish(meeting)
    assert not any(map(permission.still_may_go, rows))


def test_a_job_that_is_killed_between_mail_and_notice_leaves_neither(world, monkeypatch):
    coming_in(world, 8)

    class Killed(BaseException):
        pass

    def kill(name):
        if name == "term.before_notice":
            raise Killed

    monkeypatch.setattr(reminding, "killpoint", kill)
    with pytest.raises(Killed), transaction.atomic():
        JOB()
    assert not mailed()
    monkeypatch.setattr(reminding, "killpoint", lambda name: None)
    assert JOB() == 1
    assert len(mailed()) == 2


def test_the_database_holds_one_notice_per_term_moment_and_day(world):
    coming_in(world, 8)
    JOB()
    (row,) = TermNotice.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic(), acting(SystemActor.SETUP):
        TermNotice.objects.create(meeting=row.meeting, kind=row.kind, moment=row.moment, due_on=row.due_on)


def test_somebody_without_an_address_holds_nobody_up(world):
    coming_in(world, 8)
    set_up(Person.objects.filter(pk=world.secretary.person_id).update)(email="")
    assert JOB() == 1
    assert [name for name, _ in mailed()] == ["Bo Bureau"]


def test_the_werkbank_says_what_is_due_to_who_keeps_the_agenda(world):
    coming_in(world, 9)
    told = {
        name: any("Publiceer de agenda" in todo.title for todo in todos(user))
        for name, user in (
            ("secretary", world.secretary),
            ("member", world.member),
            ("other", world.other_member),
        )
    }
    assert told == {"secretary": True, "member": False, "other": False}
