"""Publishing an initiative, step by step: the words, the question, the agreement, the site, and off it again."""

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.initiatives.models import (
    Initiative,
    InitiativePublication,
    PublicityAgreement,
    PublicityQuestion,
    PublicityRefusal,
    PublicText,
    PublishedSubject,
    State,
    TakeOffRequest,
)
from partners.initiatives.moving import person_of, taking
from partners.initiatives.publishing.content import changed, public_content, subjects_of
from partners.initiatives.publishing.emails import ask_for_agreement
from zorgzaam.audit.actors import Actor, SystemActor
from zorgzaam.snapshots import canonical, digest
from zorgzaam.versions import StaleVersion

NOBODY_ELSE = "Er is nog geen akkoord op deze tekst. Vraag het aan wie het initiatief indient."
AGREED_ALREADY = (
    "Er is al akkoord op deze tekst. Wilt u toch iets anders? Stuur het netwerkbureau een bericht."
)
REFUSED_ALREADY = "Op deze tekst is al geantwoord dat het zo niet mag. Het netwerkbureau past hem aan."
NOT_NOW = "Een concept of een ingetrokken initiatief komt niet op de site."
NOBODY_TO_ASK = (
    "We hebben van niemand die dit indient een e-mailadres. Vraag het zelf, en leg daarna hun akkoord vast."
)
CLOSED = (State.DRAFT, State.WITHDRAWN)


@dataclass(frozen=True)
class Said:
    """Who agreed, and where that is to be read; empty when who pressed the button said it themselves."""

    on: datetime.date
    by: str = ""
    how: str = ""


def ask(text: PublicText, *, by: Actor) -> PublicityQuestion:
    """Ask who brings it in whether these very words may be on the site; the mails go along. Asked twice it is once."""
    with taking(text.initiative, by) as now:
        found = _now(now, text)
        known: PublicityQuestion | None = PublicityQuestion.objects.filter(
            initiative=now, words_sha256=found.words_sha256
        ).first()
        if known is not None:
            return known
        told = ask_for_agreement(found)
        if not told:
            raise ValidationError(NOBODY_TO_ASK)
        made: PublicityQuestion = PublicityQuestion.objects.create(
            initiative=now, words_sha256=found.words_sha256, person_id=_somebody(by), told=told
        )
        return made


def agree(text: PublicText, said: Said, *, by: Actor) -> PublicityAgreement:
    """Who brings it in agrees to these very words. StaleVersion when they changed since; twice is once."""
    with taking(text.initiative, by) as now:
        found = _now(now, text)
        agreement, _ = PublicityAgreement.objects.get_or_create(
            initiative=now,
            words_sha256=found.words_sha256,
            defaults={
                "person_id": _who(by),
                "said_by": said.by,
                "how": said.how,
                "agreed_on": said.on,
            },
        )
        return agreement


def refuse(text: PublicText, why: str, *, by: Actor) -> PublicityRefusal:
    """Who brings it in does not want these very words on the site, and why. StaleVersion when they changed since; the
    same twice is once. ValidationError (Dutch) when these words were answered already."""
    with taking(text.initiative, by) as now:
        found = _now(now, text)
        if agreement_on(found) is not None:
            raise ValidationError(AGREED_ALREADY)
        refusal, _ = PublicityRefusal.objects.get_or_create(
            initiative=now,
            words_sha256=found.words_sha256,
            defaults={"person_id": _who(by), "why": why},
        )
        if refusal.why != why:
            raise ValidationError(REFUSED_ALREADY)
        return refusal


def agreement_on(text: PublicText) -> PublicityAgreement | None:
    """The agreement to the words as they are now."""
    found: PublicityAgreement | None = (
        PublicityAgreement.objects.filter(initiative=text.initiative_id, words_sha256=text.words_sha256)
        .select_related("person")
        .first()
    )
    return found


def refusal_of(text: PublicText) -> PublicityRefusal | None:
    """The no to the words as they are now."""
    found: PublicityRefusal | None = PublicityRefusal.objects.filter(
        initiative=text.initiative_id, words_sha256=text.words_sha256
    ).first()
    return found


def publish(text: PublicText, *, by: Actor) -> InitiativePublication:
    """Everybody may read these words from now on. What stands on the site already is given as it is.

    ValidationError (Dutch) without agreement to these words, or for an initiative that is no longer brought in;
    StaleVersion when the text is not the one that was read.
    """
    with taking(text.initiative, by) as now:
        found = _now(now, text)
        agreement = agreement_on(found)
        if now.state in CLOSED:
            raise ValidationError(NOT_NOW)
        if agreement is None:
            raise ValidationError(NOBODY_ELSE)
        content = public_content(now, found)
        before = last_of(now)
        if before is not None and stands_there(before, content):
            return before
        return _put_down(now, content, before, agreement, by)


def stands_there(last: InitiativePublication | None, content: dict[str, object]) -> bool:
    """Whether exactly this is on the site now."""
    return last is not None and last.withdrawn_at is None and last.content == content


def last_of(initiative: Initiative) -> InitiativePublication | None:
    """The newest publication of an initiative, also when it was taken off the site."""
    found: InitiativePublication | None = initiative.publications.order_by("-number").first()
    return found


def _put_down(
    now: Initiative,
    content: dict[str, object],
    before: InitiativePublication | None,
    agreement: PublicityAgreement,
    by: Actor,
) -> InitiativePublication:
    text = canonical(content)
    publication = InitiativePublication.objects.create(
        initiative=now,
        number=before.number + 1 if before else 1,
        canonical=text,
        canonical_sha256=digest(text),
        changes=changed(before, content),
        agreement=agreement,
        published_by_id=person_of(by),
        **{key: content[key] for key in ("title", "summary", "by_whom", "whole_region")},
    )
    PublishedSubject.objects.bulk_create(
        PublishedSubject(publication=publication, **link) for link in subjects_of(content)
    )
    return publication


def ask_off(publication: InitiativePublication, why: str, *, by: Actor) -> TakeOffRequest:
    """Who brings it in wants it off the site. Twice is once."""
    with taking(publication.initiative, by):
        request, _ = TakeOffRequest.objects.get_or_create(
            publication=publication, defaults={"person_id": _who(by), "why": why}
        )
        return request


def take_off(publication: InitiativePublication, because: str, *, by: Actor) -> None:
    """Off the site; that it stood there stays, what it said does not. StaleVersion when that was done with other words,
    or another version stands there now."""
    with taking(publication.initiative, by) as now:
        last = last_of(now)
        if last is None or last.pk != publication.pk:
            raise StaleVersion
        if last.withdrawn_at is not None:
            if last.withdrawn_because != because:
                raise StaleVersion
            return
        last.withdrawn_at, last.withdrawn_because = timezone.now(), because
        last.withdrawn_by_id = person_of(by)
        last.save(update_fields=["withdrawn_at", "withdrawn_because", "withdrawn_by"])


def _now(initiative: Initiative, seen: PublicText) -> PublicText:
    """The text as it is; StaleVersion when it is not the one that was read."""
    found: PublicText = PublicText.objects.select_for_update(no_key=True).get(initiative=initiative)
    if found.version != seen.version:
        raise StaleVersion
    found.initiative = initiative
    return found


def _somebody(by: Actor) -> uuid.UUID:
    """The person who asks for words. ValueError for a part of the house: that asks nothing."""
    person = person_of(by)
    if person is None:
        raise ValueError("only somebody asks for words")
    return person


def _who(by: Actor) -> uuid.UUID | None:
    """The person who answers about words; None for who has no account and came by their link. ValueError for any other
    part of the house: that agrees to nothing."""
    return None if by == SystemActor.VISITOR else _somebody(by)
