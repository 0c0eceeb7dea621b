"""Who comes to a session hears that it is off, moved, or that they are in another group: once, and by mail."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.council.models import CouncilSession, ItemKind, ProgrammeItem, SessionPlace
from governance.council.sessions import joining
from governance.council.sessions.jobs import tell_who_comes
from governance.council.sessions.telling import KIND
from tests.governance.council.meeting import a_breakout, a_carousel, a_part, a_session, hour, soon
from tests.governance.test_decide import form_of, text
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go
from zorgzaam.ui.dates import day

pytestmark = pytest.mark.django_db


def joined(world: World, **extra: Any) -> CouncilSession:
    session = a_session(world.staten, **extra)
    a_carousel(session)
    joining.join(session, world.statenlid.person, "A", by=world.statenlid)
    return session


@set_up
def changed(session: CouncilSession, **fields: Any) -> None:
    session.refresh_from_db()
    for name, value in fields.items():
        setattr(session, name, value)
    session.save()


def told() -> list[str]:
    """What was put in the post office by now, the oldest first."""
    tell_who_comes()
    return [f"{m.subject}\n{m.text}" for m in OutgoingMail.objects.filter(kind=KIND).order_by("created_at")]


def test_a_session_that_is_off_is_told_with_the_reason_and_once(world: World) -> None:
    session = joined(world)
    assert told() == []
    session.cancel(by=world.clerk, reason="De zaal is dicht")
    assert len(told()) == 1
    (mail,) = told()
    assert mail.startswith("Gaat niet door")
    assert "De zaal is dicht" in mail
    session.plan_again(by=world.clerk, reason="De zaal is weer open")
    assert told()[1].startswith("Gaat toch door")


def test_another_hour_and_another_group_are_told(world: World) -> None:
    session = joined(world)

    changed(session, place="Gemeentehuis")
    (mail,) = told()
    news, _, rest = mail.partition("Verder is nu dit bekend:")
    assert "Gebouw: Gemeentehuis" in news
    assert "Groep" not in news, "what stayed is no news"
    assert "Groep: A" in rest
    joining.join(session, world.statenlid.person, "C", by=world.clerk)
    assert "Groep: C" in told()[1]


def test_the_mail_that_goes_says_what_an_earlier_one_that_lapsed_would_have_said(world: World) -> None:
    session = joined(world)
    changed(session, held_on=soon(9))
    tell_who_comes()
    first = OutgoingMail.objects.get(kind=KIND)
    assert still_may_go(first), "the control: it waits"
    changed(session, place="Gemeentehuis")
    tell_who_comes()
    (goes,) = [mail for mail in OutgoingMail.objects.filter(kind=KIND) if still_may_go(mail)]
    assert goes != first
    assert "Gebouw: Gemeentehuis" in goes.text
    assert f"Dag: {day(soon(9))}" in goes.text


def test_who_comes_to_a_session_without_groups_reads_of_none(world: World) -> None:
    session = a_session(world.staten)
    joining.join(session, world.statenlid.person, by=world.statenlid)
    changed(session, place="Gemeentehuis")
    assert "Groep" not in told()[0]


def test_what_one_does_oneself_is_no_news(world: World) -> None:
    session = joined(world)
    joining.join(session, world.statenlid.person, "B", by=world.statenlid)
    assert told() == []


def test_who_signed_off_or_is_behind_the_news_gets_no_mail(world: World) -> None:
    session = joined(world)
    session.cancel(by=world.clerk, reason="Ziekte")
    assert len(told()) == 1
    mail = OutgoingMail.objects.get(kind=KIND)
    assert still_may_go(mail), "the control"
    session.plan_again(by=world.clerk, reason="Beter")
    tell_who_comes()
    assert not still_may_go(mail), "a newer mail says otherwise"
    newest = OutgoingMail.objects.filter(kind=KIND).latest("created_at")
    assert still_may_go(newest)
    joining.leave(session, world.statenlid.person, by=world.statenlid)
    assert not still_may_go(newest)


def test_what_began_or_was_held_gives_no_mail_and_what_changed_then_is_no_news_later(world: World) -> None:
    session = joined(world)
    today = {"held_on": soon(0), "begins": hour("00:00"), "ends": hour("23:59")}
    changed(session, **today)
    assert told() == [], "it has begun"
    session.hold(by=world.clerk)
    changed(session, ends=hour("23:58"))
    assert told() == [], "it was held"
    changed(session, place="Gemeentehuis", begins=None, ends=None)
    assert told() == [], "nor without hours"
    session.plan_again(by=world.clerk, reason="Per ongeluk")
    assert told() == [], "known by now"
    session.cancel(by=world.clerk, reason="De zaal is dicht")
    assert told()[0].startswith("Gaat niet door"), "the control: who is under way hears that"


def test_what_nobody_was_told_before_gives_no_mail(world: World) -> None:
    session = joined(world)
    set_up(lambda: SessionPlace.objects.update(known={}))()
    session.cancel(by=world.clerk, reason="Ziekte")
    assert told() == []
    assert SessionPlace.objects.get().known, "from now on it is known"


def test_a_session_that_is_off_waits_on_the_first_page(world: World, as_: Any) -> None:
    session = joined(world)
    session.cancel(by=world.clerk, reason="Ziekte")
    assert "Deze sessie gaat niet door" in text(as_(world.statenlid), "/staten/")
    page = text(as_(world.statenlid), session.get_absolute_url())
    assert "U had zich aangemeld" in page
    assert "ingedeeld in groep" not in page


def test_the_programme_moves_along_with_the_session(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    a_part(session, title="Opening")
    a_carousel(session)
    client, url = as_(world.clerk), reverse("council_session_edit", args=[session.pk])
    sent = {
        "title": session.title, "phase": session.phase, "held_on": soon().isoformat(), "begins": "19:30",
        "ends": "21:00", "place": session.place, "publicity": "openbaar", "version": session.version,
    }  # fmt: skip
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "Het onderdeel “Opening” (15:30 – 16:00) valt dan buiten de sessie" in refused.content.decode()
    short = client.post(url, {**sent, "along": "on", "ends": "20:45"})
    assert "“Deelsessies” (20:00 – 21:00)" in short.content.decode()
    assert client.post(url, {**sent, "along": "on"}).status_code == 302
    begins = list(session.programme.order_by("begins").values_list("begins", flat=True))
    assert begins == [hour("19:30"), hour("20:00")]


def test_a_part_that_goes_leaves_its_people_on_the_list_without_a_group(world: World, as_: Any) -> None:
    session = joined(world)
    item = session.programme.get(kind="deelsessies")
    client, url = as_(world.clerk), reverse("session_item_take", args=[session.pk, item.pk])
    assert "Eén persoon heeft dan geen groep meer" in text(client, url)
    assert session.programme.count() == 1, "asked once"
    answer = client.post(url, form_of(client, url), follow=True)
    assert "is weggehaald" in answer.content.decode()
    assert session.places.get().group == ""
    assert "Groep: nog niet bekend" in told()[0]
    assert "Dit was al weggehaald" in client.post(url, follow=True).content.decode()


def test_a_part_goes_only_as_it_was_seen(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    item = a_part(session, "16:00", "17:00", title="Presentatie")
    client, url = as_(world.clerk), reverse("session_item_take", args=[session.pk, item.pk])
    seen = form_of(client, url)
    set_up(ProgrammeItem.objects.filter(pk=item.pk).update)(kind=ItemKind.BREAKOUTS)
    for topic in ("Netwerk", "Acute zorg"):
        a_breakout(item, topic)
    empty = form_of(client, url)
    joining.join(session, world.statenlid.person, "A", by=world.statenlid)
    for late in (seen, empty):
        answer = client.post(url, late)
        assert answer.status_code == 422
        assert "intussen veranderd" in answer.content.decode()
        assert "Eén persoon heeft dan geen groep meer" in answer.content.decode()
        assert (session.programme.count(), session.places.get().group) == (1, "A")
    form = answer.context["form"]
    again = {name: form[name].value() for name in ("version", "losing")}
    assert client.post(url, again).status_code == 302, "what is shown now is done"
    assert session.places.get().group == ""


def test_a_visitor_reads_who_may_come_and_nobody_joins_what_began(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    assert "Log daarvoor in" in text(Client(), session.get_absolute_url())
    assert "plaats in een groep" not in text(as_(world.statenlid), session.get_absolute_url())
    a_carousel(session)
    assert "plaats in een groep" in text(as_(world.statenlid), session.get_absolute_url())
    with acting(SystemActor.SETUP):
        CouncilSession.objects.filter(pk=session.pk).update(
            held_on=soon(0), begins=hour("00:00"), ends=hour("23:59")
        )
    assert "Log daarvoor in" not in text(Client(), session.get_absolute_url())
