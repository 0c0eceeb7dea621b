"""The news to who follows an initiative on the site, or a theme or task it is about: that how far it is changed.

They hear what its page says and no more: no reason, and nothing of what lies with the bureau, assessors or a body.
"""

import uuid

from django.conf import settings

from partners.initiatives.emails.whom import people_of
from partners.initiatives.models import Initiative, InitiativePublication, Move
from partners.initiatives.publishing.words import public_state, public_words
from zorgzaam.follow import followers_of, follows_any
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put

KIND, FOLLOWED = "initiative-moved-in-public", "initiative"
WHY = (
    "U krijgt dit bericht omdat u dit initiatief volgt, of een thema of opgave waar het over gaat. Stoppen kan op de "
    "pagina daarvan.\n"
)
Subject = tuple[str, uuid.UUID]


def tell(move: Move) -> int:
    """One mail to each follower when the public reads another state than before; how many are new. Who brings it in,
    or took the step, hears of it in another way. The caller holds the move and writes down that it was told."""
    publication = _on_the_site(move.initiative)
    if publication is None or not _changes(move):
        return 0
    known = {*people_of(move.initiative).values_list("pk", flat=True), move.person_id}
    readers = [each for each in followers_of(followed_with(publication)) if each.pk not in known]
    return sum(put(KIND, str(move.pk), to, _letter(publication)) for to in readers)


def followed_with(publication: InitiativePublication) -> list[Subject]:
    """What somebody can follow to hear of it: the initiative, and each theme and task its publication names."""
    about = publication.subjects.values_list("theme_id", "task_id")
    themes: list[Subject] = [("theme", theme) for theme, _ in about if theme]
    tasks: list[Subject] = [("task", task) for _, task in about if task]
    return [(FOLLOWED, publication.initiative_id), *themes, *tasks]


def still_news(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the page is on the site and says the same, and its reader still follows it."""
    move = Move.objects.select_related("initiative").filter(pk=mail.about).first()
    publication = _on_the_site(move.initiative) if move else None
    if move is None or publication is None or public_state(move.initiative.state) != public_state(move.state):
        return False
    return _follows(mail.to_person, publication)


def _follows(person: Person | None, publication: InitiativePublication) -> bool:
    if person is None or person.erased_at is not None:
        return False
    return follows_any(person.pk, followed_with(publication))


def _on_the_site(initiative: Initiative) -> InitiativePublication | None:
    found: InitiativePublication | None = (
        InitiativePublication.objects.current().filter(initiative=initiative).first()
    )
    return found


def _changes(move: Move) -> bool:
    before = move.initiative.moves.filter(at__lt=move.at).order_by("-at").first()
    return before is None or public_state(before.state) != public_state(move.state)


def _letter(row: InitiativePublication) -> Letter:
    text = (
        f"Goedendag,\n\n{row.title}, van {row.by_whom}.\nHoe ver het is: {public_words(row.initiative)}.\n\n"
        f"Lees het initiatief: {settings.SITE_URL}{row.get_absolute_url()}\n\n{WHY}"
    )
    return Letter(f"Nieuws over een initiatief: {row.title}", text)
