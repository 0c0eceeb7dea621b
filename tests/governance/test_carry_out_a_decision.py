"""An organisation is asked to carry a decision out, answers for itself, and says what shows that it is done."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.executions.models import Execution, ExecutionAnswer
from governance.meetings.models import ItemSubject
from tests.governance.agendas import publish
from tests.governance.deciding import a_proposal, adopt, an_item_of, decided, in_writing
from tests.governance.executing import WHAT, asked, promised
from tests.real_files import pdf
from tests.themes import making
from tests.themes.reading import words
from tests.world import end, fresh, set_up
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TOMORROW = timezone.localdate() + DAY
CLOSED = {"publicity": "besloten", "publicity_ground": "Woo artikel 5.1"}


def send(client, path, **typed):
    """The form as its reader got it, with what they typed."""
    return client.post(path, {"version": client.get(path).context["form"]["version"].value(), **typed})


def shown(answer):
    return " ".join(answer.content.decode().split())


def refused(write, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def test_the_whole_way_from_decision_to_done(world, as_):
    decision = decided(world.coalition)
    staff, partner = as_(world.secretary), as_(world.partner)
    path = reverse("execution_ask", args=[decision.pk])
    typed = {
        "organisations": [str(world.partner_org.pk)],
        "point": "1",
        "what": WHAT,
        "due_on": TOMORROW.isoformat(),
    }
    assert send(staff, path, **typed).status_code == 302
    row = Execution.objects.get()
    assert (row.organisation, row.point, row.due_on, row.state) == (
        world.partner_org,
        1,
        TOMORROW,
        "gevraagd",
    )

    home = words(partner, "/partner/")
    assert home.index("Wat er van jullie wordt gevraagd") < home.rindex(WHAT) < home.index("Jullie afspraken")
    answer = reverse("execution_answer", args=[row.pk])
    assert send(partner, answer, answer="ja").status_code == 302
    done = reverse("execution_done", args=[row.pk])
    proof = SimpleUploadedFile("foto van het team.pdf", pdf("bewijs"), "application/pdf")
    assert (
        send(partner, done, evidence="Alle teams hebben een naam op de deur.", upload=proof).status_code
        == 302
    )
    row.refresh_from_db()
    assert row.state == "gedaan"
    assert "Alle teams hebben een naam op de deur." in words(staff, row.get_absolute_url())
    told = ExecutionAnswer.objects.get(state="gedaan")
    assert staff.get(reverse("execution_evidence", args=[told.pk])).status_code in {200, 404}
    assert "1 gedaan" in words(Client(), decision.get_absolute_url())


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(world, as_):
    decision = decided(world.coalition)
    path = reverse("execution_ask", args=[decision.pk])
    answer = send(as_(world.secretary), path, what=WHAT, due_on="2020-01-01")
    assert answer.status_code == 422
    for said in ("Kies een organisatie.", "Deze dag is voorbij.", WHAT):
        assert said in shown(answer)
    asked(decision, world.partner_org)
    again = send(as_(world.secretary), path, what=WHAT, organisations=[str(world.partner_org.pk)])
    assert f"Dit is al gevraagd aan: {world.partner_org.name}." in shown(again)


def test_no_without_a_reason_is_asked_for_one(world, as_):
    row = asked(decided(world.coalition), world.partner_org)
    answer = send(as_(world.partner), reverse("execution_answer", args=[row.pk]), answer="nee")
    assert answer.status_code == 422
    assert "Schrijf op waarom jullie dit niet doen." in shown(answer)
    row.decline(by=fresh(world.partner), reason="Te weinig mensen")
    assert "doet dit niet" in words(as_(world.secretary), "/werkbank/")
    row.accept(by=fresh(world.partner))
    assert row.state == "toegezegd", "an organisation may come back on its no"


def test_nobody_answers_for_an_organisation_and_twice_is_once(world):
    row = asked(decided(world.coalition), world.partner_org)
    for other in (world.bureau, world.secretary, world.other_partner):
        with pytest.raises(PermissionDenied):
            row.accept(by=fresh(other))
    row.accept(by=fresh(world.partner))
    row.accept(by=fresh(world.partner))
    assert ExecutionAnswer.objects.count() == 1
    with pytest.raises(ValidationError):
        row.decline(by=fresh(world.partner), reason="Toch niet")


def test_the_database_lets_nobody_answer_for_another(world):
    row = asked(decided(world.coalition), world.partner_org)
    written = set_up(lambda who: ExecutionAnswer.objects.create(
        execution=row, organisation=world.partner_org, state="toegezegd", person=who.person
    ))  # fmt: skip
    refused(lambda: written(world.secretary), "does not speak")
    assert written(world.partner).pk, "the control: who speaks for it can"


def test_only_what_was_adopted_is_carried_out_and_only_its_own_points(world):
    proposal = in_writing(world.coalition)
    refused(lambda: asked(proposal, world.partner_org), "no such point")
    decision = decided(world.coalition)
    refused(lambda: asked(decision, world.partner_org, point=3), "no such point")
    assert asked(decision, world.partner_org, point=2).pk, "the control"


def test_what_was_answered_stays_what_was_asked(world):
    row = promised(decided(world.coalition), world.partner_org, world.partner)
    rewrite = set_up(lambda: Execution.objects.filter(pk=row.pk).update(what="Iets anders"))
    refused(rewrite, "what was asked")
    fresh_one = asked(decided(world.coalition, "Ander besluit"), world.partner_org)
    rewritten = set_up(lambda: Execution.objects.filter(pk=fresh_one.pk).update(what="Iets anders"))()
    assert rewritten == 1, "the control: what nobody answered yet is rewritten"


READERS = ("visitor", "member", "partner", "other_partner", "bureau")


def seen_by(world, as_, row):
    """Who of the readers opens its page."""
    clients = {name: as_(world.readers[name]) if world.readers[name] else Client() for name in READERS}
    return {name for name, client in clients.items() if client.get(row.get_absolute_url()).status_code == 200}


def test_a_promise_is_as_public_as_the_decision_and_a_question_is_not(world, as_):
    open_one = asked(decided(world.coalition), world.partner_org)
    inside = {"member", "partner", "bureau"}
    assert seen_by(world, as_, open_one) == inside
    open_one.accept(by=fresh(world.partner))
    assert seen_by(world, as_, open_one) == {*READERS}
    closed = promised(decided(world.coalition, "Besloten", **CLOSED), world.partner_org, world.partner)
    assert seen_by(world, as_, closed) == inside


def test_who_is_asked_because_of_a_closed_decision_reads_the_question_and_not_the_decision(world, as_):
    row = asked(decided(world.other, "GEHEIME-TITEL", points=["GEHEIM-PUNT"], **CLOSED), world.partner_org)
    for path in (
        "/partner/",
        row.get_absolute_url(),
        reverse("execution_answer", args=[row.pk]),
        "/besluiten/uitvoering/",
    ):
        page = as_(world.partner).get(path)
        assert page.status_code == 200
        assert "GEHEIM" not in page.content.decode()
    assert as_(world.partner).get(row.decision.get_absolute_url()).status_code == 404


def test_the_board_tells_no_theme_of_a_closed_talk(world, as_):
    theme = making.theme(making.generation(), "Welzijn bij dementie")
    item = an_item_of(world.coalition, "GEHEIM PUNT", publicity="besloten")
    set_up(ItemSubject.objects.create)(item=item, theme=theme)
    publish(item.meeting)
    decision = adopt(a_proposal(item, title="Openbaar", publicity="openbaar", publicity_ground=""))
    row = promised(decision, world.partner_org, world.partner, what="Wat er gebeurt")
    address = "/besluiten/uitvoering/"
    for reader, knows in ((as_(world.member), True), (as_(world.partner), False), (Client(), False)):
        page = reader.get(address)
        assert row.what in page.content.decode()
        assert (theme in page.context["form"].fields["thema"].queryset) == knows
        assert (theme.name in page.content.decode()) == knows
    other = promised(decided(world.coalition), world.partner_org, world.partner, what="Iets anders")
    only = as_(world.member).get(f"{address}?thema={theme.pk}").content.decode()
    assert row.what in only
    assert other.what not in only


def test_the_board_narrows_and_says_what_is_late(world, as_):
    asked(decided(world.coalition), world.partner_org, what="Met haast", due_on=TOMORROW - 2 * DAY)
    promised(decided(world.coalition), world.other_org, world.other_partner, what="Zonder haast")
    board, address = as_(world.secretary), "/besluiten/uitvoering/"
    everything = words(board, address)
    assert "1 toegezegd" in everything
    assert "1 te laat" in everything
    for query, there, gone in (
        (f"organisatie={world.other_org.pk}", "Zonder haast", "Met haast"),
        ("stand=te-laat", "Met haast", "Zonder haast"),
        (f"orgaan={world.coalition.pk}&stand=toegezegd", "Zonder haast", "Met haast"),
    ):
        only = words(board, f"{address}?{query}")
        assert there in only
        assert gone not in only
    assert "Niets gevonden" in words(board, f"{address}?stand=gedaan")
    assert board.get(address, {"organisatie": "rommel", "stand": "x"}).status_code == 200


def test_board_and_pages_cost_the_same_for_two_and_twenty(world, as_):
    decision = decided(world.coalition, points=[f"Punt {n}" for n in range(1, 25)])
    pages = [
        (as_(world.secretary), "/besluiten/uitvoering/"),
        (as_(world.secretary), decision.get_absolute_url()),
        (as_(world.partner), "/partner/"),
    ]

    def cost():
        found = []
        for client, path in pages:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            found.append(len(queries))
        return found

    for point in (1, 2):
        asked(decision, world.partner_org, point=point)
    few = cost()
    for point in range(3, 23):
        asked(decision, world.partner_org, point=point)
    assert cost() == few


def test_who_no_longer_speaks_for_it_answers_no_more(world, as_):
    row = asked(decided(world.coalition), world.partner_org)
    end(world.partner.person.representations.get(organisation=world.partner_org))
    assert as_(world.partner).get(reverse("execution_answer", args=[row.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_answering_and_taking_back_at_once_leave_one_outcome(world):
    row = asked(decided(world.coalition), world.partner_org)

    read = threading.Barrier(2)

    def move(name):
        mine = Execution.objects.get(pk=row.pk)
        read.wait()  # both had the same page before them
        try:
            if name == "accept":
                mine.accept(by=fresh(world.partner))
            else:
                mine.withdraw(by=fresh(world.secretary), reason="Toch niet")
        except (StaleVersion, ValidationError):
            return "late"
        finally:
            connections.close_all()
        return name

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(move, ["accept", "withdraw"]))
    row.refresh_from_db()
    said = ExecutionAnswer.objects.filter(execution=row).values_list("state", flat=True)
    assert outcomes in (["accept", "late"], ["late", "withdraw"])
    assert list(said) == [row.state]
