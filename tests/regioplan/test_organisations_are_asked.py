"""An organisation hears of a proposal: once, while it waits for an answer, and only who speaks for it."""

import datetime
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.agreements.emails import KIND, tell
from regioplan.agreements.jobs import ask_organisations
from regioplan.agreements.models import Agreement
from regioplan.agreements.notices import AgreementNotice
from tests.kernel import zygote
from tests.regioplan import making
from tests.themes.reading import words
from tests.world import end, fresh, representation, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post import permission
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def run():
    with acting(SystemActor.WORKER):
        return ask_organisations()


def test_who_speaks_for_it_is_asked_once_with_the_way_to_the_answer(world, as_):
    when = {"starts_on": datetime.date(2039, 1, 1), "starts_precision": "year"}
    asked = making.proposal(making.a_task(), world.partner_org, proposed_by=world.bureau.person, **when)
    assert (run(), run()) == (1, 0)
    mail = OutgoingMail.objects.get()
    assert mail.to_person == world.partner.person
    path = f"/partner/afspraken/{asked.pk}/"
    for said in (path, asked.what, "Rol: trekker", "Wanneer: vanaf 2039", world.bureau.person.name, "groet"):
        assert said in mail.text
    assert as_(world.partner).get(path).status_code == 200


def test_nobody_is_asked_about_the_past_or_about_what_a_source_tells(world):
    task = making.a_task()
    making.proposal(task, world.partner_org, starts_on=datetime.date(2023, 1, 1), ends_on=YESTERDAY)
    making.imported(task, world.partner_org, role="partner")
    assert run() == 0
    making.proposal(task, world.partner_org, role="financier", ends_on=timezone.localdate())
    assert run() == 1, "the control: this one is not over"


def test_an_organisation_nobody_speaks_for_is_asked_when_somebody_does(world):
    end(world.partner.person.representations.get())
    making.proposal(making.a_task(), world.partner_org)
    assert run() == 0
    representation(world.member, world.partner_org)
    assert run() == 1
    assert OutgoingMail.objects.get().to_person == world.member.person


def over(asked):
    asked.starts_on, asked.ends_on = datetime.date(2023, 1, 1), YESTERDAY
    set_up(asked.save)()


HAPPENS = {
    "nothing": (lambda world, asked: None, 1),
    "answered": (lambda world, asked: asked.accept(by=fresh(world.partner)), 0),
    "taken back": (lambda world, asked: asked.withdraw(by=world.bureau, reason="Toch niet"), 0),
    "is over": (lambda world, asked: over(asked), 0),
    "speaks no more": (lambda world, asked: end(world.partner.person.representations.get()), 0),
}


@pytest.mark.parametrize("happens", HAPPENS)
def test_the_mail_stays_home_when_it_is_no_longer_true(world, happens):
    asked = making.proposal(making.a_task(), world.partner_org)
    run()
    HAPPENS[happens][0](world, asked)
    assert len(claim(20)) == HAPPENS[happens][1]


def test_without_asking_again_the_mail_leaves(world, monkeypatch):
    """The control."""
    asked = making.proposal(making.a_task(), world.partner_org)
    run()
    asked.withdraw(by=world.bureau, reason="Toch niet")
    monkeypatch.delitem(permission._CHECKS, KIND)
    assert len(claim(20)) == 1


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_ask_once(world):
    asked = making.proposal(making.a_task(), world.partner_org)

    def work(number):
        try:
            with acting(SystemActor.WORKER):
                return tell(asked.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 1
    assert AgreementNotice.objects.count() == OutgoingMail.objects.count() == 1


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_halfway_loses_and_doubles_nothing(world):
    task = making.a_task()
    for role in ("trekker", "partner", "financier"):
        making.proposal(task, world.partner_org, role=role)
    with zygote.running() as processes:
        killed = {"do": "ask_organisations", "killpoint": "agreement.before_notice"}
        assert processes.run(killed) == [-signal.SIGKILL]
        assert OutgoingMail.objects.count() == AgreementNotice.objects.count() == 0
        killed = {"do": "ask_organisations", "killpoint": "mail.before_wake_up"}
        assert processes.run(killed) == [-signal.SIGKILL]
        assert OutgoingMail.objects.count() == AgreementNotice.objects.count() == 1
        assert processes.run(*[{"do": "ask_organisations"}] * 3) == [0, 0, 0]
    assert OutgoingMail.objects.count() == AgreementNotice.objects.count() == 3


def edited(client, asked, **more):
    """The answer to the form of a proposal as its page shows it, with other words in it."""
    url = reverse("agreement_edit", args=[asked.pk])
    data = {bound.html_name: bound.value() for bound in client.get(url).context["form"]}
    return client.post(url, {**{key: value for key, value in data.items() if value is not None}, **more})


def test_who_was_written_to_stays_the_one_that_is_asked(world, as_):
    task = making.a_task()
    asked, bureau = making.proposal(task, world.partner_org), as_(world.bureau)
    url = reverse("agreement_edit", args=[asked.pk])
    assert "Trek dit voorstel in" not in words(bureau, url)
    assert edited(bureau, asked, task=making.task_beside(task).pk).status_code == 302, (
        "nobody knows of it yet"
    )
    run()
    page = bureau.get(url)
    assert {"organisation", "task"}.isdisjoint(page.context["form"].fields)
    for said in (world.partner_org.name, "Zorg dichtbij", "Trek dit voorstel in"):
        assert said in page.content.decode()
    assert edited(bureau, asked, what="Twintig huiskamers.").status_code == 302
    assert Agreement.objects.get().what == "Twintig huiskamers."


@pytest.mark.parametrize("name", ["organisation", "task"])
def test_a_page_opened_before_the_mail_moves_nothing_and_keeps_what_was_typed(world, as_, name):
    task = making.a_task()
    asked, bureau = making.proposal(task, world.partner_org), as_(world.bureau)
    url = reverse("agreement_edit", args=[asked.pk])
    data = {bound.html_name: bound.value() for bound in bureau.get(url).context["form"]}
    run()
    other = {"organisation": world.other_org, "task": making.task_beside(task)}[name]
    sent = {**{key: value for key, value in data.items() if value is not None}, name: other.pk}
    page = bureau.post(url, {**sent, "what": "Twintig huiskamers."})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [name]
    assert "Twintig huiskamers." in page.content.decode()
    assert getattr(Agreement.objects.get(), name) != other


@pytest.mark.parametrize("name", ["organisation", "task"])
def test_the_database_moves_no_proposal_somebody_was_told_about(world, name):
    task = making.a_task()
    making.proposal(task, world.partner_org)
    before = {"organisation": world.partner_org, "task": task}[name]
    other = {"organisation": world.other_org, "task": making.task_beside(task)}[name]
    assert set_up(Agreement.objects.update)(**{name: other}) == 1, "the control: nobody was told"
    set_up(Agreement.objects.update)(**{name: before})
    run()
    with pytest.raises(DatabaseError, match="was written to"), transaction.atomic():
        set_up(Agreement.objects.update)(**{name: other})
    assert set_up(Agreement.objects.update)(what="Meer.") == 1


def test_a_role_it_has_already_is_told_beside_the_form_also_once_it_was_written_to(world, as_):
    task = making.a_task()
    making.proposal(task, world.partner_org)
    second = making.proposal(task, world.partner_org, role="partner")
    run()
    page = edited(as_(world.bureau), second, role="trekker", what="Twintig huiskamers.")
    assert page.status_code == 422
    assert "Twintig huiskamers." in page.content.decode()
    assert Agreement.objects.get(pk=second.pk).role == "partner"
