"""Letters to the Staten, a letter to a council and a proposal to a college. Numbers, teams and the days nobody wrote
down are invented."""

from typing import Any

from django.utils import timezone

from governance.briefings.beginning import begin
from governance.briefings.content import BriefingAttachment, BriefingBlock, BriefingSection
from governance.briefings.following import BriefingLine
from governance.briefings.kinds import BriefingKind, GroundKind, informed_with
from governance.briefings.models import Briefing
from governance.briefings.proposing import ProposalGround, ProposalPoint
from governance.briefings.publication import BriefingAnnouncement
from zorgzaam.audit.history import acting
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person

# What a fragment is about -> how the demo calls it.
ABOUT = {
    "body": "body",
    "council": "body",
    "dossier": "dossier",
    "municipality": "municipality",
    "task_list": "task-list",
}


def load(name: str = "briefings") -> None:
    """Make what is missing of the file with this name; a briefing that is there stays as staff left it, with all its
    parts."""
    for record in facts(name)["briefings"]:
        if not Briefing.objects.filter(pk=demo_id("briefing", record["id"])).exists():
            with acting(_author(), reason="demo"):
                briefing = _write(record)
            if record["state"] == "published":
                publish(briefing)


def _author() -> Person:
    """Who writes them: a person, so that the database knows who has no second pair of eyes."""
    return Person.objects.get(pk=demo_id("person", "bureau"))


def _write(record: dict[str, Any]) -> Briefing:
    briefing = put(
        Briefing,
        "briefing",
        record["id"],
        kind=record.get("kind", BriefingKind.NOTICE),
        addressee_id=demo_id("body", record.get("to", "provinciale-staten")),
        author_id=demo_id("person", "bureau"),
        subject=record["subject"],
        registration_number=record["number"],
        dated_on=record.get("dated", timezone.localdate()),
        expertise_team=record.get("team", "Voorbeeldteam"),
        portfolio_holder=record.get("holder", "de gedeputeerde voor zorg"),
        core=record.get("core", ""),
        objective=record.get("objective", ""),
        follow_up=record.get("follow_up", ""),
        template_code=record.get("code", ""),
    )
    briefing.for_information_to = informed_with(briefing.addressee.kind)
    briefing.save()
    if "dossier" in record:
        BriefingLine.objects.create(briefing=briefing, dossier_id=demo_id("dossier", record["dossier"]))
    for position, section in enumerate(record.get("sections", []), start=1):
        _section(briefing, position, section)
    if not record.get("sections"):
        begin(briefing)
    for position, point in enumerate(record.get("points", []), start=1):
        _point(briefing, position, point)
    for position, row in enumerate(record.get("attachments", []), start=1):
        key = f"{record['id']}/{position}"
        fields = {"name": row["name"], "edocs_number": row.get("edocs", ""), "woo_public": row["woo"]}
        put(BriefingAttachment, "briefing-attachment", key, briefing=briefing, position=position, **fields)
    return briefing


def _point(briefing: Briefing, position: int, record: dict[str, Any]) -> None:
    made = ProposalPoint.objects.create(briefing=briefing, position=position, text=record["text"])
    for kind in GroundKind:
        for number, ground in enumerate(record.get(kind.value, []), start=1):
            ProposalGround.objects.create(point=made, kind=kind, position=number, **ground)


def _section(briefing: Briefing, position: int, record: dict[str, Any]) -> None:
    made = BriefingSection.objects.create(briefing=briefing, position=position, heading=record["heading"])
    for number, block in enumerate(record["blocks"], start=1):
        parameters = {name: str(demo_id(kind, block[name])) for name, kind in ABOUT.items() if name in block}
        parameters |= block.get("parameters", {})
        BriefingBlock.objects.create(
            section=made,
            position=number,
            text=block.get("text", ""),
            fragment=block.get("fragment", ""),
            parameters=parameters,
        )


def publish(briefing: Briefing) -> None:
    """The whole way, with four eyes; nobody is mailed about what the demo brings along."""
    author = _author()
    briefing.submit(by=author)
    griffie = Person.objects.get(pk=demo_id("person", "griffie"))
    briefing.approve(by=griffie)
    if briefing.structure.determined:
        source = "Verzonnen voor de demo: besluitenlijst"
        briefing.determine(by=griffie, on=briefing.day, source=source)
    publication = briefing.publish(by=author)
    BriefingAnnouncement.objects.create(publication=publication, recipients=0, note="Verzonnen voor de demo.")
