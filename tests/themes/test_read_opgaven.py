"""The printed code of an opgave is a label: it may repeat, skip, carry a letter or be missing (O6, O8)."""

import pytest
from django.db import IntegrityError, transaction

from tests.themes import making
from tests.themes.reading import words
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(world):
    return making.theme(making.generation(), "Wonen")


def test_codes_are_shown_as_printed_in_the_order_of_the_document(theme, as_):
    visie = making.document(theme.generation)
    for code in ("1", "1a", "", "1b"):
        making.opgave(theme, visie, display_code=code, title=f"Titel {code or 'zonder'}")
    page = words(as_(None), theme.get_absolute_url())
    shown = ["1 Titel 1", "1a Titel 1a", "(zonder nummer) Titel zonder", "1b Titel 1b"]
    places = [page.index(each) for each in shown]
    assert places == sorted(places)


def test_an_opgave_without_title_shows_its_text(theme, as_):
    making.opgave(theme, making.document(theme.generation), text="De oorzaken worden onderzocht.")
    assert "(zonder nummer) De oorzaken worden onderzocht." in words(as_(None), theme.get_absolute_url())


def test_one_code_may_stand_in_two_documents_and_even_twice_in_one(theme, as_):
    visie, agenda = making.document(theme.generation, "Visie"), making.document(theme.generation, "Agenda")
    for document in (visie, visie, agenda):
        making.opgave(theme, document, display_code="1")
    assert theme.tasks.filter(display_code="1").count() == 3
    page = words(as_(None), theme.get_absolute_url())
    assert page.index("Volgens: Visie") < page.index("Volgens: Agenda")


def test_what_became_of_an_opgave_is_marked_derived(theme, as_):
    earlier = making.opgave(theme, making.document(theme.generation, "Visie"), display_code="1a")
    later = making.opgave(theme, making.document(theme.generation, "Agenda"), display_code="2")
    making.followed_by(earlier, later, note="nu ook voor jongeren")
    page = words(as_(None), theme.get_absolute_url())
    assert "Werd opgave 2 in Agenda: nu ook voor jongeren afgeleid" in page
    assert "Was opgave 1a in Visie afgeleid" in page


def test_what_a_source_says_itself_is_not_marked_derived(theme, as_):
    earlier = making.opgave(theme, making.document(theme.generation, "Visie"), display_code="1")
    later = making.opgave(theme, making.document(theme.generation, "Agenda"), display_code="1")
    making.followed_by(earlier, later, derived=False)
    page = words(as_(None), theme.get_absolute_url())
    assert "Werd opgave 1 in Agenda" in page
    assert "afgeleid" not in page


def test_a_dropped_opgave_says_so(theme, as_):
    making.opgave(theme, making.document(theme.generation), dropped=True)
    assert "Komt niet terug in het volgende document" in words(as_(None), theme.get_absolute_url())


def test_an_opgave_says_something(theme):
    visie = making.document(theme.generation)
    assert making.opgave(theme, visie, title="Alleen een titel", text="").pk
    with pytest.raises(IntegrityError, match="theme_task_says_something"), transaction.atomic():
        making.opgave(theme, visie, title="", text="")


def test_two_opgaven_can_change_places_at_once(theme):
    visie = making.document(theme.generation)
    one, two = making.opgave(theme, visie), making.opgave(theme, visie)
    with acting(SystemActor.SETUP), transaction.atomic():
        one.position, two.position = 2, 1
        one.save()
        two.save()
    assert list(theme.tasks.order_by("position")) == [two, one]
