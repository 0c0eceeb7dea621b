"""An approved briefing is determined by its portfolio holder, or another records where that was done; then it goes."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from governance.briefings.determining.mail import still_waits, tell_portfolio_holders
from governance.briefings.determining.models import put_before
from governance.briefings.errors import Changed, Refused
from governance.briefings.kinds import BriefingKind
from governance.briefings.models import Briefing, Status
from governance.briefings.telling import waiting
from tests.governance import letters
from tests.world import fresh, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
SOURCE = "Besluitenlijst van Gedeputeerde Staten, punt 4"


@pytest.fixture
def briefing(world):
    """Approved, with the chair as portfolio holder."""
    return letters.approved(world, letters.draft(world, holder=world.chair.person))


def url(name, briefing):
    return reverse(f"briefing_{name}", args=[briefing.pk])


def given(briefing, answer="vastgesteld", **more):
    return {"answer": answer, "seen": letters.digest_of(briefing), **more}


def status():
    return Briefing.objects.get().status


def test_the_portfolio_holder_gets_it_by_a_share_reads_it_and_determines_it(world, as_, briefing):
    holder = as_(world.chair)
    assert holder.get(url("determine", briefing)).status_code == 404
    assert (
        "Leg voor aan de portefeuillehouder"
        in as_(world.bureau).get(url("compose", briefing)).content.decode()
    )
    as_(world.bureau).post(url("put_before", briefing))
    page = holder.get(url("determine", briefing))
    assert page.status_code == 200
    assert "Het overleg in de regio krijgt een nieuwe vorm." in page.content.decode()
    assert [todo.why for todo in waiting(fresh(world.chair))] == [
        f"Mededeling aan {world.staten}: stel het vast."
    ]
    data = {"answer": "vastgesteld", "seen": page.context["form"]["seen"].value()}
    assert holder.post(url("determine", briefing), data).status_code == 302
    briefing.refresh_from_db()
    assert (briefing.status, briefing.determined_by) == (Status.DETERMINED, world.chair.person)
    kept = briefing.determinations.get()
    assert (kept.own, kept.on, kept.text_sha256) == (True, timezone.localdate(), letters.digest_of(briefing))
    assert (
        f"Vastgesteld door {world.chair.person}"
        in as_(world.bureau).get(url("compose", briefing)).content.decode()
    )
    letters.publish_by_page(as_(world.bureau), briefing)
    assert status() == Status.PUBLISHED


def test_it_goes_back_with_what_should_change(world, as_, briefing):
    put_before(briefing, by=world.bureau)
    holder = as_(world.chair)
    empty = holder.post(url("determine", briefing), given(briefing, "terug"))
    assert empty.status_code == 422
    assert "Schrijf op wat er anders moet." in empty.content.decode()
    assert (
        holder.post(
            url("determine", briefing), given(briefing, "terug", remark="Noem het bedrag")
        ).status_code
        == 302
    )
    assert status() == Status.DRAFT
    assert "Noem het bedrag" in as_(world.bureau).get(url("compose", briefing)).content.decode()


def test_nobody_publishes_before_it_was_determined(world, as_, briefing):
    with pytest.raises(Refused, match="Eerst stelt de portefeuillehouder"):
        briefing.publish(by=world.bureau)
    page = as_(world.bureau).post(url("publish", briefing), follow=True).content.decode()
    assert "Eerst stelt de portefeuillehouder dit stuk vast" in page
    assert status() == Status.APPROVED
    with acting(world.bureau), pytest.raises(DatabaseError, match="was not determined"), transaction.atomic():
        Briefing.objects.filter(pk=briefing.pk).update(status=Status.PUBLISHED)


def test_control_a_memo_is_published_without(world):
    memo = letters.approved(world, letters.draft(world, kind=BriefingKind.MEMO))
    with pytest.raises(Refused, match="hoeft niemand vast te stellen"):
        memo.determine(by=world.chair)
    memo.publish(by=world.bureau)
    assert memo.status == Status.PUBLISHED


def test_without_an_account_another_records_where_it_was_done(world, as_):
    briefing = letters.approved(world, letters.draft(world))
    with pytest.raises(Refused, match="geen account"):
        put_before(briefing, by=world.bureau)
    colleague = as_(world.bureau_only)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for data, words in (
        ({"on": "2026-11-03"}, "Schrijf op waar staat"),
        ({"on": tomorrow.isoformat(), "source": SOURCE}, "Deze dag moet nog komen"),
        ({"on": "geen dag", "source": SOURCE}, "Dit is geen datum"),
    ):
        answer = colleague.post(url("record_determination", briefing), given(briefing, **data))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    data = given(briefing, on="2026-11-03", source=SOURCE)
    assert colleague.post(url("record_determination", briefing), data).status_code == 302
    page = as_(world.bureau).get(url("compose", briefing)).content.decode()
    assert SOURCE in page
    assert f"Vastgelegd door {world.bureau_only.person}" in page


def test_four_eyes_no_writer_and_no_offerer_determines_or_records(world, as_, briefing):
    data = given(briefing, on="2026-11-03", source=SOURCE)
    assert as_(world.bureau).get(url("record_determination", briefing)).status_code == 403
    assert as_(world.bureau).post(url("record_determination", briefing), data).status_code == 403
    with pytest.raises(Refused, match="niet zelf vaststellen"):
        briefing.determine(by=world.bureau, on=letters.DAY, source=SOURCE)
    for column in ("author_id", "submitted_by_id"):
        with (
            acting(SystemActor.SETUP),
            pytest.raises(DatabaseError, match="by_another"),
            transaction.atomic(),
        ):
            Briefing.objects.filter(pk=briefing.pk).update(status="vastgesteld", determined_by=F(column))
    assert briefing.determine(by=world.bureau_only, on=letters.DAY, source=SOURCE)


@pytest.mark.parametrize("wrote", [True, False])
def test_the_database_refuses_who_wrote_a_part_of_it(world, wrote):
    briefing = letters.draft(world)
    if wrote:
        letters.change(briefing, world.clerk, core="<p>Van de griffier.</p>")
    letters.approved(world, briefing)
    rows = Briefing.objects.filter(pk=briefing.pk)
    with acting(SystemActor.SETUP), transaction.atomic():
        if not wrote:  # the control
            assert rows.update(status=Status.DETERMINED, determined_by=world.clerk.person) == 1
            return
        with pytest.raises(DatabaseError, match="a writer of the briefing"), transaction.atomic():
            rows.update(status=Status.DETERMINED, determined_by=world.clerk.person)


def test_the_author_is_no_portfolio_holder(world, as_):
    briefing = letters.draft(world)
    with pytest.raises(DatabaseError, match="holder_is_another"), transaction.atomic():
        letters.change(briefing, world.bureau, holder=world.bureau.person)
    page = as_(world.bureau).get(url("header", briefing)).content.decode()
    assert f'value="{world.chair.person_id}"' in page
    assert f'value="{world.bureau.person_id}"' not in page


def test_what_was_not_seen_is_not_determined(world, as_, briefing):
    put_before(briefing, by=world.bureau)
    seen = given(briefing)
    briefing.send_back(by=world.bureau, remark="Nog iets")
    letters.change(briefing, world.bureau, core="<p>Heel andere tekst.</p>")
    letters.approved(world, briefing)
    answer = as_(world.chair).post(url("determine", briefing), seen)
    assert answer.status_code == 409
    assert "Heel andere tekst." in answer.content.decode()
    with pytest.raises(Changed):
        briefing.determine(by=world.chair, seen=seen["seen"])
    assert status() == Status.APPROVED


def test_only_the_named_one_determines(world, as_, briefing):
    letters.shared_with(world, briefing, world.member)
    assert as_(world.member).get(url("determine", briefing)).status_code == 403
    assert as_(world.bureau_only).get(url("determine", briefing)).status_code == 403
    assert as_(world.other_member).get(url("determine", briefing)).status_code == 404
    put_before(briefing, by=world.bureau)
    assert as_(world.chair).get(url("determine", briefing)).status_code == 200
    briefing.shares.get(user=world.chair).end(by=world.bureau)
    assert as_(world.chair).post(url("determine", briefing), given(briefing)).status_code == 404


def test_the_portfolio_holder_gets_one_mail_that_says_nothing_of_it(world, briefing):
    assert tell_portfolio_holders() == 0
    put_before(briefing, by=world.bureau)
    assert tell_portfolio_holders() == 1
    assert tell_portfolio_holders() == 0
    mail = OutgoingMail.objects.get()
    assert (mail.to_person, mail.private) == (world.chair.person, True)
    assert briefing.subject not in mail.text
    assert still_waits(mail)
    briefing.send_back(by=world.bureau, remark="Nog iets")
    assert not still_waits(mail)
    letters.approved(world, briefing)
    assert not still_waits(mail)
    assert tell_portfolio_holders() == 1


def test_it_is_put_before_another_and_only_when_it_was_approved(world, briefing):
    with pytest.raises(Refused, match="zelf de portefeuillehouder"):
        put_before(briefing, by=world.chair)
    briefing.send_back(by=world.bureau, remark="Nog iets")
    with pytest.raises(Refused, match="wacht niet op vaststelling"):
        put_before(briefing, by=world.bureau)


def test_a_next_version_is_determined_anew(world, briefing):
    letters.record(world, briefing)
    briefing.publish(by=world.bureau)
    briefing.revise(by=world.bureau)
    assert briefing.determined_by is None
    letters.approved(world, briefing)
    with pytest.raises(Refused, match="Eerst stelt"):
        briefing.publish(by=world.bureau)


def test_records_that_change_after_it_was_determined_stop_publishing(world):
    briefing = letters.full(world, dated_on=timezone.localdate())
    letters.determined(world, briefing)
    set_up(lambda: type(world.coalition).objects.filter(pk=world.coalition.pk).update(name="Anders"))()
    with pytest.raises(Refused, match="gegevens veranderd"):
        briefing.publish(by=world.bureau)


def at_once(*steps):
    """Each in its own connection, all let go at the same moment; what each gave or raised."""

    def run(step):
        try:
            return step()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_it_is_determined_once(world, briefing):
    put_before(briefing, by=world.bureau)
    answers = at_once(
        lambda: Briefing.objects.get().determine(by=world.chair),
        lambda: letters.record(world, Briefing.objects.get()),
    )
    assert sorted(answers) == [False, True]
    assert briefing.determinations.count() == 1


@pytest.mark.django_db(transaction=True)
def test_determined_while_it_is_sent_back(world, briefing):
    determined, back = at_once(
        lambda: letters.record(world, Briefing.objects.get()),
        lambda: Briefing.objects.get().send_back(by=world.bureau, remark="Wacht"),
    )
    assert back is True
    assert status() == Status.DRAFT
    assert Briefing.objects.get().determined_by is None
    assert determined is True or isinstance(determined, Refused)
