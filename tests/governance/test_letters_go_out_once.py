"""Letters of a round are published by one job: each in its own transaction, none twice, and one that fails stops no
other. Real processes and SIGKILL."""

import datetime
import signal

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.briefings.dispatch import sending
from governance.briefings.dispatch.jobs import publish_asked
from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.jobs import announce
from governance.briefings.models import Briefing, Status
from governance.briefings.publication import BriefingAnnouncement, BriefingPublication
from regioplan.local_actions.models import ActionState, LocalAction
from tests.conftest import FULL
from tests.governance import letters as single
from tests.governance import rounding
from tests.kernel import zygote
from tests.world import end, fresh, mandate, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.claimed import MOST_ATTEMPTS, State
from zorgzaam.post.models import OutgoingMail

POINTS = ["briefing.after_claim", "briefing.before_publication", "briefing.after_publishing"]


def ask(round_, *, by):
    return sending.ask(Briefing.objects.filter(in_round__round=round_), by=by)


def work() -> int:
    with acting(SystemActor.WORKER, reason="test"):
        return publish_asked()


def time_passes() -> None:
    gone = timezone.now() - datetime.timedelta(hours=1)
    set_up(BriefingDispatch.objects.filter(state=State.BUSY).update)(lease_until=gone)


def ready(world, amount=3):
    round_ = rounding.a_round(world, rounding.councils(amount))
    rounding.determined(world, round_)
    return round_


@pytest.mark.django_db
def test_all_go_out_and_pressing_twice_is_one_job(world, as_):
    round_ = ready(world)
    client = as_(world.bureau)
    url = reverse("round_publish", args=[round_.pk])
    assert "3 brieven worden gepubliceerd" in client.post(url, follow=True).content.decode()
    again = client.post(url, follow=True).content.decode()
    assert "al onderweg" in again
    assert BriefingDispatch.objects.count() == 3
    assert work() == 3
    assert work() == 0
    assert [letter.status for letter in rounding.letters(round_)] == [Status.PUBLISHED] * 3
    assert BriefingPublication.objects.count() == 3
    assert {row.published_by for row in BriefingPublication.objects.all()} == {world.bureau.person}
    assert "Alle brieven zijn gepubliceerd" in client.get(round_.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_the_page_tells_how_far_it_is_and_looks_again_by_itself(world, as_):
    round_ = ready(world)
    client = as_(world.bureau)
    client.post(reverse("round_publish", args=[round_.pk]))
    first = BriefingDispatch.objects.due().first()
    with acting(SystemActor.WORKER, reason="test"):
        assert sending.send(first.pk)
    part = client.get(round_.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "1 van 3" in part
    assert 'hx-trigger="every 2s"' in part
    work()
    assert (
        "hx-get" not in client.get(round_.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    )


@pytest.mark.django_db
def test_only_what_is_determined_goes_in_line(world):
    round_ = rounding.a_round(world, rounding.councils(2))
    one, other = rounding.numbered(world, round_)
    for letter in (one, other):
        letter.submit(by=world.bureau)
        letter.approve(by=world.bureau_only)
    single.record(world, one)
    assert ask(round_, by=fresh(world.bureau)) == 1
    work()
    assert [letter.status for letter in rounding.letters(round_)] == [Status.PUBLISHED, Status.APPROVED]


@pytest.mark.django_db
def test_one_that_cannot_go_says_why_stops_no_other_and_is_tried_again(world, as_):
    round_ = ready(world)
    changed = rounding.letters(round_)[0]
    place = changed.addressee.organisation.municipality
    extra = set_up(LocalAction.objects.create)(municipality=place, text="een actie van na het akkoord")
    client = as_(world.bureau)
    client.post(reverse("round_publish", args=[round_.pk]))
    assert work() == 3
    page = client.get(round_.get_absolute_url()).content.decode()
    assert "Sinds het akkoord zijn er gegevens veranderd" in page
    assert "1 brief ging" in page
    assert [letter.status for letter in rounding.letters(round_)] == [
        Status.DETERMINED,
        *[Status.PUBLISHED] * 2,
    ]
    assert work() == 0, "of itself it is not tried again"
    set_up(LocalAction.objects.filter(pk=extra.pk).update)(state=ActionState.STOPPED)
    client.post(reverse("round_publish_one", args=[round_.pk, changed.pk]))
    assert work() == 1
    changed.refresh_from_db()
    assert changed.status == Status.PUBLISHED


@pytest.mark.django_db
def test_an_unforeseen_error_is_told_in_our_words_and_stops_no_other(world, monkeypatch):
    round_ = ready(world)
    ask(round_, by=fresh(world.bureau))
    bad = rounding.letters(round_)[1]
    whole = type(bad).publish

    def breaks(self, *, by, asked):
        if self.pk == bad.pk:
            raise RuntimeError("geheim uit de databank")
        return whole(self, by=by, asked=asked)

    monkeypatch.setattr(type(bad), "publish", breaks)
    assert work() == 3
    row = BriefingDispatch.objects.get(pk=bad.pk)
    assert (row.state, row.said) == (State.FAILED, sending.FAILED)
    assert BriefingPublication.objects.count() == 2


@pytest.mark.django_db
def test_who_lost_the_right_meanwhile_publishes_nothing(world):
    round_ = ready(world, 2)
    ask(round_, by=fresh(world.bureau))
    for row in world.bureau.person.mandates.all():
        end(row)
    work()
    assert BriefingPublication.objects.count() == 0
    assert {row.said for row in BriefingDispatch.objects.all()} == {sending.NO_LONGER}


@pytest.mark.django_db
def test_a_next_version_goes_the_same_way(world):
    round_ = ready(world, 1)
    ask(round_, by=fresh(world.bureau))
    work()
    (letter,) = rounding.letters(round_)
    letter.revise(by=world.bureau)
    single.change(letter, world.bureau, core="<p>Beter gezegd.</p>")
    letter.submit(by=world.bureau)
    letter.approve(by=world.bureau_only)
    single.record(world, letter)
    assert ask(round_, by=fresh(world.bureau)) == 1
    work()
    assert list(letter.publications.order_by("version").values_list("version", flat=True)) == [1, 2]


# ---------------------------------------------------------------- killed
@pytest.fixture
def processes():
    with zygote.running() as found:
        yield found


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_left_goes_on_and_nothing_goes_out_or_is_mailed_twice(world, processes):
    round_ = ready(world, 4)
    for letter in rounding.letters(round_):
        mandate(world.council_member, letter.addressee, "raadslid")
    ask(round_, by=fresh(world.bureau))
    for point in POINTS * (5 if FULL else 1):
        (code,) = processes.run({"do": "send_letters", "killpoint": point})
        assert code in (-signal.SIGKILL, 0), point
        busy = BriefingDispatch.objects.filter(state=State.BUSY)
        left = set(busy.values_list("pk", flat=True))
        # Control: who only took what waits would leave it for ever.
        assert not BriefingDispatch.objects.filter(pk__in=left, state=State.WAITING).exists()
        time_passes()
        set_up(BriefingDispatch.objects.update)(attempts=0)
    codes = processes.run({"do": "send_letters"}, {"do": "send_letters"})
    assert codes == [0, 0]
    time_passes()
    assert processes.run({"do": "send_letters"}) == [0]
    assert [letter.status for letter in rounding.letters(round_)] == [Status.PUBLISHED] * 4
    assert BriefingPublication.objects.count() == 4, "none twice"
    assert set(BriefingDispatch.objects.values_list("state", flat=True)) == {State.DONE}
    with acting(SystemActor.WORKER, reason="test"):
        announce()
    assert BriefingAnnouncement.objects.count() == 4
    mails = OutgoingMail.objects.filter(kind="briefing-published", to_person=world.council_member.person)
    assert mails.count() == 4, "one for each council they sit in"


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_kills_every_worker_is_given_up_with_a_sentence(world, processes):
    round_ = ready(world, 1)
    ask(round_, by=fresh(world.bureau))
    for _ in range(MOST_ATTEMPTS):
        assert processes.run({"do": "send_letters", "killpoint": POINTS[0]}) == [-signal.SIGKILL]
        time_passes()
    assert work() == 1
    row = BriefingDispatch.objects.get()
    assert (row.state, row.said) == (State.FAILED, sending.FAILED)
