"""Who sees a briefing: drafts for the netwerkbureau and reviewers, closed ones for their council."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Role
from governance.briefings.jobs import announce
from governance.briefings.models import Briefing
from governance.briefings.publication import BriefingPublication
from governance.briefings.reviewing import BriefingShare, share
from governance.briefings.telling import waiting
from tests.governance import letters, printing
from tests.world import fresh, mandate, set_up
from zorgzaam.access import may
from zorgzaam.search import find

CANARY = "kanariegeel"
SOON = datetime.timedelta(hours=1)
EVERYBODY_ELSE = [
    *("visitor", "secretary", "chair", "member", "other_member", "partner", "other_partner", "statenlid"),
    *("clerk", "council_member", "admin"),
]


def secret(world, **extra) -> Briefing:
    """A draft that has the canary in every text."""
    briefing = letters.draft(
        world,
        subject=f"Onderwerp {CANARY}",
        core=f"<p>{CANARY}</p>",
        follow_up=f"<p>{CANARY}</p>",
        portfolio_holder=CANARY,
        expertise_team=CANARY,
        **extra,
    )
    letters.section(briefing, f"Kop {CANARY}", f"<p>{CANARY}</p>")
    letters.attachment(briefing, f"Bijlage {CANARY}")
    return briefing


def desk_urls(briefing) -> list[str]:
    names = [
        "compose",
        "header",
        "core",
        "follow_up",
        "preview",
        "draft_pdf",
        "draft_print",
        "history",
        "review",
        "share",
        "withdraw",
    ]
    section = briefing.sections.get()
    return [
        *(reverse(f"briefing_{name}", args=[briefing.pk]) for name in names),
        reverse("briefing_section", args=[briefing.pk, section.pk]),
        reverse("briefing_text", args=[briefing.pk, section.blocks.get().pk]),
        reverse("briefing_attachment_edit", args=[briefing.pk, briefing.attachments.get().pk]),
    ]


def open_urls(briefing) -> list[str]:
    return [
        *(reverse(name) for name in ("home", "staten", "briefings_published")),
        reverse("search") + f"?q={CANARY}",
        reverse("briefing", args=[briefing.pk]),
        reverse("briefing_version", args=[briefing.pk, 1]),
        reverse("briefing_pdf", args=[briefing.pk, 1]),
    ]


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_a_draft_shows_nothing_to_others(world, as_, role):
    briefing = secret(world)
    client = as_(world.readers[role])
    answers = [client.get(url) for url in [*open_urls(briefing), *desk_urls(briefing)]]
    assert all(
        CANARY.encode()
        not in answer.content.replace(b"?q=kanariegeel", b"").replace(b'value="kanariegeel"', b"")
        for answer in answers
        if "q=" not in answer.request["QUERY_STRING"]
    )
    assert {answer.status_code for answer in answers[-len(desk_urls(briefing)) :]} == (
        {302} if role == "visitor" else {404}
    )
    assert {answer.status_code for answer in answers[4:7]} == {404}
    assert not find(world.readers[role] or answers[0].wsgi_request.user, CANARY)


def test_a_draft_and_nothing_look_the_same(world, as_):
    briefing = secret(world)
    client = as_(world.member)
    absent = client.get(reverse("briefing_compose", args=[world.coalition.pk]))
    hidden = client.get(reverse("briefing_compose", args=[briefing.pk]))
    assert (absent.status_code, hidden.status_code) == (404, 404)


def test_admin_lists_no_drafts_of_others(world, as_):
    secret(world)
    answer = as_(world.admin).get("/beheer/governance/briefing/")
    assert answer.status_code == 200
    assert CANARY.encode() not in answer.content


# ---------------------------------------------------------------- sharing
def test_a_share_lets_one_reviewer_read_until_it_is_over(world, as_):
    briefing = secret(world)
    page = reverse("briefing_compose", args=[briefing.pk])
    as_(world.bureau).post(
        reverse("briefing_share", args=[briefing.pk]),
        {"user": world.chair.pk, "until": _form_time(timezone.now() + SOON), "reason": "Meelezen"},
    )
    client = as_(world.chair)
    assert client.get(page).status_code == 200
    assert printing.pdf_of(client, briefing).status_code == 200
    assert client.get(reverse("briefing_core", args=[briefing.pk])).status_code == 403
    assert as_(world.secretary).get(page).status_code == 404
    set_up(lambda: BriefingShare.objects.update(until=timezone.now() - datetime.timedelta(seconds=1)))()
    assert client.get(page).status_code == 404


def test_ending_a_share_ends_it_now(world, as_):
    briefing = secret(world)
    made = share(briefing, world.chair, by=world.bureau, until=timezone.now() + SOON, reason="Meelezen")
    as_(world.bureau).post(reverse("briefing_share_end", args=[briefing.pk, made.pk]))
    assert as_(world.chair).get(reverse("briefing_compose", args=[briefing.pk])).status_code == 404


def test_a_reviewer_says_something_and_a_chair_may_approve(world, as_):
    briefing = secret(world)
    for who in (world.chair, world.member):
        share(briefing, who, by=world.bureau, until=timezone.now() + SOON, reason="Meelezen")
    url = reverse("briefing_review", args=[briefing.pk])
    briefing.submit(by=world.bureau)
    assert as_(world.member).post(url, {"verdict": "akkoord"}).status_code == 422
    assert as_(world.member).post(url, {"verdict": "opmerking", "remark": "Mooi"}).status_code == 302
    assert (
        as_(world.chair).post(url, {"verdict": "akkoord", "seen": letters.digest_of(briefing)}).status_code
        == 302
    )
    assert list(briefing.reviews.values_list("verdict", flat=True)) == ["akkoord", "opmerking"]


def test_nobody_shares_with_themselves(world, as_):
    briefing = secret(world)
    answer = as_(world.bureau).post(
        reverse("briefing_share", args=[briefing.pk]),
        {"user": world.bureau.pk, "until": _form_time(timezone.now() + SOON), "reason": "Ik"},
    )
    assert answer.status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        share(briefing, world.bureau, by=world.bureau, until=timezone.now() + SOON, reason="Ik")


def test_a_confidential_draft_is_for_those_involved(world):
    briefing = secret(world, publicity="vertrouwelijk", publicity_ground="Personen")
    assert briefing in Briefing.objects.in_hands_of(world.bureau)
    assert briefing not in Briefing.objects.in_hands_of(world.bureau_only)
    share(briefing, world.bureau_only, by=world.bureau, until=timezone.now() + SOON, reason="Nakijken")
    assert briefing in Briefing.objects.in_hands_of(world.bureau_only)


@pytest.mark.parametrize("step", ["offered", "approved"])
def test_offering_or_approving_gives_no_sight_beyond_the_share(world, as_, step):
    briefing = secret(world, publicity="vertrouwelijk", publicity_ground="Personen")
    page = reverse("briefing_compose", args=[briefing.pk])
    shared = share(briefing, world.bureau_only, by=world.bureau, until=timezone.now() + SOON, reason="Lees")
    by = {"offered": world.bureau_only, "approved": world.bureau}[step]
    briefing.submit(by=by)
    if step == "approved":
        briefing.approve(by=world.bureau_only)
    client = as_(world.bureau_only)
    assert client.get(page).status_code == 200
    shared.end(by=world.bureau)
    assert [client.get(url).status_code for url in desk_urls(briefing)] == [404] * len(desk_urls(briefing))
    assert client.get(reverse("briefings")).content.decode().count(CANARY) == 0
    assert as_(world.bureau).get(page).status_code == 200


def test_the_next_draft_does_not_readdress_what_was_published(world, as_):
    briefing = secret(world, publicity="besloten", publicity_ground="Nog in overleg")
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    url = reverse("briefing_header", args=[briefing.pk])
    bureau = as_(world.bureau)
    fields = bureau.get(url).context["form"].fields
    assert fields["addressee"].disabled
    with pytest.raises(IntegrityError, match="published to this addressee"), transaction.atomic():
        letters.change(briefing, world.bureau, addressee=world.council)
    paper = reverse("briefing_pdf", args=[briefing.pk, 1])
    assert as_(world.statenlid).get(paper).status_code == 200
    assert as_(world.council_member).get(paper).status_code == 404


# ---------------------------------------------------------------- published
def test_a_public_one_is_found_read_and_downloaded_by_everybody(world, as_):
    publication = letters.published(world, secret(world))
    for role in ("visitor", "statenlid", "member", "admin"):
        client = as_(world.readers[role])
        for url in open_urls(publication.briefing)[1:]:
            answer = client.get(url)
            assert answer.status_code == 200, (role, url)
            assert CANARY.encode() in answer.content or answer["Content-Type"] == "application/pdf", (
                role,
                url,
            )
    assert [hit.url for hit in find(world.statenlid, CANARY)] == [publication.get_absolute_url()]


def test_a_closed_one_is_for_the_council_it_is_addressed_to(world, as_):
    briefing = secret(world, publicity="besloten", publicity_ground="Nog in overleg")
    letters.published(world, briefing)
    statuses = {
        role: as_(reader).get(reverse("briefing_pdf", args=[briefing.pk, 1])).status_code
        for role, reader in world.readers.items()
    }
    assert {role for role, status in statuses.items() if status == 200} == {
        *("bureau", "bureau_only", "statenlid", "clerk"),
    }
    assert set(statuses.values()) == {200, 404}
    assert find(world.statenlid, CANARY)
    assert not find(world.council_member, CANARY)


def test_an_embargo_holds_until_its_moment(world, as_):
    briefing = secret(world, embargo_until=timezone.now() + SOON)
    publication = letters.published(world, briefing)
    url = briefing.get_absolute_url()
    assert as_(None).get(url).status_code == 404
    assert as_(world.statenlid).get(url).status_code == 404
    assert as_(world.bureau).get(url).status_code == 200
    assert announce() == 0
    past = timezone.now() + 2 * SOON
    assert publication in BriefingPublication.objects.visible_to(world.bureau)
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr("django.utils.timezone.now", lambda: past)
        assert as_(None).get(url).status_code == 200


def test_a_withdrawn_one_leaves_a_tombstone(world, as_):
    publication = letters.published(world, secret(world))
    briefing = publication.briefing
    briefing.withdraw(by=world.bureau, because="Er stond een fout in")
    for url in (briefing.get_absolute_url(), reverse("briefing_pdf", args=[briefing.pk, 1])):
        answer = as_(None).get(url)
        assert answer.status_code == 410
        assert "Er stond een fout in" in answer.content.decode()
    assert not find(world.statenlid, CANARY)
    assert CANARY.encode() not in as_(world.statenlid).get(reverse("staten")).content
    assert as_(world.bureau).get(reverse("briefing_pdf", args=[briefing.pk, 1])).status_code == 200


def at(moment: datetime.datetime) -> "pytest.MonkeyPatch":
    clock = pytest.MonkeyPatch()
    clock.setattr("django.utils.timezone.now", lambda: moment)
    return clock


@pytest.mark.parametrize("withdrawn", ["under embargo", "at its end"])
def test_withdrawn_under_embargo_it_never_was(world, as_, withdrawn):
    end = timezone.now() + SOON
    briefing = secret(world, embargo_until=end)
    letters.published(world, briefing)
    if withdrawn == "under embargo":
        briefing.withdraw(by=world.bureau, because="Toch niet")
    urls = [*open_urls(briefing)[4:], reverse("search") + f"?q={CANARY}"]
    for moment in (end - datetime.timedelta(seconds=1), end, end + datetime.timedelta(seconds=1)):
        clock = at(moment)
        try:
            if withdrawn == "at its end" and moment == end:
                briefing.withdraw(by=world.bureau, because="Toch niet")
            for reader in (None, world.statenlid, world.council_member):
                answers = [as_(reader).get(url) for url in urls[:3]]
                seen = withdrawn == "at its end" and moment >= end
                assert {answer.status_code for answer in answers} == ({410} if seen else {404}), moment
                assert not find(reader or answers[0].wsgi_request.user, CANARY)
            assert as_(world.bureau).get(urls[2]).status_code == 200
        finally:
            clock.undo()


def test_a_tombstone_names_what_was_published_and_not_the_next_draft(world, as_):
    briefing = letters.draft(world, subject="Wat iedereen las")
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    letters.change(briefing, world.bureau, subject=f"Geheim {CANARY}", registration_number="9999999")
    briefing.refresh_from_db()
    briefing.withdraw(by=world.bureau, because="Vervallen")
    page = as_(None).get(briefing.get_absolute_url()).content.decode()
    assert "Wat iedereen las" in page
    assert CANARY not in page
    assert "9999999" not in page


def test_a_right_that_ended_opens_nothing(world):
    briefing = secret(world, publicity="besloten", publicity_ground="Nog in overleg")
    letters.published(world, briefing)
    assert briefing in Briefing.objects.visible_to(fresh(world.statenlid))
    set_up(
        lambda: world.statenlid.person.mandates.update(ends_on=timezone.localdate() - datetime.timedelta(1))
    )()
    assert briefing not in Briefing.objects.visible_to(fresh(world.statenlid))


# ---------------------------------------------------------------- what waits
def test_a_draft_offered_for_review_waits_for_another_than_its_author(world):
    briefing = letters.draft(world)
    assert not waiting(world.bureau_only)
    briefing.submit(by=world.bureau)
    assert [todo.title for todo in waiting(world.bureau_only)] == [briefing.subject]
    assert not waiting(world.bureau)
    briefing.approve(by=world.bureau_only)
    assert [todo.title for todo in waiting(world.bureau)] == [briefing.subject]


def test_the_rules_in_a_table(world):
    briefing = letters.draft(world)
    allowed = {
        "add_briefing": {"bureau", "bureau_only"},
        "change_briefing": {"bureau", "bureau_only"},
        "review_briefing": {"bureau", "bureau_only"},
        "approve_briefing": {"bureau_only", "chair", "clerk"},
        "publish_briefing": {"bureau", "bureau_only"},
        "share_briefing": {"bureau", "bureau_only"},
    }
    readers = {role: reader for role, reader in world.readers.items() if reader}
    for name, roles in allowed.items():
        assert {
            role for role, reader in readers.items() if may(reader, f"governance.{name}", briefing)
        } == roles, name


def test_a_second_mandate_gives_what_its_role_gives(world):
    mandate(world.council_member, world.staten, Role.CLERK)
    assert may(fresh(world.council_member), "governance.approve_briefing", letters.draft(world))


def _form_time(moment: datetime.datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"
