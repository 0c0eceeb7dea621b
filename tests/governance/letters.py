"""Factories for briefings: plain functions, every write in the name of somebody."""

import datetime
import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from governance.bodies.models import Succession, SuccessionKind
from governance.briefings.content import BriefingAttachment, BriefingBlock, BriefingSection
from governance.briefings.dispatch.jobs import publish_asked
from governance.briefings.document import build, decided_digest
from governance.briefings.models import Briefing
from governance.briefings.publication import BriefingPublication
from governance.briefings.reviewing import BriefingShare, share
from tests.world import World, body, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.snapshots import canonical

DAY = datetime.date(2026, 11, 3)
_number = iter(range(1, 1_000_000))


@set_up
def draft(world: World, subject: str = "Een nieuw overleg voor de regio", **extra: Any) -> Briefing:
    """A complete draft by `world.bureau`, to the Staten, dated DAY."""
    values = {
        "addressee": world.staten,
        "author": world.bureau.person,
        "registration_number": f"{next(_number):07}",
        "dated_on": DAY,
        "portfolio_holder": "de gedeputeerde voor zorg",
        "expertise_team": "Team Samenleving",
        "for_information_to": "PS en burgerleden",
        "template_code": "voor1",
        "core": "<p>Het overleg in de regio krijgt een nieuwe vorm.</p>",
        "follow_up": "<p>In het voorjaar volgt een gesprek met de commissie.</p>",
    }
    return Briefing.objects.create(subject=subject, **{**values, **extra})


@set_up
def section(briefing: Briefing, heading: str, *texts: str) -> BriefingSection:
    made = BriefingSection.objects.create(
        briefing=briefing, heading=heading, position=briefing.sections.count() + 1
    )
    for text in texts:
        BriefingBlock.objects.create(section=made, position=made.blocks.count() + 1, text=text)
    return made


@set_up
def fragment(of: BriefingSection, key: str, **parameters: Any) -> BriefingBlock:
    stored = {name: str(value.pk) for name, value in parameters.items()}
    return BriefingBlock.objects.create(
        section=of, position=of.blocks.count() + 1, fragment=key, parameters=stored
    )


@set_up
def attachment(briefing: Briefing, name: str, **extra: Any) -> BriefingAttachment:
    values = {"edocs_number": "0000123", "woo_public": True, "position": briefing.attachments.count() + 1}
    return BriefingAttachment.objects.create(briefing=briefing, name=name, **{**values, **extra})


@set_up
def with_predecessor(world: World) -> None:
    """The coalition follows an older table."""
    old = body("Zorgtafel Deltaland", starts_on=datetime.date(2019, 1, 1), starts_precision="year")
    Succession.objects.create(
        predecessor=old,
        successor=world.coalition,
        kind=SuccessionKind.REPLACED_BY,
        happened_on=datetime.date(2024, 7, 1),
        happened_precision="season",
    )


def digest_of(briefing: Briefing) -> str:
    """The digest a reader of the briefing as it is now sends along."""
    now = Briefing.objects.get(pk=briefing.pk)
    return decided_digest(now, canonical(build(now)))


def full(world: World, **extra: Any) -> Briefing:
    """A draft with two sections: text, the line of the coalition and who sits in it."""
    with_predecessor(world)
    briefing = draft(world, **extra)
    first = section(briefing, "Hoe het zo kwam", "<p>Er was een tafel.</p>")
    fragment(first, "succession", body=world.coalition)
    second = section(briefing, "Wie er nu zit", "<p>Dit zijn de leden.</p>")
    fragment(second, "members", body=world.coalition)
    return briefing


def approved(world: World, briefing: Briefing) -> Briefing:
    briefing.submit(by=world.bureau)
    briefing.approve(by=world.bureau_only)
    return briefing


def determined(world: World, briefing: Briefing) -> Briefing:
    """Approved, and determined elsewhere, as a colleague recorded."""
    approved(world, briefing)
    if briefing.structure.determined:
        record(world, briefing)
    return briefing


def record(world: World, briefing: Briefing) -> bool:
    """Somebody else writes down that it was determined."""
    source = "Besluitenlijst van Gedeputeerde Staten, punt 4"
    return briefing.determine(by=world.bureau_only, on=DAY, source=source)


def shared_with(world: World, briefing: Briefing, user: Any) -> BriefingShare:
    """For a day in the hands of somebody outside the netwerkbureau."""
    until = timezone.now() + datetime.timedelta(days=1)
    return share(briefing, user, by=world.bureau, until=until, reason="Lees mee")


def published(world: World, briefing: Briefing | None = None, **extra: Any) -> BriefingPublication:
    briefing = determined(world, briefing or draft(world, **extra))
    return briefing.publish(by=world.bureau)


def change(briefing: Briefing, by: Any, **values: Any) -> Briefing:
    """Change fields as somebody would through a form."""
    with acting(by, reason="test"):
        briefing.refresh_from_db()
        for name, value in values.items():
            setattr(briefing, name, value)
        briefing.save()
    return briefing


HEADINGS = ["Kern mededeling:", "Hoe het zo kwam", "Wie er nu zit", "Vervolg", "Bijlagen"]


def headings_in(html: str) -> list[str]:
    """The h1 and h2 of a letter, in order."""
    return [
        unescape(strip_tags(found)) for found in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", html, re.DOTALL)
    ]


def publish_by_page(client: Client, briefing: Briefing) -> str:
    """Press "Publiceer", let the job do it, and give the composer as it is then."""
    client.post(reverse("briefing_publish", args=[briefing.pk]))
    with acting(SystemActor.WORKER, reason="test"):
        publish_asked()
    return client.get(reverse("briefing_compose", args=[briefing.pk])).content.decode()
