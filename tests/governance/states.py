"""Agendas and briefings in every state of publicity, made once per world and only when asked for."""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from governance.bodies.models import Role
from governance.briefings.comments.models import BriefingComment
from governance.briefings.comments.writing import comment_on
from governance.briefings.content import BriefingAttachment
from governance.briefings.determining.models import put_before
from governance.briefings.document import build
from governance.briefings.models import Briefing
from governance.briefings.paragraphs import blocks_of, paragraphs_of
from governance.briefings.reviewing import share as share_briefing
from governance.briefings.secrecy.models import Ground, Secrecy, impose
from governance.meetings.models import AgendaItem, AgendaItemShare, Paper, PaperShare
from governance.rounds.models import BriefingRound
from governance.writing.models import Aspect, Overlap
from governance.writing.models.harvest import open_session
from governance.writing.reviewing import remark_on, sign
from tests.governance import agendas, letters, proposals
from tests.themes import making
from tests.world import World, mandate, set_up
from zorgzaam.accounts.models import User
from zorgzaam.files.store import keep

T = TypeVar("T")
Things = dict[str, Any]
HOUR = datetime.timedelta(hours=1)


def once(make: Callable[[World], T]) -> Callable[[World], T]:
    """What `make` makes of a world, made at the first call."""

    def made(world: World) -> T:
        kept = vars(world).setdefault("kept", {})
        if make.__name__ not in kept:
            kept[make.__name__] = make(world)
        return kept[make.__name__]  # type: ignore[no-any-return]

    return made


@set_up
def let_read(obj: AgendaItem | Paper, reader: User, by: User, until: datetime.timedelta = HOUR) -> None:
    """`by` lets `reader` read it by hand for `until` from now."""
    model = AgendaItemShare if isinstance(obj, AgendaItem) else PaperShare
    model._default_manager.create(
        user=reader,
        given_by=by,
        content_object=obj,
        until=timezone.now() + until,
        reason="Meelezen",
        permission=Permission.objects.get(codename=f"view_{obj._meta.model_name}"),
    )


def closed(publicity: str) -> Things:
    """Values for an item or paper: a publicity, or "embargo" for a public one that has to wait."""
    if publicity == "embargo":
        return {"embargo_until": timezone.now() + HOUR}
    return {"publicity": publicity}


PUBLICITIES = ("openbaar", "besloten", "vertrouwelijk", "embargo")


@once
def published(world: World) -> Things:
    """A published agenda of the coalition.

    `meeting`; `items` by publicity and "gedeeld" (confidential, shared with the Statenlid), "verlopen" (that
    share is over); `papers` with the same keys on the public item, and "onder besloten punt".
    """
    meeting = agendas.a_meeting(world.coalition)
    items = {key: agendas.an_item(meeting, f"Punt {key}", **closed(key)) for key in PUBLICITIES}
    papers = {key: agendas.a_paper(items["openbaar"], f"Stuk {key}", **closed(key)) for key in PUBLICITIES}
    for key, until in (("gedeeld", HOUR), ("verlopen", -HOUR)):
        items[key] = agendas.an_item(meeting, f"Punt {key}", publicity="vertrouwelijk")
        papers[key] = agendas.a_paper(items["openbaar"], f"Stuk {key}", publicity="vertrouwelijk")
        for obj in (items[key], papers[key]):
            let_read(obj, world.statenlid, world.secretary, until)
    papers["onder besloten punt"] = agendas.a_paper(items["besloten"], "Stuk bij besloten punt")
    meeting.publish(by=world.secretary)
    return {"meeting": meeting, "items": items, "papers": papers}


def _with_one_item(world: World, title: str) -> Things:
    meeting = agendas.a_meeting(world.coalition, title)
    item = agendas.an_item(meeting, f"Punt van {title}")
    return {"meeting": meeting, "item": item, "paper": agendas.a_paper(item, f"Stuk van {title}")}


@once
def draft(world: World) -> Things:
    """A meeting whose agenda was never published."""
    return _with_one_item(world, "Concept")


@once
def cancelled(world: World) -> Things:
    made = _with_one_item(world, "Afgezegd")
    made["meeting"].publish(by=world.secretary)
    made["meeting"].cancel(by=world.secretary, reason="Te weinig mensen")
    return made


@once
def withdrawn(world: World) -> Things:
    made = _with_one_item(world, "Ingetrokken")
    made["meeting"].publish(by=world.secretary)
    made["meeting"].withdraw(by=world.secretary, reason="Verkeerde agenda")
    return made


@once
def parked(world: World) -> AgendaItem:
    return agendas.parked(world.coalition, "Punt voor later")


# ---------------------------------------------------------------- briefings
@set_up
def _filled(world: World, subject: str, **extra: Any) -> Briefing:
    briefing = letters.draft(world, subject, **extra)
    letters.section(briefing, "Hoe het zo kwam", "<p>Er was een tafel.</p>")
    for name, public in (("Openbare bijlage", True), ("Bijlage voor de Staten", False)):
        made = letters.attachment(briefing, name, woo_public=public)
        stored = keep(SimpleUploadedFile("bijlage.pdf", agendas.PDF + name.encode()))
        BriefingAttachment.objects.filter(pk=made.pk).update(file=stored, file_name="bijlage.pdf")
    return briefing


@once
def draft_letter(world: World) -> Briefing:
    """By `world.bureau`, to the Staten."""
    return _filled(world, "Concept")


@once
def draft_proposal(world: World) -> Briefing:
    """A collegevoorstel by `world.bureau`, to the college."""
    return proposals.full(world)


@once
def shared_letter(world: World) -> Briefing:
    """A draft in the hands of the chair too."""
    briefing = _filled(world, "Gedeeld concept")
    until = timezone.now() + HOUR
    share_briefing(briefing, world.chair, by=world.bureau, until=until, reason="Meelezen")
    return briefing


@once
def commented_letter(world: World) -> tuple[Briefing, BriefingComment]:
    """A draft with a comment of a colleague on its first paragraph."""
    briefing = _filled(world, "Met een opmerking")
    about = paragraphs_of(build(briefing), blocks_of(briefing))[0]
    seen = about.sha256
    return briefing, comment_on(briefing, by=world.bureau_only, at=about.anchor, seen=seen, text="Waarom?")


@once
def letter_to_determine(world: World) -> Briefing:
    """Approved by a colleague, and before the chair of the coalition, its portfolio holder."""
    briefing = _filled(world, "Voor de portefeuillehouder", holder=world.chair.person)
    briefing.submit(by=world.bureau)
    briefing.approve(by=world.bureau_only)
    put_before(briefing, by=world.bureau)
    return briefing


@once
def secret_letter(world: World) -> Secrecy:
    """On a closed draft, imposed by the Staten."""
    briefing = _filled(world, "Geheim", publicity="besloten", publicity_ground="In overleg")
    day = datetime.date(2022, 6, 1)
    secrecy = Secrecy(
        briefing=briefing, ground=Ground.MONEY, imposed_by=world.staten, imposed_on=day, until=day
    )
    return impose(secrecy, by=world.bureau)


@once
def confidential_letter(world: World) -> Briefing:
    return _filled(world, "Vertrouwelijk", publicity="vertrouwelijk", publicity_ground="Personen")


@once
def published_letter(world: World) -> Briefing:
    return letters.published(world, _filled(world, "Openbaar")).briefing


@once
def closed_letter(world: World) -> Briefing:
    """Published for the Staten only."""
    briefing = _filled(world, "Besloten", publicity="besloten", publicity_ground="Nog in overleg")
    return letters.published(world, briefing).briefing


@once
def embargoed_letter(world: World) -> Briefing:
    briefing = _filled(world, "Onder embargo", embargo_until=timezone.now() + HOUR)
    return letters.published(world, briefing).briefing


@once
def withdrawn_letter(world: World) -> Briefing:
    """Public until it was taken back."""
    briefing = letters.published(world, _filled(world, "Ingetrokken")).briefing
    briefing.withdraw(by=world.bureau, because="Er stond een fout in")
    return briefing


@once
def dropped_letter(world: World) -> Briefing:
    """A draft that was taken back before anybody else saw it."""
    briefing = _filled(world, "Nooit gepubliceerd")
    briefing.withdraw(by=world.bureau, because="Niet meer nodig")
    return briefing


@once
def a_round(world: World) -> BriefingRound:
    """One letter with one chapter, to the council of one municipality."""
    from tests.governance import rounding

    return rounding.a_round(world, rounding.councils(1))


# ---------------------------------------------------------------- writing
@once
def schrijfteam(world: World) -> Things:
    """A schrijfteam that `member` leads, past its first version, with a row of everything it makes; and the open
    session of its neighbours."""
    from tests.governance import writing

    team = writing.a_team(world, "Rijen")
    mandate(world.member, team.body, Role.LEAD)
    other = writing.a_team(world, "Buren", theme=making.theme(team.assignment.theme.generation, "Buren"))
    session = open_session(team.assignment, by=team.lead, title="Toen")
    item = writing.an_item(team, session=session)
    touching = writing.a_cluster(other)
    overlap = set_up(Overlap.objects.create)(cluster=touching, other=team.assignment, note="Raakt")
    version = writing.handed_in(team)
    return {
        "assignment": team.assignment,
        "session": session,
        "open": open_session(other.assignment, by=other.lead, title="Nu"),
        "item": item,
        "cluster": team.assignment.clusters.first(),
        "overlap": overlap,
        "task": team.assignment.worked_tasks.get(),
        "paragraph": team.assignment.paragraphs.get(),
        "version": version,
        "remark": remark_on(version, by=world.other_member, text="Wie betaalt dit?"),
        "team": team,
    }


@once
def agreed_text(world: World) -> Things:
    """A schrijfteam that `member` leads, whose text got its akkoord, and a list its task can go into."""
    from tests.governance import writing

    team = writing.a_team(world, "Rustig")
    mandate(world.member, team.body, Role.LEAD)
    version = writing.handed_in(team)
    for aspect in Aspect:
        sign(version, aspect, by=world.other_member)
    making.task_list("Deltalijst van de tekst")
    return {"version": version, "task": team.assignment.worked_tasks.get()}
