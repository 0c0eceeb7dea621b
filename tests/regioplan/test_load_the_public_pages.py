"""The demo as an inhabitant reads it: from the front page to the plan, the municipality, progress and help."""

import pytest
from django.urls import reverse

from regioplan.figures.models import FigureValue, KeyFigure
from regioplan.timeline.models import TimelineEvent
from regioplan.voices.models import Voice, VoiceAnswer
from tests.themes.reading import words
from zorgzaam.demo.loading import load

pytestmark = pytest.mark.django_db


def counts():
    return [model.objects.count() for model in (TimelineEvent, KeyFigure, FigureValue, Voice, VoiceAnswer)]


def test_the_demo_for_inhabitants(db, as_):
    load()
    assert counts() == [38, 7, 9, 4, 0]
    load()
    assert counts() == [38, 7, 9, 4, 0]
    assert not TimelineEvent.objects.filter(source=None).exists()
    reader = as_(None)
    assert reverse("inhabitants") in reader.get(reverse("home")).content.decode()
    page = words(reader, reverse("inhabitants"))
    assert "Zeewolde Hoort bij de regio Noord-Veluwe. Die regio maakt een eigen plan." in page
    assert "Almere Plannen, besluiten en wie hier meedoet." in page
    for name in ("plans", "themes", "progress", "voices", "timeline", "key_figures", "contact"):
        assert reverse(name) in reader.get(reverse("inhabitants")).content.decode(), name
    chosen = reader.get(reverse("inhabitants"), {"gemeente": "zeewolde"})
    assert chosen.url == reverse("municipality", args=["zeewolde"])
    page = words(reader, chosen.url)
    assert "Niet in onze regio" in page
    assert "Vraag het de gemeente Zeewolde" in page
    assert "Deze gemeente kennen we niet" in words(reader, f"{reverse('inhabitants')}?gemeente=atlantis")

    page = words(reader, reverse("voices"))
    assert page.count("Nog geen antwoord") == 4
    shortage = KeyFigure.objects.get(unit="%")
    headlines = reader.get(reverse("inhabitants")).context["figures"]
    assert list(headlines) == [shortage], "money and hours do not tell an inhabitant why"
    page = words(reader, shortage.get_absolute_url())
    assert "2020: ongeveer 4%; 2032: ongeveer 11% (verwachting)." in page
    page = words(reader, reverse("timeline"))
    assert "Tijdlijn 2018 tot en met 2040" in page
    assert "Uiterlijk 31 december 2023 Regioplan: openbaar maken" in page
    assert "Voor 1 juli 2023 Regiobeeld: opleveren" in page
    assert "In de loop van 2024 Nieuwe afspraken over samenwerking" in page
    assert "Na 2025 Financiering programma WEL stopt" in page
    assert "2033 tot en met 2039: niets op de tijdlijn" in page
    assert page.count("Regiobeeld opgeleverd Plan of mijlpaal") == 1
