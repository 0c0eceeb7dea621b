"""What a group said, by which group, and what was done with it; nobody by name, and an honest "nog geen antwoord"."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from regioplan.voices.models import Voice, VoiceAnswer
from tests.regioplan import making as agreeing
from tests.regioplan import publicmaking as making
from tests.themes import making as themes
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.house import House
from zorgzaam.search import find
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db


def typed(**more):
    return {
        "title": "De bus komt te weinig", "text": "Wij komen niet bij de huisarts.", "speaker_kind": "inwoners",
        "speaker": "inwonerspanel Duindorp", "said_precision": "month", "said_on": "2025-03-01", **more,
    }  # fmt: skip


def post(client, name, *args, **data):
    return client.post(reverse(name, args=args), data)


def test_from_what_was_said_to_what_was_done_with_it(world, as_):
    bureau, visitor = as_(world.bureau), as_(None)
    assert post(bureau, "voice_add", **typed()).status_code == 302
    one = Voice.objects.get()
    assert visitor.get(one.get_absolute_url()).status_code == 404
    assert "Nog geen inbreng" in words(visitor, reverse("voices"))
    assert not find(None, "huisarts")
    assert any("wacht op nalezen" in todo.title for todo in todos(world.bureau))
    assert post(bureau, "voice_publish", one.pk, version=one.version).status_code == 422, (
        "nobody read it over"
    )
    answer = post(bureau, "voice_publish", one.pk, version=one.version, checked="on")
    assert answer.status_code == 302, answer.content.decode()
    assert [hit.title for hit in find(None, "huisarts")] == [one.title]
    page = words(visitor, one.get_absolute_url())
    assert "Nog geen antwoord" in page
    assert "Maart 2025" in page
    assert "Hoe Nog niet bekend" in page
    assert "Eén inbreng wacht nog op een antwoord" in words(visitor, reverse("voices"))
    agreement = agreeing.accepted(world, agreeing.a_task())
    said = {"verdict": "deels", "text": "De bus rijdt elk uur.", "answered_by": "Zorgraad Deltaland"}
    given = {**said, "answered_on": "2025-05-01", "answered_precision": "day", "agreement": agreement.pk}
    answer = post(bureau, "voice_answer_add", one.pk, **given)
    assert answer.status_code == 302, answer.content.decode()
    page = words(visitor, one.get_absolute_url())
    assert "Deels overgenomen Zorgraad Deltaland, 1 mei 2025 De bus rijdt elk uur." in page
    assert f"Hierdoor veranderde: de afspraak met {agreement.organisation.name} ." in page
    assert "Beantwoord" in words(visitor, reverse("voices"))
    assert not any("inbreng" in todo.title.lower() for todo in todos(world.bureau))


def test_an_inhabitant_reads_whom_to_turn_to_and_staff_read_why_an_answer_waits(world, as_):
    set_up(House.objects.update)(contact_email="bureau@deltaland.example")
    page = as_(None).get(reverse("voices")).content.decode()
    assert "Wilt u zelf iets zeggen?" in page
    assert 'href="mailto:bureau@deltaland.example"' in page
    assert f'href="{world.municipality.get_absolute_url()}"' in page
    draft, public = making.voice(state="concept"), making.voice("Nog iets")
    assert "Maak de inbreng eerst openbaar." in words(as_(world.bureau), draft.get_absolute_url())
    assert "Schrijf op wat ermee is gedaan." in words(as_(world.bureau), public.get_absolute_url())


def test_an_answer_shows_no_agreement_that_is_not_public(world, as_):
    one = making.voice()
    making.answer(one, agreement=agreeing.proposal(agreeing.a_task(), world.partner_org))
    assert "Hierdoor veranderde" not in words(as_(None), one.get_absolute_url())
    assert "Hierdoor veranderde" in words(as_(world.bureau), one.get_absolute_url()), "the control"


@pytest.mark.parametrize("text", ["Dat zei Pim Partner ook.", "Mail naar pim@duindorp.example"])
def test_nobody_is_on_the_site_by_name(world, as_, text):
    draft = making.voice(state="concept", text=text)
    page = post(as_(world.bureau), "voice_publish", draft.pk, version=draft.version, checked="on")
    assert page.status_code == 422
    assert "Hier staat de naam van een persoon" in page.content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        making.voice(speaker=text)
    with pytest.raises(DatabaseError), transaction.atomic():
        making.answer(making.voice(), text=text)
    assert making.voice(text="Dat zei het panel ook."), "the control"


def test_a_public_text_stays_without_names_when_it_is_changed(world, as_):
    one = making.voice()
    page = post(as_(world.bureau), "voice_edit", one.pk, **typed(version=one.version, text="Van Pim Partner"))
    assert page.status_code == 422
    assert Voice.objects.get().text == ""


def test_what_was_withdrawn_says_only_that(world, as_):
    one = making.voice("Een geheime zin", text="Met een wilde pinguin erin")
    assert find(None, "pinguin"), "the control"
    page = post(as_(world.bureau), "voice_withdraw", one.pk, version=one.version, reason="Te herkennen.")
    assert page.status_code == 302
    for reader in (None, world.member):
        gone = as_(reader).get(one.get_absolute_url())
        assert gone.status_code == 410
        assert "Te herkennen." in gone.content.decode()
        for secret in ("geheime", "pinguin"):
            assert secret not in gone.content.decode()
        assert "geheime" not in as_(reader).get(reverse("voices")).content.decode()
    assert not find(None, "pinguin")
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(Voice.objects.get(pk=one.pk).delete)()
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(Voice.objects.filter(pk=one.pk).update)(state="openbaar")
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(making.answer(making.voice()).delete)()


def test_only_a_draft_is_thrown_away(world, as_):
    draft, out = making.voice(state="concept"), making.voice("Buiten")
    for one in (draft, out):
        assert post(as_(world.bureau), "voice_discard", one.pk, version=one.version).status_code == 302
    assert list(Voice.objects.all()) == [out]
    with pytest.raises(DatabaseError), transaction.atomic():
        out.discard(by=world.bureau)


def test_a_draft_that_was_rewritten_is_not_thrown_away_unread(world, as_):
    draft = making.voice(state="concept")
    read = draft.version
    set_up(Voice.objects.update)(text="Een week werk.")
    assert post(as_(world.bureau), "voice_discard", draft.pk, version=read).status_code == 422
    assert Voice.objects.get().text == "Een week werk."
    again = Voice.objects.get().version
    assert post(as_(world.bureau), "voice_discard", draft.pk, version=again).status_code == 302
    assert not Voice.objects.exists()


def test_publishing_twice_is_once(world):
    one = making.voice(state="concept")
    one.publish(by=world.bureau)
    version = one.version
    one.publish(by=world.bureau)
    assert one.version == version


def test_withdrawn_for_one_reason_is_not_withdrawn_for_another(world):
    one, twin = making.voice(), Voice.objects.get()
    one.withdraw(by=world.bureau, reason="Te herkennen.")
    twin.withdraw(by=world.bureau, reason="Te herkennen.")
    with pytest.raises(ValidationError, match="al ingetrokken: Te herkennen"):
        twin.withdraw(by=world.bureau, reason="Dubbel.")


def test_the_list_is_narrowed_by_theme_year_and_group(world, as_):
    theme = themes.theme(themes.generation(), "Vervoer")
    making.voice("Bus", theme=theme, said_on=datetime.date(2024, 2, 1))
    making.voice("Trein", said_on=datetime.date(2025, 2, 1), speaker_kind="adviesraad")
    making.voice("Fiets")
    making.voice("Concept", state="concept", said_on=datetime.date(2019, 1, 1))

    def shown(**chosen):
        page = as_(None).get(reverse("voices"), chosen).context["page"]
        return [row.title for row in page]

    assert shown() == ["Trein", "Bus", "Fiets"]
    assert shown(thema=theme.pk) == ["Bus"]
    assert shown(jaar="2025") == ["Trein"]
    assert shown(van="adviesraad") == ["Trein"]
    assert shown(jaar="2019") == shown(), "a year of drafts alone is no choice"
    assert "Bus" in words(as_(None), theme.get_absolute_url())


def fill(many):
    for number in range(many):
        one = making.voice(f"Zin {many}-{number}", said_on=timezone.localdate())
        making.answer(one)
        making.voice(f"Wacht {many}-{number}")
        making.value(making.figure(f"Cijfer {many}-{number}"), "4", 2020)
        making.event(f"Feit {many}-{number}", source=making.source())


def questions(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return sum(" FROM " in one["sql"] for one in found)


def test_more_of_it_asks_no_more_questions(world, as_):
    pages = ("voices", "voices_desk", "key_figures", "timeline", "inhabitants")
    urls = [(as_(world.bureau), reverse(name)) for name in pages]
    fill(2)
    few = [questions(*each) for each in urls]
    fill(20)
    assert [questions(*each) for each in urls] == few
    assert VoiceAnswer.objects.count() == 22
