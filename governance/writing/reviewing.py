"""What the programmateam does with a version: remark, send back, sign. Asked twice changes nothing twice."""

import uuid

from django.db import IntegrityError, transaction

from governance.writing.handing_in import parts_of
from governance.writing.models import (
    Aspect,
    HandIn,
    HandInReturn,
    RemarkReply,
    SignOff,
    TextRemark,
    WritingAssignment,
)
from governance.writing.models.assignments import person_of
from governance.writing.models.texts import NOT_YOUR_OWN, RemarkQuerySet
from governance.writing.steps import WITH_PROGRAMME, Refused, Step
from zorgzaam import remarks
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.constraints import said_by
from zorgzaam.people.models import Person

By = Person | User


def _locked(version: HandIn) -> WritingAssignment:
    """The assignment, locked, when this is its newest version; Refused for an older one."""
    assignment: WritingAssignment = WritingAssignment.objects.select_for_update().get(
        pk=version.assignment_id
    )
    newest = assignment.hand_ins.first()
    if newest is None or newest.pk != version.pk:
        raise Refused("Er is intussen een nieuwere versie ingediend.")
    return assignment


def open_remarks(assignment: WritingAssignment) -> RemarkQuerySet:
    """What still asks an answer, of whichever version: a newer one does not settle what was said of the one before."""
    found: RemarkQuerySet = TextRemark.objects.filter(hand_in__assignment=assignment).open()
    return found


def remark_on(version: HandIn, *, by: By, text: str, paragraph: uuid.UUID | None = None) -> TextRemark:
    """Say something of a paragraph or task of the newest version, or of the whole."""
    if paragraph is not None and str(paragraph) not in parts_of(version):
        raise Refused("Dit staat niet in deze versie.")
    with acting(by, reason="Opmerking geplaatst"), transaction.atomic():
        if not _locked(version).at(*WITH_PROGRAMME):
            raise Refused("Dit team is klaar: opmerkingen kunnen niet meer.")
        return TextRemark.objects.create(
            hand_in=version, person=person_of(by), text=text.strip(), paragraph=paragraph
        )


def reply(remark: TextRemark, *, by: By, text: str) -> RemarkReply:
    """Answer a remark."""
    with acting(by, reason="Antwoord geplaatst"):
        return RemarkReply.objects.create(remark=remark, person=person_of(by), text=text.strip())


def settle(remark: TextRemark, *, by: By) -> bool:
    """The remark is dealt with. False when it was."""
    with acting(by, reason="Opmerking afgehandeld"):
        return remarks.settle(remark, by=person_of(by))


def send_back(version: HandIn, *, by: By) -> bool:
    """Back to the team with remarks. False when it was sent back already; Refused without a remark on it."""
    with acting(by, reason="Teruggekoppeld aan het schrijfteam"), transaction.atomic():
        assignment = _locked(version)
        if assignment.step == Step.RETURNED:
            return False
        if assignment.step != Step.HANDED_IN:
            raise Refused("Deze tekst ligt niet bij het programmateam.")
        if not open_remarks(assignment).exists():
            raise Refused("Schrijf eerst een opmerking, dan weet het team wat er anders moet.")
        HandInReturn.objects.create(hand_in=version, person=person_of(by))
        assignment.step = Step.RETURNED
        assignment.save(update_fields=["step"])
    return True


def sign(version: HandIn, aspect: Aspect, *, by: By) -> bool:
    """Akkoord on one aspect; the third makes the whole akkoord. False when it was signed already.

    Refused for who wrote it or sits in the team, with open remarks, and when it does not lie with the programmateam.
    """
    with acting(by, reason=f"Akkoord op {aspect.label.lower()}"), transaction.atomic():
        assignment = _locked(version)
        if version.sign_offs.filter(aspect=aspect).exists():
            return False
        if assignment.step != Step.HANDED_IN:
            raise Refused("Deze tekst ligt niet bij het programmateam.")
        if open_remarks(assignment).exists():
            raise Refused("Er staan nog opmerkingen open. Handel die eerst af, of koppel de tekst terug.")
        _sign(version, aspect, person_of(by))
        if version.sign_offs.count() == len(Aspect):
            assignment.step = Step.AGREED
            assignment.save(update_fields=["step"])
    return True


def _sign(version: HandIn, aspect: Aspect, person: Person) -> None:
    try:
        with transaction.atomic():
            SignOff.objects.create(hand_in=version, aspect=aspect, person=person)
    except IntegrityError as refusal:
        if said_by(refusal).name != "signed_by_others":
            raise
        raise Refused(NOT_YOUR_OWN) from refusal
