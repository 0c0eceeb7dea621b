"""A form sent twice adds once; a key seen elsewhere never ends in an error."""

import io
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from governance.briefings.content import BriefingBlock
from governance.briefings.errors import Refused
from governance.briefings.models import Briefing, Status
from governance.briefings.reviewing import BriefingReview
from tests.governance import letters


def picture() -> SimpleUploadedFile:
    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(target, "PNG")
    return SimpleUploadedFile("kaart.png", target.getvalue(), "image/png")


def begin(world, subject: str = "Een nieuwe tafel") -> dict[str, object]:
    return {"kind": "mededeling", "addressee": world.staten.pk, "subject": subject}


FORMS = {
    "section": ("briefing_section_new", lambda world: {"heading": "Nieuw"}),
    "text": ("briefing_text_new", lambda world: {"text": "<p>Nieuw</p>"}),
    "fragment": (
        "briefing_fragment_new",
        lambda world: {"fragment": "members", "body": world.coalition.pk},
    ),
    "attachment": (
        "briefing_attachment_new",
        lambda world: {"name": "Kaart", "edocs_number": "1", "woo_public": "ja", "upload": picture()},
    ),
    "remark": ("briefing_review", lambda world: {"verdict": "opmerking", "remark": "Let op de datum."}),
}


def place(briefing, form: str) -> str:
    args = [briefing.pk, *([briefing.sections.first().pk] if form in ("text", "fragment") else [])]
    return reverse(FORMS[form][0], args=args)


def amount(briefing, form: str) -> int:
    counts = {
        "section": lambda: briefing.sections.exclude(heading="Kop").count(),
        "text": lambda: BriefingBlock.objects.filter(section__briefing=briefing, fragment="").count(),
        "fragment": lambda: (
            BriefingBlock.objects.filter(section__briefing=briefing).exclude(fragment="").count()
        ),
        "attachment": briefing.attachments.count,
        "remark": lambda: BriefingReview.objects.filter(briefing=briefing).count(),
    }
    return counts[form]()


@pytest.fixture
def pair(world):
    both = [letters.full(world), letters.draft(world, subject="Een ander stuk")]
    letters.set_up(lambda: BriefingBlock.objects.all().delete())()
    letters.section(both[1], "Kop")
    return both


@pytest.mark.parametrize("form", FORMS)
def test_the_page_has_a_key_and_sent_twice_it_adds_once(world, as_, pair, form):
    client, briefing = as_(world.bureau), pair[0]
    url, fill = place(briefing, form), FORMS[form][1]
    opened = client.get(url, fill(world) if form == "fragment" else None)
    assert b'name="form_key"' in opened.content
    before, key = amount(briefing, form), str(uuid.uuid4())
    for _ in range(3):
        answer = client.post(url, {**fill(world), "form_key": key})
        assert answer.status_code == 302
    assert amount(briefing, form) == before + 1


@pytest.mark.parametrize("form", FORMS)
def test_control_without_the_key_the_second_press_adds_again(world, as_, pair, form):
    client, briefing = as_(world.bureau), pair[0]
    before = amount(briefing, form)
    for _ in range(2):
        client.post(place(briefing, form), FORMS[form][1](world))
    assert amount(briefing, form) == before + 2


@pytest.mark.parametrize("form", FORMS)
def test_a_key_of_another_briefing_adds_here_too(world, as_, pair, form):
    client, key = as_(world.bureau), str(uuid.uuid4())
    before = [amount(briefing, form) for briefing in pair]
    for briefing in pair:
        answer = client.post(place(briefing, form), {**FORMS[form][1](world), "form_key": key})
        assert answer.status_code == 302
    assert [amount(briefing, form) for briefing in pair] == [count + 1 for count in before]


def test_back_and_other_words_are_not_thrown_away(world, as_, pair):
    client, url, key = as_(world.bureau), place(pair[0], "section"), str(uuid.uuid4())
    for heading in ("Eerst", "Toch anders"):
        assert client.post(url, {"heading": heading, "form_key": key}).status_code == 302
    assert {"Eerst", "Toch anders"} <= set(pair[0].sections.values_list("heading", flat=True))


@pytest.mark.parametrize("key", ["", "x", "9" * 36, "\x00", "{}"])
def test_an_odd_key_is_no_key(world, as_, pair, key):
    answer = as_(world.bureau).post(place(pair[0], "section"), {"heading": "Nieuw", "form_key": key})
    assert answer.status_code in (302, 422)


def test_a_new_briefing_is_begun_once(world, as_):
    client, url, key = as_(world.bureau), reverse("briefing_new"), str(uuid.uuid4())
    assert b'name="form_key"' in client.get(url).content
    first, second = (client.post(url, {**begin(world), "form_key": key}) for _ in range(2))
    assert first.url == second.url
    other = client.post(url, {**begin(world, "Iets anders"), "form_key": key})
    assert other.url != first.url
    assert as_(world.bureau_only).post(url, {**begin(world), "form_key": key}).url != first.url
    assert Briefing.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_begins_one(world, as_):
    session = as_(world.bureau).cookies
    data = {**begin(world), "form_key": str(uuid.uuid4())}

    def press(_: int) -> tuple[int, str]:
        client = Client()
        client.cookies = session
        try:
            answer = client.post(reverse("briefing_new"), data)
            return answer.status_code, answer.url
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(press, range(4)))
    assert len(answers) == 1
    assert Briefing.objects.count() == 1


# ---------------------------------------------------------------- refused is not done
def test_a_refused_fragment_is_never_called_kept_and_can_be_sent_again(world, as_, pair):
    briefing, client, key = pair[0], as_(world.bureau), str(uuid.uuid4())
    url, sent = place(briefing, "fragment"), {**FORMS["fragment"][1](world), "form_key": key}
    before = amount(briefing, "fragment")
    letters.set_up(briefing.submit)(by=world.bureau)
    for _ in range(2):
        page = client.post(url, sent, follow=True).text
        assert "al bewaard" not in page
    assert amount(briefing, "fragment") == before
    again = Briefing.objects.get(pk=briefing.pk)
    letters.set_up(again.send_back)(by=world.bureau_only, remark="Nog een onderdeel erbij.")
    client.post(url, sent)
    assert amount(briefing, "fragment") == before + 1


def test_a_refused_verdict_is_never_called_kept(world, as_, pair, monkeypatch):
    def refuse(self, **given):
        raise Refused("Dat kan nu niet.")

    briefing, key = pair[0], str(uuid.uuid4())
    letters.set_up(briefing.submit)(by=world.bureau)
    client, url = as_(world.bureau_only), place(briefing, "remark")
    seen = letters.digest_of(Briefing.objects.get(pk=briefing.pk))
    sent = {"verdict": "akkoord", "remark": "Goed", "seen": seen, "form_key": key}
    with monkeypatch.context() as broken:
        broken.setattr(Briefing, "approve", refuse)
        for _ in range(2):
            page = client.post(url, sent, follow=True).text
            assert "Dat kan nu niet." in page
            assert "al bewaard" not in page
    client.post(url, sent)
    assert Briefing.objects.get(pk=briefing.pk).status == Status.APPROVED
