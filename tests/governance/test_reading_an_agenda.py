"""Who reads what of an agenda, by every route, and at what cost."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.meetings.models import AgendaItem, AgendaItemShare, Meeting, Paper, PaperShare
from governance.meetings.publishing import served
from tests.governance.agendas import a_meeting, a_paper, agenda_of, an_item, parked, publish
from tests.queries import of_the_page
from tests.world import World, end, fresh
from zorgzaam.access import may
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

OUTSIDERS = (
    "visitor",
    "bureau_only",
    "other_member",
    "partner",
    "statenlid",
    "clerk",
    "council_member",
    "admin",
)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition, "Zorgraad")
    an_item(made, "Opening")
    closed = an_item(made, "KANARIE-B-TITEL", publicity="besloten", explanation="<p>KANARIE-B-TEKST</p>")
    secret = an_item(made, "KANARIE-V-TITEL", publicity="vertrouwelijk", explanation="<p>KANARIE-V-TEKST</p>")
    late = an_item(made, "KANARIE-E-TITEL", embargo_until=timezone.now() + DAY)
    a_paper(closed, "KANARIE-B-STUK", publicity="besloten", filename="KANARIE-B-NAAM.pdf")
    a_paper(secret, "KANARIE-V-STUK", publicity="vertrouwelijk", filename="KANARIE-V-NAAM.pdf")
    a_paper(late, "KANARIE-E-STUK", filename="KANARIE-E-NAAM.pdf")
    open_item = an_item(made, "Open punt")
    a_paper(open_item, "KANARIE-B-BIJLAGE", publicity="besloten", filename="KANARIE-B-BIJ.pdf")
    parked(world.coalition, "KANARIE-P-GEPARKEERD")
    return made


def addresses(meeting: Meeting) -> Iterator[str]:
    """Every address of this agenda that can be asked for."""
    items, papers = AgendaItem.objects.filter(body=meeting.body), Paper.objects.all()
    yield meeting.get_absolute_url()
    for eyes in ("inwoner", "lid", "statenlid"):
        yield f"{meeting.get_absolute_url()}?als={eyes}"
    for name in ("meeting_edit", "meeting_publish", "meeting_history", "agenda_paste", "item_new"):
        yield reverse(name, args=[meeting.pk])
    yield reverse("meeting_version", args=[meeting.pk, 1])
    for item in items:
        for name in ("item", "item_edit", "paper_new", "item_share"):
            yield reverse(name, args=[item.pk])
    for paper in papers:
        for name in ("paper", "paper_edit", "paper_share"):
            yield reverse(name, args=[paper.pk])
    yield reverse("parking_lot", args=[meeting.body_id])
    for url in ("agenda", "meetings", "werkbank", "home"):
        yield reverse(url)
    yield reverse("body", args=[meeting.body_id])
    for words in ("KANARIE", "Zorgraad"):
        yield f"{reverse('search')}?q={words}"
    for model in ("meeting", "agendaitem", "agendapublication"):
        yield reverse(f"admin:governance_{model}_changelist") + "?q=KANARIE"


def text_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + str(dict(answer.items()))


@pytest.mark.parametrize("published", [False, True])
@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_outsider_finds_a_closed_word_anywhere(
    meeting: Meeting, world: World, as_: Callable[..., Client], who: str, published: bool
) -> None:
    if published:
        publish(meeting)
    client = as_(world.readers[who])
    for url in addresses(meeting):
        for method in ("get", "post"):
            answer = getattr(client, method)(url)
            found = (
                text_of(answer)
                .replace("q=KANARIE", "")
                .replace('value="KANARIE"', "")
                .replace("“KANARIE”", "")
            )
            assert "KANARIE-" not in found, f"{method} {url} ({answer.status_code})"


def test_a_member_reads_what_is_besloten_and_no_more(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    page = as_(world.member).get(meeting.get_absolute_url()).content.decode()
    assert "KANARIE-B-TITEL" in page
    assert "KANARIE-B-BIJLAGE" in page
    for hidden in ("KANARIE-V", "KANARIE-E", "KANARIE-P"):
        assert hidden not in page


@pytest.mark.parametrize("who", ["secretary", "chair"])
def test_chair_and_secretary_read_all(
    meeting: Meeting, world: World, as_: Callable[..., Client], who: str
) -> None:
    page = as_(world.readers[who]).get(meeting.get_absolute_url()).content.decode()
    for title in ("KANARIE-B-TITEL", "KANARIE-V-TITEL", "KANARIE-E-TITEL", "KANARIE-P-GEPARKEERD"):
        assert title in page


def test_staff_of_the_body_keep_the_agenda_but_read_nothing_confidential(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    page = as_(world.bureau).get(meeting.get_absolute_url()).content.decode()
    assert "KANARIE-B-TITEL" in page
    assert "KANARIE-V" not in page
    assert "Vertrouwelijk punt" in page
    secret = AgendaItem.objects.get(title="KANARIE-V-TITEL")
    assert as_(world.bureau).get(reverse("item_edit", args=[secret.pk])).status_code == 404


def test_before_publication_members_know_when_and_where_and_nobody_else_that_it_is(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    url = meeting.get_absolute_url()
    answers = {who: as_(reader).get(url).status_code for who, reader in world.readers.items()}
    assert {who for who, status in answers.items() if status == 200} == {
        *("secretary", "chair", "bureau", "member")
    }
    assert set(answers.values()) == {200, 404}
    page = as_(world.member).get(url).text
    assert "De agenda volgt" in page
    assert f"{timezone.localtime(meeting.starts_at):%H:%M}" in page
    for hidden in ("Opening", "KANARIE"):
        assert hidden not in page
    for name in ("werkbank", "meetings"):
        listed = as_(world.member).get(reverse(name)).text
        assert url in listed
        assert "De agenda volgt" in listed
    assert url not in as_(world.partner).get(reverse("agenda")).text


def test_listed_is_opened(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    publish(meeting)
    for reader in world.readers.values():
        client, user = as_(reader), reader or _visitor()
        for paper in Paper.objects.all():
            listed = Paper.objects.visible_to(user).filter(pk=paper.pk).exists()
            assert (client.get(paper.get_absolute_url()).status_code == 200) == listed


def _visitor() -> Any:
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


def test_closed_and_absent_look_the_same(meeting: Meeting, world: World, as_: Callable[..., Client]) -> None:
    import uuid

    publish(meeting)
    paper = Paper.objects.get(title="KANARIE-V-STUK")
    for reader in (None, world.member, world.admin, world.bureau):
        closed = as_(reader).get(paper.get_absolute_url())
        absent = as_(reader).get(reverse("paper", args=[uuid.uuid4()]))
        assert (closed.status_code, absent.status_code) == (404, 404)
        assert closed.content == absent.content


def test_a_paper_downloads_as_a_file_and_nothing_else(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    paper = a_paper(AgendaItem.objects.get(title="Open punt"), "Open stuk", filename="open stuk.pdf")
    publish(meeting)
    answer = as_(None).get(paper.get_absolute_url())
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_a_mandate_that_ended_opens_nothing(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    client = as_(world.member)
    assert "KANARIE-B-TITEL" in client.get(meeting.get_absolute_url()).content.decode()
    end(world.member.person.mandates.get())
    assert "KANARIE" not in client.get(meeting.get_absolute_url()).content.decode()
    assert not AgendaItem.objects.visible_to(fresh(world.member)).filter(publicity="besloten").exists()


# ---------------------------------------------------------------- sharing by hand
def share(client: Client, item: AgendaItem, email: str, days: int = 3) -> Any:
    until = timezone.localdate() + datetime.timedelta(days=days)
    data = {"email": email, "until": until.isoformat(), "reason": "Advies"}
    return client.post(reverse("item_share", args=[item.pk]), data)


def test_what_is_shared_by_hand_opens_until_the_day(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    secret = AgendaItem.objects.get(title="KANARIE-V-TITEL")
    for _ in range(2):
        assert share(as_(world.secretary), secret, world.partner.email).status_code == 302
    assert AgendaItemShare.objects.count() == 1
    page = as_(world.partner).get(reverse("item", args=[secret.pk])).content.decode()
    assert "KANARIE-V-TEKST" in page
    assert "Bewerken" not in page
    assert as_(world.other_partner).get(reverse("item", args=[secret.pk])).status_code == 404
    with acting(SystemActor.SETUP):
        AgendaItemShare.objects.update(until=timezone.now())
    assert as_(world.partner).get(reverse("item", args=[secret.pk])).status_code == 404


def test_a_shared_paper_opens_and_closes_again(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    paper, client = Paper.objects.get(title="KANARIE-V-STUK"), as_(world.chair)
    until = (timezone.localdate() + DAY).isoformat()
    data = {"email": world.partner.email, "until": until, "reason": "Advies"}
    client.post(reverse("paper_share", args=[paper.pk]), data)
    assert as_(world.partner).get(paper.get_absolute_url()).status_code == 200
    assert as_(world.partner).get(reverse("item", args=[paper.item_id])).status_code == 404
    assert world.partner.person.name in client.get(reverse("paper_share", args=[paper.pk])).content.decode()
    client.post(reverse("paper_share_stop", args=[paper.pk, PaperShare.objects.get().pk]))
    assert as_(world.partner).get(paper.get_absolute_url()).status_code == 404


def test_only_chair_and_secretary_share_and_never_with_themselves(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    closed = AgendaItem.objects.get(title="KANARIE-B-TITEL")
    assert share(as_(world.bureau), closed, world.partner.email).status_code == 403
    assert share(as_(world.admin), closed, world.partner.email).status_code == 404
    answer = share(as_(world.chair), closed, world.chair.email)
    assert answer.status_code == 422
    assert "niets met jezelf delen" in answer.content.decode()
    assert not AgendaItemShare.objects.exists()


# ---------------------------------------------------------------- bekijk als
@pytest.mark.parametrize(
    ("eyes", "who"), [("inwoner", "visitor"), ("lid", "member"), ("statenlid", "statenlid")]
)
def test_bekijk_als_is_what_that_reader_gets(
    meeting: Meeting, world: World, as_: Callable[..., Client], eyes: str, who: str
) -> None:
    preview = as_(world.secretary).get(f"{meeting.get_absolute_url()}?als={eyes}")
    publish(meeting)
    real = as_(world.readers[who]).get(meeting.get_absolute_url())
    assert preview.context["html"] == real.context["served"].html
    page = preview.content.decode()
    assert "Je bekijkt dit als" in page
    assert "<form" not in page.split("<main", 1)[1].split("</main>", 1)[0], "nothing can be changed here"


def test_only_who_keeps_the_agenda_looks_through_other_eyes(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    url = f"{meeting.get_absolute_url()}?als=lid"
    for who in ("visitor", "member", "statenlid", "admin"):
        assert as_(world.readers[who]).get(url).status_code == 403
    assert as_(world.secretary).get(f"{meeting.get_absolute_url()}?als=koning").status_code == 404
    assert may(world.secretary, "governance.change_meeting", meeting)


# ---------------------------------------------------------------- cost and caches
def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return of_the_page(captured)


# Each room with something to say of a meeting (minutes, live, advice, terms, initiatives, newsletters) asks one question
# for who may know of it; what may never happen is that the number grows with the items.
@pytest.mark.parametrize(("who", "most"), [("visitor", 5), ("member", 18), ("secretary", 36)])
def test_the_page_costs_the_same_for_4_and_40_items(
    world: World, as_: Callable[..., Client], who: str, most: int
) -> None:
    small, large = a_meeting(world.coalition, "Klein"), a_meeting(world.coalition, "Groot")
    for meeting, count in ((small, 4), (large, 40)):
        for item in agenda_of(
            meeting, *(f"Punt {n}" for n in range(count)), owner_organisation=world.partner_org
        ):
            a_paper(item, f"Stuk bij {item.title}", content=str(item.pk).encode())
        publish(meeting)
    client = as_(world.readers[who])
    costs = [queries(client, meeting.get_absolute_url()) for meeting in (small, large)]
    assert costs[0] == costs[1] <= most


def test_the_public_page_may_be_cached_and_answers_304(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    client, url = as_(None), meeting.get_absolute_url()
    first = client.get(url)
    assert "public" in first["Cache-Control"]
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    an_item(meeting, "Nieuw")
    publish(meeting)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("who", ["member", "secretary", "partner"])
def test_what_somebody_signed_in_gets_is_never_kept(
    meeting: Meeting, world: World, as_: Callable[..., Client], who: str
) -> None:
    publish(meeting)
    answer = as_(world.readers[who]).get(meeting.get_absolute_url())
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_the_kept_bytes_are_served_as_they_are(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    kept = meeting.publications.get(audience="openbaar")
    assert served(kept).html == kept.html
    assert kept.html in as_(None).get(meeting.get_absolute_url()).content.decode()
