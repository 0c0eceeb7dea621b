"""Aanleiding: three groups with their dates, each as far as its reader may read it."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.council.models import CouncilDossier, CouncilSession, SessionReason
from governance.council.sessions.reasons import candidates, reasons_of
from tests.governance.council.meeting import a_session
from tests.governance.council.registers import a_commitment, a_committee, a_motion, a_notice
from tests.governance.test_decide import form_of, text
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


@set_up
def because(session: CouncilSession, **what: Any) -> None:
    SessionReason.objects.create(session=session, **what)


def url_of(session: CouncilSession) -> str:
    return reverse("council_session_reasons", args=[session.pk])


def test_who_keeps_the_register_ticks_them_and_everybody_sees_three_groups(world: World, as_: Any) -> None:
    session = a_session(a_committee(world.staten))
    client, url = as_(world.clerk), url_of(session)
    later = a_commitment(world.staten, "Later beloofd", promised_on=datetime.date(2024, 7, 17))
    first = a_commitment(world.staten, "Eerst beloofd")
    motion, letter = (
        a_motion(world.staten, "Wees duidelijk"),
        a_notice(world.staten, dated_on=session.held_on),
    )
    form = {"commitment": [later.pk, first.pk], "motion": [motion.pk], "notice": [letter.pk]}
    assert client.post(url, form).status_code == 302
    groups = reasons_of(session, world.bureau)
    assert [(group.title, [row for row, _ in group.rows]) for group in groups] == [
        ("Toezeggingen", [first, later]), ("Motie", [motion]), ("Mededeling", [letter]),
    ]  # fmt: skip
    page = text(Client(), session.get_absolute_url())
    for words in ("Toezeggingen", "Eerst beloofd", "5 juni 2024", "17 juli 2024", "Wees duidelijk"):
        assert words in page
    for row in (first, motion, letter):
        assert session.title in text(Client(), row.get_absolute_url())


def test_what_is_closed_is_not_there_for_others(world: World) -> None:
    session = a_session(world.staten)
    secret = a_commitment(world.staten, "GEHEIM", publicity="besloten", publicity_ground="Woo")
    because(session, commitment=secret)
    assert "GEHEIM" not in text(Client(), session.get_absolute_url())
    assert [group.title for group in reasons_of(session, world.council_member)] == []
    assert [group.title for group in reasons_of(session, world.statenlid)] == ["Toezegging"], "the control"
    open_one = a_commitment(world.staten)
    hidden = a_session(world.staten, "BESLOTEN", publicity="besloten", publicity_ground="Woo")
    because(hidden, commitment=open_one)
    assert "BESLOTEN" not in text(Client(), open_one.get_absolute_url())


def test_offered_is_what_runs_here_and_what_is_in_the_dossier(world: World) -> None:
    with acting(SystemActor.SETUP):
        dossier = CouncilDossier.objects.create(name="Acute zorg")
    session = a_session(world.staten, dossier=dossier)
    running, elsewhere = a_commitment(world.staten), a_commitment(world.council, "Van een ander")
    same = a_commitment(world.council, "Zelfde dossier", dossier=dossier)
    old, new = a_notice(world.staten, "Oud"), a_notice(world.staten, "Nieuw", dated_on=session.held_on)
    offered = candidates(session, world.bureau)
    assert {*offered["commitment"]} == {running, same}
    assert list(offered["notice"]) == [new]
    because(session, notice=old)
    assert list(candidates(session, world.bureau)["notice"]) == [old, new], "what is ticked stays there"
    assert elsewhere not in offered["commitment"]


def test_what_another_ticks_meanwhile_stays(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    mine, theirs = a_commitment(world.staten, "Van mij"), a_commitment(world.staten, "Van een ander")
    client, url = as_(world.clerk), url_of(session)
    seen = form_of(client, url)["seen"] or ""
    because(session, commitment=theirs)
    client.post(url, {"seen": seen, "commitment": [mine.pk]})
    assert {*session.reasons.values_list("commitment", flat=True)} == {mine.pk, theirs.pk}
    seen = form_of(client, url)["seen"]
    client.post(url, {"seen": seen, "commitment": [theirs.pk]})
    assert {*session.reasons.values_list("commitment", flat=True)} == {theirs.pk}, (
        "the control: what I untick goes"
    )


def test_a_reason_is_one_thing_once(world: World) -> None:
    session, row = a_session(world.staten), a_commitment(world.staten)
    because(session, commitment=row)
    for what in ({"commitment": row}, {}, {"commitment": row, "motion": a_motion(world.staten)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            because(session, **what)


def test_rubbish_in_the_form_is_said(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    client = as_(world.clerk)
    answer = client.post(url_of(session), {"commitment": [uuid.uuid4()], "seen": "x:y commitment:z :"})
    assert answer.context["form"].errors["commitment"] == ["Kies iets uit de lijst."]
    assert client.post(url_of(session), {"seen": "x:y commitment:z :"}).status_code == 302


def questions(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_many_reasons_cost_as_much_as_one(world: World, as_: Any) -> None:
    session, client = a_session(world.staten), as_(world.clerk)
    because(session, commitment=a_commitment(world.staten))
    client.get(session.get_absolute_url())
    few = questions(client, session.get_absolute_url())
    for at in range(10):
        because(session, commitment=a_commitment(world.staten, f"Nummer {at}"))
    assert questions(client, session.get_absolute_url()) == few
