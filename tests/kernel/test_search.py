"""Search finds Dutch words, shows each thing once, and shows a reader nothing the page would not."""

from collections.abc import Callable

import pytest

from governance.bodies.models import Body
from tests import world as cast
from tests.world import World, set_up
from zorgzaam import search
from zorgzaam.search import Searchable, find
from zorgzaam.standing import NOBODY, StandIn

VISITOR = StandIn(NOBODY)


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Searchable], None]:
    monkeypatch.setattr(search, "_kinds", {})
    return search.register


@set_up
def bodies(*names: str, **extra: str) -> list[Body]:
    made = [cast.body(name) for name in names]
    Body.objects.filter(pk__in=[body.pk for body in made]).update(**extra)
    return made


def titles(words: str, **extra: object) -> list[str]:
    return [hit.title for hit in find(VISITOR, words, **extra)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("coordinatie", "Coördinatie acute zorg"),
        ("COÖRDINATIE", "Coördinatie acute zorg"),
        ("werkgroep", "Werkgroepen Noord"),
        ("ouderen", "Platform Ouderenzorg"),
    ],
    ids=["without accents", "in capitals", "a stem", "part of a word"],
)
def test_words_are_found_as_people_type_them(world: World, words: str, name: str) -> None:
    bodies(name)
    assert name in titles(words)


def test_a_title_counts_for_more_than_a_text(world: World) -> None:
    bodies("Zonneveld")
    bodies("Ander overleg", purpose="zonneveld")
    assert titles("zonneveld") == ["Zonneveld", "Ander overleg"]


def test_no_more_is_shown_than_was_asked(world: World) -> None:
    bodies(*(f"Zonneveld {number}" for number in range(4)))
    assert len(titles("zonneveld", most=3)) == 3
    assert len(titles("zonneveld", most=9)) == 4


@pytest.mark.parametrize("words", ["", "   ", "\x00", "'", '"', "% _", "a" * 5000, "-", "or or", "<script>"])
def test_odd_words_find_nothing_and_break_nothing(world: World, words: str) -> None:
    assert titles(words, only="body") == []


def test_one_kind_can_be_asked_for(world: World) -> None:
    bodies("Zonneveld")
    assert titles("zonneveld", only="body") == ["Zonneveld"]
    assert titles("zonneveld", only="meeting") == []


# ---------------------------------------------------------------- what is published, and drafts of it
class Rows:
    """A queryset with a `visible_to` of our choosing."""

    def __init__(self, ids: list[object]) -> None:
        self.ids = ids

    def visible_to(self, reader: object) -> object:
        return Body.objects.filter(pk__in=self.ids)


def test_a_reader_is_searched_on_what_is_visible_to_them_only(
    world: World, register: Callable[[str, Searchable], None]
) -> None:
    seen, _hidden = bodies("Zonneveld A", "Zonneveld B")
    register("proef", Searchable("Proef", lambda: Rows([seen.pk]), "name"))
    assert titles("zonneveld") == ["Zonneveld A"]


def test_a_draft_is_found_by_who_reads_it_once_and_without_its_text(
    world: World, register: Callable[[str, Searchable], None]
) -> None:
    one, draft = bodies("Zonneveld A", "Zonneveld B", purpose="zonneveld in de tekst")
    ids = [one.pk, draft.pk]
    register(
        "proef",
        Searchable(
            "Proef",
            lambda: Rows([one.pk]),
            "name",
            "purpose",
            drafts=lambda reader: Body.objects.filter(pk__in=ids),
        ),
    )
    hits = find(VISITOR, "zonneveld")
    assert sorted(hit.title for hit in hits) == ["Zonneveld A", "Zonneveld B"]
    assert {hit.text for hit in hits} == {""}
    register("proef", Searchable("Proef", lambda: Rows([one.pk]), "name", "purpose"))
    assert [hit.text for hit in find(VISITOR, "zonneveld")] == ["zonneveld in de tekst"]
