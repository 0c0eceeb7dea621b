"""Two issues of the newsletter: one that was sent, to be read in the archive, and one in the making.

Invented, and saying so. Makes what is missing; of the past nobody gets a mail.
"""

import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from newsletters.issues import order
from newsletters.issues.freezing import CannotFreeze, freeze
from newsletters.issues.models import TARGETS, Block, BlockKind, Issue, IssueState
from partners.regions.models import Municipality
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.demo.facts import DATA, facts
from zorgzaam.demo.ids import demo_id
from zorgzaam.files.store import keep
from zorgzaam.people.models import Person


def load() -> None:
    """Every issue that is not there yet, written by one of the netwerkbureau and looked at by another."""
    writer = Person.objects.filter(pk=demo_id("person", "bureau")).first()
    reader = Person.objects.filter(pk=demo_id("person", "secretaris")).first()
    if writer is None or reader is None:
        return
    for record in facts("newsletter_issues")["issues"]:
        key = demo_id("newsletter-issue", record["id"])
        if not Issue.objects.filter(pk=key).exists():
            issue = _make(key, record, writer)
            if "ago" in record:
                _send(issue, timezone.now() - datetime.timedelta(days=record["ago"]), writer, reader)


def _make(key: Any, record: dict[str, Any], writer: Person) -> Issue:
    with acting(writer):
        issue = Issue.objects.create(pk=key, title=record["title"], preheader=record["preheader"])
        for each in record["blocks"]:
            _block(issue, each)
    return issue


def _block(issue: Issue, record: dict[str, Any]) -> None:
    kind = BlockKind(record["kind"])
    said = {
        name: record[name]
        for name in ("heading", "words", "said_by", "place", "link_words")
        if name in record
    }
    row = Block(issue=issue, kind=kind, **said)
    if "link" in record:
        row.link_url = f"{settings.SITE_URL}{record['link']}"
    if "days" in record:
        day = timezone.localtime() + datetime.timedelta(days=record["days"])
        row.starts_at = day.replace(hour=14, minute=0, second=0, microsecond=0)
    if "theme" in record:
        row.themes = [demo_id("theme", record["theme"])]
    if "municipality" in record:
        row.municipalities = list(
            Municipality.objects.filter(slug=record["municipality"]).values_list("pk", flat=True)
        )
    if "picture" in record:
        content = (DATA / "pictures" / record["picture"]).read_bytes()
        row.picture, row.picture_name = (
            keep(SimpleUploadedFile(record["picture"], content)),
            record["picture"],
        )
        row.picture_words = record["picture_words"]
    if _tell_of(row, kind, record):
        order.add(row)


def _tell_of(row: Block, kind: BlockKind, record: dict[str, Any]) -> bool:
    """Set the record a block tells of. False where another region does not have it."""
    if kind not in TARGETS:
        return True
    if kind == BlockKind.TASK:
        last = TaskList.objects.order_by("-stated_on").first()
        row.task = TransformationTask.objects.filter(task_list=last, number=record["number"]).first()
    else:
        field: Any = Block._meta.get_field(TARGETS[kind])
        setattr(
            row,
            field.name,
            field.related_model.objects.filter(pk=demo_id(record["of"], record["record"])).first(),
        )
    return row.record is not None


def _send(issue: Issue, at: datetime.datetime, writer: Person, reader: Person) -> None:
    """Every step as it was taken then."""
    try:
        with acting(writer):
            issue.frozen = freeze(issue)
    except CannotFreeze:
        return
    hour = datetime.timedelta(hours=1)
    _step(issue, IssueState.REVIEW, writer, frozen=issue.frozen, asked_by=writer, asked_at=at - 2 * hour)
    _step(issue, IssueState.APPROVED, reader, approved_by=reader, approved_at=at - hour)
    _step(issue, IssueState.RUNNING, writer, begun_at=at)
    _step(issue, IssueState.SENT, writer, sent_at=at)


def _step(issue: Issue, state: IssueState, by: Actor, **facts: Any) -> None:
    with acting(by):
        issue.state = state
        for name, value in facts.items():
            setattr(issue, name, value)
        issue.save(update_fields=["state", *facts])
