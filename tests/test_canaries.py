"""What is closed reaches nobody it is not for, by any route (promise I4).

Every secret text holds a word that stands nowhere else. Each reader walks every address with the ids of the secret
things; the words that came along must be exactly those this reader may see, so the walk proves itself.
"""

import logging
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from governance.briefings.jobs import announce
from governance.constituency.models import ItemNote
from governance.intake.models import Advice
from governance.meetings import order
from governance.meetings.jobs import tell_about_publications
from governance.meetings.models import AgendaItem, AgendaPublication
from partners.initiatives import submitting, talking
from partners.initiatives.models import Guest, Initiative, InitiativeMilestone, State
from partners.initiatives.moving import Step
from partners.initiatives.publishing import steps as publishing
from tests.access_rows import ALL, BUREAU
from tests.governance import agendas, letters, proposals
from tests.governance.council.answers import a_contribution, cleared
from tests.governance.council.registers import a_question
from tests.governance.doing import an_action
from tests.governance.proposing import a_proposal, asked
from tests.governance.raising import a_bottleneck
from tests.governance.rows import KEEPERS, OFFICES, SITTING
from tests.governance.states import HOUR
from tests.partners import assessing, coming_in, in_public
from tests.partners import initiatives as made
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.post.models import OutgoingMail
from zorgzaam.routes import routes
from zorgzaam.search import find
from zorgzaam.woo.documents import NUMBERS

pytestmark = pytest.mark.django_db

# Publicity of an item or paper -> who may read it; each is a part of a canary's name.
AGENDA = {"besloten": SITTING, "vertrouwelijk": OFFICES, "embargo": KEEPERS, "concept": KEEPERS}
ITEM_PARTS = ("titel", "toelichting")
PAPER_PARTS = ("stuk", "bestandsnaam", "inhoud")
LETTER_PARTS = ("onderwerp", "kern", "kop", "tekst", "bijlage", "besluitpunt", "stelling", "waaromzo")
COMMON = "zilvermeeuw"
# Who reads a proposal of other_partner for the coalition.
PROPOSED = (*KEEPERS, "bureau_only", "other_partner")


def canary(*parts: str) -> str:
    return "kanarie" + "".join(parts)


MAY_SEE = {
    **{
        canary(key, where, part): readers
        for key, readers in AGENDA.items()
        for where, parts in (("punt", ITEM_PARTS), ("los", PAPER_PARTS))
        for part in parts
    },
    **{canary("brief", part): BUREAU for part in LETTER_PARTS},
    **{canary("geheimebrief", part): ("bureau",) for part in LETTER_PARTS},
    canary("besloten", "onderdeel"): AGENDA["besloten"],
    canary("actie"): SITTING,
    canary("geheimeactie"): (*OFFICES, "partner"),
    canary("notitie"): ("member", "partner"),
    canary("knelpunt"): (*BUREAU, "other_partner"),
    **{canary("voorstel", part): PROPOSED for part in ("titel", "waarom", "stuk")},
    canary("advies"): (*KEEPERS, "partner"),
    # What somebody wrote who wants to speak for other_org: for who asked, who manages there, and the netwerkbureau.
    **{canary("toegang", part): (*BUREAU, "other_partner", "statenlid") for part in ("naam", "waarom")},
    canary("vraag"): (*BUREAU, "other_partner"),
    **{canary("contact", part): (*BUREAU, "other_partner") for part in ("naam", "adres")},
    # Of an initiative of other_partner that statenlid assessed.
    canary("draad"): (*BUREAU, "other_partner"),
    canary("stap"): (*BUREAU, "other_partner", "statenlid"),
    canary("scorereden"): (*BUREAU, "statenlid"),
    # Of one of other_partner that is carried out: how it goes, and why these words may not be on the site.
    **{canary("uitvoering", part): (*BUREAU, "other_partner") for part in ("bericht", "mijlpaal", "nee")},
    # Of one that was brought in without an account: whoever holds the link, and in this walk everybody does.
    canary("gastbericht"): ALL,
    # A draft of other_org, and words of the one that was sent that were taken out before: for who writes it alone.
    canary("schets"): ("other_partner",),
    canary("doorgehaald"): ("other_partner",),
    # Who brought one in without an account.
    canary("buitenstaander"): BUREAU,
    # A closed question of the Staten, an answer to it that was not sent, and what partner_org is asked for it.
    canary("raadsvraag"): (*BUREAU, "clerk", "statenlid"),
    canary("antwoord"): BUREAU,
    canary("bijdrage"): (*BUREAU, "partner"),
}


def publicity(key: str) -> dict[str, Any]:
    if key in ("besloten", "vertrouwelijk"):
        return {"publicity": key}
    return {"embargo_until": timezone.now() + HOUR} if key == "embargo" else {}


def secret_item(meeting, key: str):
    return agendas.an_item(
        meeting,
        f"{COMMON} {canary(key, 'punt', 'titel')}",
        explanation=f"{COMMON} {canary(key, 'punt', 'toelichting')}",
        **publicity(key),
    )


def secret_paper(item, key: str):
    title, name, content = (canary(key, "los", part) for part in PAPER_PARTS)
    return agendas.a_paper(
        item, f"{COMMON} {title}", filename=f"{name}.pdf", content=content.encode(), **publicity(key)
    )


def secret_letter(world, name: str, **extra: Any):
    subject, core, heading, text, attachment, point, thesis, ground = (
        canary(name, part) for part in LETTER_PARTS
    )
    briefing = letters.draft(world, f"{COMMON} {subject}", core=f"<p>{core}</p>", **extra)
    letters.section(briefing, heading, f"<p>{text}</p>")
    letters.attachment(briefing, attachment)
    proposals.ground(proposals.point(briefing, point), thesis, text=f"<p>{ground}</p>")
    return briefing


def what_follows(world, meeting, welcome, confidential) -> dict[str, list[Any]]:
    """An action, one of a confidential item, a note that is not shared, and a knelpunt nobody let climb."""
    actions = [
        an_action(world.coalition, world.member, canary("actie"), meeting=meeting),
        an_action(world.coalition, world.partner, canary("geheimeactie"), item=confidential),
    ]
    set_up(ItemNote.objects.create)(
        item=welcome,
        organisation=world.partner_org,
        person=world.member.person,
        moment="vooraf",
        text=canary("notitie"),
    )
    bottleneck = a_bottleneck(world.other_partner, canary("knelpunt"), organisation=world.other_org)
    proposal = a_proposal(
        world.other_partner,
        world.coalition,
        canary("voorstel", "titel"),
        why=canary("voorstel", "waarom"),
        organisation=world.other_org,
        files=[canary("voorstel", "stuk")],
    )
    question = asked(welcome, world.partner_org)
    set_up(Advice.objects.filter(pk=question.pk).update)(question=canary("advies"))
    return {
        "action": actions,
        "bottleneck": [bottleneck],
        "proposal": [proposal],
        "proposal_paper": list(proposal.papers.all()),
        "advice": [question],
        **who_wants_in(world),
        **an_assessed_initiative(world),
        **an_unsent_answer(world),
    }


def who_wants_in(world) -> dict[str, list[Any]]:
    """A question for access, one to take part and a contact, all of other_org."""
    asks = coming_in.a_request(
        world,
        organisation=world.other_org,
        name=canary("toegang", "naam"),
        why=canary("toegang", "waarom"),
    )
    coming_in.an_ask(
        world, organisation=world.other_org, asked_by=world.other_partner.person, words=canary("vraag")
    )
    address = f"{canary('contact', 'adres')}@kreek.example"
    contact = coming_in.a_contact(
        world, organisation=world.other_org, name=canary("contact", "naam"), address=address
    )
    return {"access": [asks], "contact": [contact], "own_place": [world.other_org]}


def an_assessed_initiative(world) -> dict[str, list[Any]]:
    """Given back with a question, sent again, talked about, and assessed by one who handed it in."""
    whose = {"organisation": world.other_org, "started_by": world.other_partner.person}
    row = made.a_complete_draft(world, **whose, idea=canary("doorgehaald"))
    row.idea = made.COMPLETE["idea"]
    set_up(row.save)()
    submitting.submit(row, by=world.other_partner)
    row = made.moved(made.fresh_row(row), Step(State.RETURNED, why=canary("stap")), world.bureau)
    submitting.submit(row, by=world.other_partner)
    talking.say(row, canary("draad"), by=world.other_partner, from_bureau=False)
    (one,) = assessing.asked(world, world.statenlid, row=made.fresh_row(row))
    assessing.handed_in(one, reason=canary("scorereden"), words=canary("scorereden"))
    running, guest = carried_out(world)
    words = f"{COMMON} {canary('schets')}"
    draft = made.a_complete_draft(world, words, **whose, idea=words)
    found = [row, running, draft, by_a_stranger(world)]
    return {"initiative": found, "assessment": [one], "link": [guest]}


def carried_out(world) -> tuple[Any, Any]:
    """One of other_org whose words were refused, and one of somebody without an account, with their link."""
    theirs = made.a_complete_draft(
        world, "Theirs", organisation=world.other_org, started_by=world.other_partner.person
    )
    submitting.submit(theirs, by=world.other_partner)
    running = in_public.running(world, made=made.fresh_row(theirs))
    in_public.milestone(running, words=canary("uitvoering", "mijlpaal"))
    in_public.told(running, canary("uitvoering", "bericht"), by=world.other_partner)
    publishing.refuse(in_public.a_text(running), canary("uitvoering", "nee"), by=world.other_partner)
    by_link = in_public.running(world, made=made.a_guests_one(world, "By link"))
    in_public.told(by_link, canary("gastbericht"), by=made.VISITOR)
    return running, by_link.guest


def by_a_stranger(world) -> Initiative:
    """Sent by somebody without an account."""
    row = made.a_guests_draft(world)
    set_up(Guest.objects.filter(initiative=row).update)(
        name=canary("buitenstaander"),
        email=f"{canary('buitenstaander')}@buiten.example",
        confirmed_at=timezone.now(),
    )
    submitting.submit(made.fresh_row(row), by=SystemActor.VISITOR)
    return made.fresh_row(row)


def an_unsent_answer(world) -> dict[str, list[Any]]:
    """Cleared and not sent, to a closed question of the Staten, with a contribution that is asked for."""
    closed = {"publicity": "besloten", "publicity_ground": "Woo"}
    question = a_question(world.staten, f"{COMMON} {canary('raadsvraag')}", **closed)
    file = cleared(world, question, text=f"<p>{COMMON} {canary('antwoord')}</p>")
    row = a_contribution(world, file)
    set_up(type(row).objects.filter(pk=row.pk).update)(asks=f"{COMMON} {canary('bijdrage')}")
    return {"question": [question], "answer": [file], "contribution": [row]}


@pytest.fixture
def nest(world):
    """Everything secret, by the name of the argument its addresses need."""
    meeting, draft = agendas.a_meeting(world.coalition), agendas.a_meeting(world.coalition, "Concept")
    welcome = agendas.an_item(meeting, "Welkom")
    places = {"besloten": meeting, "vertrouwelijk": meeting, "embargo": meeting, "concept": draft}
    items = {key: secret_item(place, key) for key, place in places.items()}
    items["onderdeel"] = set_up(order.add)(
        meeting,
        AgendaItem(
            title=f"{COMMON} {canary('besloten', 'onderdeel')}",
            publicity="besloten",
            publicity_ground="omdat het zo is",
        ),
        by=SystemActor.SETUP,
        inside=items["besloten"],
    )
    papers = [secret_paper(items["concept"] if key == "concept" else welcome, key) for key in AGENDA]
    meeting.publish(by=world.secretary)
    briefings = [
        secret_letter(world, "brief"),
        secret_letter(world, "geheimebrief", publicity="vertrouwelijk", publicity_ground="Personen"),
    ]
    things = {"meeting": [meeting, draft], "item": list(items.values()), "paper": papers, "brief": briefings}
    return {**things, **what_follows(world, meeting, welcome, items["vertrouwelijk"])}


# ---------------------------------------------------------------- the walk
BEGINS = {
    "vergaderingen": "meeting", "agendapunten": "item", "stukken": "paper", "acties": "action",
    "knelpunten": "bottleneck", "voorstellen": "proposal", "adviesvragen": "advice",
    "voorstelstukken": "proposal_paper", "toegangsvragen": "access", "partner/contacten": "contact",
    "partner/organisatie": "own_place", "organisaties": "own_place",
    "initiatieven": "initiative", "beoordelingen": "assessment",
    "partner/initiatieven": "initiative", "werkbank/initiatieven": "initiative",
    "staten/vragen": "question", "staten/beantwoording": "answer", "staten/bijdragen": "contribution",
}  # fmt: skip


def things_at(pattern: str, nest) -> list[Any]:
    """What an address may be about, read from how its path begins."""
    for begin, kind in BEGINS.items():
        if pattern.startswith(f"/{begin}/<"):
            return nest[kind]
    if pattern.startswith("/indienen/<"):
        return nest["link"]
    return nest["brief"] if "briefings/<" in pattern else []


def arguments(pattern: str, thing: Any) -> list[dict[str, Any]]:
    """Every way to fill in the rest of the path: versions, and the parts of a briefing."""
    if "<str:secret>" in pattern:
        return behind_link(pattern, thing)
    found: list[dict[str, Any]] = [{"pk": thing.pk}]
    if "<uuid:part>" in pattern:
        section, row = thing.sections.get(), thing.attachments.get()
        point = thing.points.get()
        words = {"blok": section.blocks.get(), "bijlage": row, "besluitpunt": point}
        words |= dict.fromkeys(("onderdeel", "onderbouwing"), point.grounds.get())
        part = next((part for word, part in words.items() if f"/{word}" in pattern), section)
        found = [{"pk": thing.pk, "part": part.pk}]
    # A pasted text lives in the session of who pasted it; nothing secret slipped, and no initiative has a file.
    for name in ("draft", "slip", "file"):
        if f"<uuid:{name}>" in pattern:
            found = [{**each, name: uuid.uuid4()} for each in found]
    if "<uuid:item>" in pattern:
        items = list(thing.items.all())
        found = [{**each, "item": item.pk} for each in found for item in items]
    if "<uuid:question>" in pattern:
        found = [{**each, "question": letter.pk} for each in found for letter in thing.letters.all()]
    words = (
        ("slug:moment", "vooraf"),
        ("str:kind", "agenda"),
        ("slug:part", "idee"),
        ("slug:kind", "argument"),
    )
    for name, word in words:
        if f"<{name}>" in pattern:
            found = [{**each, name.partition(":")[2]: word} for each in found]
    for name in ("number", "version", "share", "share_pk"):
        if f"<int:{name}>" in pattern:
            found = [{**each, name: 1} for each in found]
    return found


def behind_link(pattern: str, guest: Any) -> list[dict[str, Any]]:
    """With the mailed link of a guest; a file or milestone is one that is not theirs."""
    found: dict[str, Any] = {"secret": guest.mailed_secret}
    others = InitiativeMilestone.objects.exclude(execution__initiative=guest.initiative).get().pk
    found |= {name: others for name in ("pk", "file") if f"<uuid:{name}>" in pattern}
    return [found | ({"part": "idee"} if "<slug:part>" in pattern else {})]


def addresses(world, nest) -> list[str]:
    """Every address of ours that can be built with the secret things, and the pages that list."""
    found = []
    for route in routes():
        if route.name.startswith(("account_", "mfa_", "admin:")):
            continue
        if "<" not in route.pattern:
            found.append(reverse(route.name))
        for thing in things_at(route.pattern, nest):
            found += [reverse(route.name, kwargs=each) for each in arguments(route.pattern, thing)]
    for meeting in nest["meeting"]:
        found += [f"{meeting.get_absolute_url()}?als={eyes}" for eyes in ("inwoner", "lid", "statenlid")]
    for number in NUMBERS.values():
        found += [reverse("woo_index", args=[number]), reverse("woo_sitemap", args=["briefings", number, 1])]
    codes = [row.code for brief in nest["brief"] for row in brief.publications.all()]
    found += [reverse("briefing_proof", args=[code]) for code in codes]
    body = world.coalition.pk
    found += [reverse(name, args=[body]) for name in ("body", "parking_lot", "lot_item_new", "body_staffing")]
    found += [reverse("history", args=["initiative", each.pk]) for each in nest["initiative"]]
    found += [reverse("history", args=["body", body]), f"{reverse('search')}?q={COMMON}"]
    kinds = ("meeting", "initiative", "item", "briefing", "briefing_publication", "agendaitem")
    return found + [f"{reverse('search')}?q={COMMON}&soort={kind}" for kind in kinds]


def in_beheer(nest) -> list[str]:
    """Lists, searches, pages and the history of what beheer knows, and its choices."""
    models = {"meeting": "meeting", "agendaitem": "item", "briefing": "brief"}
    lists = [
        f"/beheer/governance/{model}/" for model in (*models, "agendapublication", "briefingpublication")
    ]
    found = ["/beheer/", "/beheer/governance/", *lists, *(f"{url}?q={COMMON}" for url in lists)]
    for model, kind in models.items():
        for thing in nest[kind]:
            found += [f"/beheer/governance/{model}/{thing.pk}/{page}/" for page in ("change", "history")]
        found.append(f"/beheer/autocomplete/?app_label=governance&model_name={model}&field_name=body&term=ka")
    return found


def text_of(response) -> str:
    """Body and headers."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}{body.decode(errors='replace')}"


def words_in(text: str) -> set[str]:
    return {word for word in MAY_SEE if word in text}


@pytest.mark.parametrize("reader", ALL)
def test_each_reader_meets_only_the_words_meant_for_them(world, nest, as_, reader, caplog):
    caplog.set_level(logging.DEBUG)
    client = as_(world.readers[reader])
    urls = addresses(world, nest) + (in_beheer(nest) if reader == "admin" else ["/beheer/"])
    met: dict[str, set[str]] = {}
    for url in urls:
        for word in words_in(text_of(client.get(url))):
            met.setdefault(word, set()).add(url)
    meant = {word for word, readers in MAY_SEE.items() if reader in readers}
    assert {word: met[word] for word in met.keys() - meant} == {}, "reached somebody it is not for"
    assert meant - met.keys() == set(), "the control: this reader should have met these"
    assert words_in(caplog.text) == set(), "nothing secret in a log"


def finds(user, words) -> bool:
    """Whether search finds anything for any of these words: a few at a time, as a search is 200 characters long."""
    words = sorted(words)
    return any(find(user or AnonymousUser(), " or ".join(words[i : i + 6])) for i in range(0, len(words), 6))


def test_search_gives_a_word_to_nobody_else(world, nest):
    for reader, user in world.readers.items():
        assert not finds(user, [word for word, readers in MAY_SEE.items() if reader not in readers]), reader
    for reader in SITTING:
        assert finds(world.readers[reader], [canary("besloten", "punt", part) for part in ITEM_PARTS]), reader
    assert finds(world.secretary, [canary("vertrouwelijk", "punt", "toelichting")])


# ---------------------------------------------------------------- mail and snapshots
def test_no_mail_carries_a_secret(world, nest):
    set_up(tell_about_publications)()
    set_up(announce)()
    mails = [f"{mail.subject}{mail.text}{mail.html}{mail.headers}" for mail in OutgoingMail.objects.all()]
    assert mails
    assert words_in("".join(mails)) == set()


def test_a_snapshot_holds_what_its_audience_may_read(nest):
    frozen = {
        row.audience: words_in(f"{row.data}{row.html}{row.changes}")
        for row in AgendaPublication.objects.all()
    }
    assert frozen == {
        "openbaar": set(),
        "besloten": {
            *(canary("besloten", "punt", part) for part in ITEM_PARTS),
            canary("besloten", "los", "stuk"),
            canary("besloten", "onderdeel"),
        },
    }
