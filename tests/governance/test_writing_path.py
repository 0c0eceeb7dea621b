"""One theme, from the five questions to the signature of the programmateam, through the pages."""

import re

import pytest
from django.urls import reverse

from governance.writing.models import HandIn, HarvestCluster, HarvestItem, HarvestSession, WorkedTask
from governance.writing.steps import Step
from tests.governance import writing
from themes.criteria.models import AssessmentCriterion
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    return writing.a_team(world)


def post(client, address, /, *args, **data):
    """Post and follow the redirect; the page it ends at."""
    answer = client.post(reverse(address, args=args), data, follow=True)
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    return answer.content.decode()


def harvested(team, as_):
    """At the table, and with the code on a phone without an account."""
    pk, lead, guest = team.assignment.pk, as_(team.lead), as_(None)
    question = team.assignment.theme.generation.questions.first()
    post(as_(team.expert), "writing_harvest", pk, question=question.pk, text="De bus komt te weinig")
    post(lead, "harvest_session_new", pk, title="Startdag", guests_read="on")
    session = HarvestSession.objects.get()
    assert session.code in lead.get(session.get_absolute_url()).content.decode()
    assert "Startdag" in post(guest, "harvest_door", code=session.code.lower())
    said = post(guest, "harvest_guest", session.code, question=question.pk, text="Ouderen zitten alleen")
    assert "Ouderen zitten alleen" in said
    post(lead, "harvest_session_close", session.pk)
    closed = guest.post(reverse("harvest_guest", args=[session.code]), {"text": "Net te laat"})
    assert (closed.status_code, "Net te laat" in closed.content.decode()) == (410, True)
    assert guest.get(reverse("harvest_guest_list", args=[session.code])).status_code == 286


def focused(team, as_):
    """One cluster with the focus."""
    pk, expert = team.assignment.pk, as_(team.expert)
    post(as_(team.lead), "writing_step", pk, to=Step.FOCUS)
    post(expert, "writing_clusters", pk, name="Vervoer")
    cluster = HarvestCluster.objects.get()
    items = [f"{item.pk}:{item.version}" for item in HarvestItem.objects.all()]
    moved = post(expert, "writing_arrange", pk, item=items, into=cluster.pk)
    assert "2 opbrengsten staan nu in “Vervoer”" in moved
    post(expert, "writing_cluster", cluster.pk, name="Vervoer", chosen="on", why="Komt vaak terug", version=1)
    return cluster


def prioritised(team, as_, cluster):
    pk, lead, expert = team.assignment.pk, as_(team.lead), as_(team.expert)
    post(lead, "writing_step", pk, to=Step.PRIORITISE)
    assert [todo.title for todo in todos(team.expert)] == [f"Geef je stem: {team.assignment.theme}"]
    scores = {f"score-{cluster.pk}-{c.pk}": "4" for c in AssessmentCriterion.objects.all()}
    shown = post(expert, "writing_ballot", pk, **{f"dots-{cluster.pk}": "3", "version": "0", **scores})
    assert "3 stippen" in shown
    assert "gemiddeld 4,0" in shown
    post(lead, "writing_step", pk, to=Step.CONCRETISE)
    assert "Het stemmen is gesloten" in expert.get(reverse("writing_ballot", args=[pk])).content.decode()


def written(team, as_, cluster, organisation):
    pk, expert = team.assignment.pk, as_(team.expert)
    words = {
        "title": "Een bus per uur",
        "goal": "Iedereen komt er",
        "measure": "Een bus",
        "scale": "regionaal",
    }
    post(expert, "worked_task_new", pk, **words, clusters=[cluster.pk], organisations=[organisation.pk])
    assert WorkedTask.objects.get().organisations.get() == organisation
    post(expert, "paragraph_new", pk, heading="Waarom", text="<p>Omdat de bus te weinig komt.</p>")
    post(as_(team.lead), "writing_hand_in", pk)
    return HandIn.objects.get()


def returned(team, as_, version, reviewer):
    """A remark, back, an answer, and a second version."""
    lead, part = as_(team.lead), version.content["paragraphs"][0]["id"]
    url = f"{reverse('remark_new', args=[version.pk])}?alinea={part}"
    assert (
        "Wie betaalt dit?" in reviewer.post(url, {"text": "Wie betaalt dit?"}, follow=True).content.decode()
    )
    assert "nog opmerkingen open" in post(reviewer, "hand_in_sign", version.pk, aspect="inhoud")
    post(reviewer, "hand_in_return", version.pk)
    assert [todo.why for todo in todos(team.lead)] == [
        "Een opmerking van het programmateam wacht op antwoord."
    ]
    remark, paragraph = version.remarks.get(), team.assignment.paragraphs.get()
    post(lead, "remark_answer", remark.pk, text="De provincie, dat staat er nu.")
    assert todos(team.lead) == []
    text = "<p>Omdat de bus te weinig komt. De provincie betaalt.</p>"
    post(lead, "paragraph", paragraph.pk, heading="Waarom", text=text, version=paragraph.version)
    post(lead, "writing_hand_in", team.assignment.pk)
    post(reviewer, "remark_settle", remark.pk)


def test_from_harvest_to_signature(world, team, as_):
    reviewer = as_(world.other_member)
    harvested(team, as_)
    cluster = focused(team, as_)
    prioritised(team, as_, cluster)
    version = written(team, as_, cluster, world.partner_org)
    assert [todo.url for todo in todos(world.other_member)] == [version.get_absolute_url()]
    returned(team, as_, version, reviewer)
    second = HandIn.objects.get(number=2)
    shown = reviewer.get(second.get_absolute_url()).content.decode()
    assert "Gewijzigd" in shown
    assert "De provincie betaalt." in shown
    for aspect in ("proces", "inhoud", "samenhang"):
        post(reviewer, "hand_in_sign", second.pk, aspect=aspect)
    team.assignment.refresh_from_db()
    assert team.assignment.step == Step.AGREED
    assert [todo.title for todo in todos(world.other_member)] == [
        f"Neem opgaven over: {team.assignment.theme}"
    ]


def test_the_programmateam_reads_what_was_handed_in_and_no_more(world, team, as_):
    version = writing.handed_in(team)
    reviewer = as_(world.other_member)
    page = reviewer.get(team.assignment.get_absolute_url()).content.decode()
    assert f"Versie {version.number}" in page
    assert reverse("writing_harvest", args=[team.assignment.pk]) not in page
    inner = ("writing_harvest", "writing_clusters", "writing_ballot", "writing_text", "writing_harvest_list")
    assert [reviewer.get(reverse(name, args=[team.assignment.pk])).status_code for name in inner] == [403] * 5
    assert reviewer.get(version.get_absolute_url()).status_code == 200


def test_a_remark_is_about_a_paragraph_a_task_or_the_whole_and_nothing_else(world, team, as_):
    version, reviewer = writing.handed_in(team), as_(world.other_member)
    task = version.content["tasks"][0]["id"]
    for part, text in ((task, "Wie doet dit?"), ("", "Mooi geheel")):
        url = f"{reverse('remark_new', args=[version.pk])}?alinea={part}"
        assert text in reviewer.post(url, {"text": text}, follow=True).content.decode()
    assert [str(remark.paragraph) for remark in version.remarks.all()] == [task, "None"]
    elsewhere = f"{reverse('remark_new', args=[version.pk])}?alinea={version.pk}"
    assert reviewer.post(elsewhere, {"text": "Nergens"}).status_code == 404


def test_two_editors_of_a_paragraph_see_both_texts(team, as_):
    writing.concretising(team)
    paragraph = writing.a_paragraph(team)
    seen = {"heading": "Waarom", "version": paragraph.version}
    post(as_(team.lead), "paragraph", paragraph.pk, **seen, text="<p>Eerste</p>")
    url = reverse("paragraph", args=[paragraph.pk])
    answer = as_(team.expert).post(url, {**seen, "text": "<p>Tweede</p>"})
    assert answer.status_code == 409
    assert "Eerste" in answer.content.decode()
    assert "Tweede" in answer.content.decode()
    paragraph.refresh_from_db()
    assert paragraph.text == "<p>Eerste</p>"


def test_an_overlap_is_seen_by_both_teams_and_answered(world, team, as_):
    other = writing.a_team(
        world, "Kreken", theme=writing.making.theme(team.assignment.theme.generation, "Kreken")
    )
    cluster = writing.a_cluster(team, "Vervoer")
    secret = writing.an_item(team, "Dit blijft binnen")
    post(
        as_(team.expert),
        "overlap_new",
        cluster.pk,
        other=other.assignment.pk,
        note="De bus komt ook hier niet",
    )
    told = as_(other.expert).get(other.assignment.get_absolute_url()).content.decode()
    assert "Vervoer" in told
    assert "De bus komt ook hier niet" in told
    assert secret.text not in told
    overlap = cluster.overlaps.get()
    post(as_(other.lead), "overlap_answer", overlap.pk, answer="Samen oppakken", version=overlap.version)
    assert "Samen oppakken" in as_(team.lead).get(team.assignment.get_absolute_url()).content.decode()
    answer = as_(team.lead).post(
        reverse("overlap_answer", args=[overlap.pk]), {"answer": "Zelf", "version": 2}
    )
    assert answer.status_code == 404


def test_a_move_of_opbrengsten_is_undone_and_never_over_somebody_else(team, as_):
    lead, items = as_(team.lead), [writing.an_item(team, f"Opbrengst {n}") for n in range(3)]
    first, second = writing.a_cluster(team, "Een"), writing.a_cluster(team, "Twee")
    pk, ticked = team.assignment.pk, [f"{item.pk}:{item.version}" for item in items]
    post(lead, "writing_arrange", pk, item=ticked, into=first.pk)
    assert "iemand anders was je voor" in post(
        as_(team.expert), "writing_arrange", pk, item=ticked, into=second.pk
    )
    assert first.items.count() == 3
    assert "Ongedaan gemaakt" in post(lead, "writing_undo", pk)
    assert first.items.count() == 0
    assert "al gedaan" in post(lead, "writing_undo", pk)


def test_a_hidden_opbrengst_leaves_the_phones_and_says_why_to_the_team(team, as_):
    from governance.writing.models.harvest import open_session

    session = open_session(team.assignment, by=team.lead, title="Startdag")
    item = writing.an_item(team, "Mevrouw Voorbeeld heeft dit", session=session)
    url = reverse("harvest_guest", args=[session.code])
    assert item.text in as_(None).get(url).content.decode()
    post(as_(team.lead), "harvest_hide", item.pk, reason="Naam van een inwoner", version=item.version)
    assert item.text not in as_(None).get(url).content.decode()
    seen = as_(team.expert).get(reverse("writing_harvest", args=[team.assignment.pk])).content.decode()
    assert item.text not in seen
    assert "Naam van een inwoner" in seen
    assert as_(team.expert).get(reverse("harvest_hide", args=[item.pk])).status_code == 403


def test_the_list_costs_next_to_nothing_while_nothing_is_said(team, as_, django_assert_max_num_queries):
    from governance.writing.models.harvest import open_session

    session = open_session(team.assignment, by=team.lead, title="Startdag")
    writing.an_item(team, "Eerste", session=session)
    guest, url = as_(None), reverse("harvest_guest_list", args=[session.code])
    full = guest.get(url)
    stamp = re.search(r"stand=([\w-]+)", full.content.decode())[1]
    # The transaction, the session by its code, and the stamp of the list.
    with django_assert_max_num_queries(5):
        assert guest.get(url, headers={"If-None-Match": full["ETag"]}).status_code == 304
    with django_assert_max_num_queries(5):
        assert guest.get(url, {"stand": stamp}).status_code == 204
    writing.an_item(team, "Tweede", session=session)
    assert "Tweede" in guest.get(url, {"stand": stamp}).content.decode()


def test_the_overview_costs_the_same_for_two_teams_and_for_ten(world, as_, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, url = as_(world.bureau), reverse("writing")
    teams = [writing.a_team(world, f"Team {n}") for n in range(2)]
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    teams += [writing.a_team(world, f"Team {n}") for n in range(2, 10)]
    with django_assert_num_queries(len(few)):
        assert client.get(url).content.decode().count("Schrijfteam Team") == len(teams)
