"""Two letters to the Staten: one published, one ready to be reviewed. Numbers and teams are invented."""

from typing import Any

from django.utils import timezone

from governance.briefings.content import BriefingAttachment, BriefingBlock, BriefingSection
from governance.briefings.kinds import informed_with
from governance.briefings.models import Briefing
from governance.briefings.publication import BriefingAnnouncement
from zorgzaam.audit.history import acting
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person


def load() -> None:
    """Make what is missing; a briefing that is there stays as staff left it, with all its parts."""
    for record in facts("briefings")["briefings"]:
        if not Briefing.objects.filter(pk=demo_id("briefing", record["id"])).exists():
            with acting(_author(), reason="demo"):
                briefing = _write(record)
            if record["state"] == "published":
                _publish(briefing)


def _author() -> Person:
    """Who writes them: a person, so that the database knows who has no second pair of eyes."""
    return Person.objects.get(pk=demo_id("person", "bureau"))


def _write(record: dict[str, Any]) -> Briefing:
    briefing = put(
        Briefing,
        "briefing",
        record["id"],
        addressee_id=demo_id("body", "provinciale-staten"),
        author_id=demo_id("person", "bureau"),
        subject=record["subject"],
        registration_number=record["number"],
        dated_on=timezone.localdate(),
        expertise_team="Voorbeeldteam",
        portfolio_holder="de gedeputeerde voor zorg",
        core=record["core"],
        follow_up=record["follow_up"],
    )
    briefing.for_information_to = informed_with(briefing.addressee.kind)
    briefing.save()
    for position, section in enumerate(record["sections"], start=1):
        _section(briefing, position, section)
    for position, row in enumerate(record["attachments"], start=1):
        key = f"{record['id']}/{position}"
        fields = {"name": row["name"], "edocs_number": row["edocs"], "woo_public": row["woo"]}
        put(BriefingAttachment, "briefing-attachment", key, briefing=briefing, position=position, **fields)
    return briefing


def _section(briefing: Briefing, position: int, record: dict[str, Any]) -> None:
    made = BriefingSection.objects.create(briefing=briefing, position=position, heading=record["heading"])
    for number, block in enumerate(record["blocks"], start=1):
        about = {"body": "body", "task_list": "task-list"}
        parameters = {name: str(demo_id(kind, block[name])) for name, kind in about.items() if name in block}
        BriefingBlock.objects.create(
            section=made,
            position=number,
            text=block.get("text", ""),
            fragment=block.get("fragment", ""),
            parameters=parameters,
        )


def _publish(briefing: Briefing) -> None:
    """The whole way, with four eyes; nobody is mailed about what the demo brings along."""
    author = _author()
    briefing.submit(by=author)
    briefing.approve(by=Person.objects.get(pk=demo_id("person", "griffie")))
    publication = briefing.publish(by=author)
    BriefingAnnouncement.objects.create(publication=publication, recipients=0, note="Verzonnen voor de demo.")
