"""A year that is a slip of the keyboard is said beside its field; it never ends in an error page."""

import pytest
from django.forms.models import model_to_dict
from django.urls import reverse

from governance.briefings.forms import HeaderForm
from governance.briefings.models import Briefing
from tests.governance import letters


def typed(briefing: Briefing, **changes: str) -> dict[str, object]:
    data = {**model_to_dict(briefing, list(HeaderForm.base_fields)), "version": briefing.version}
    return {**{name: "" if value is None else value for name, value in data.items()}, **changes}


@pytest.mark.parametrize("year", ["0001", "1799", "2201", "9999"])
@pytest.mark.parametrize("name", ["embargo_until", "dated_on", "decided_on", "sent_on"])
def test_a_year_far_away_is_refused_beside_its_field(world, as_, name, year):
    briefing = letters.draft(world)
    day = f"{year}-01-01T00:00" if name == "embargo_until" else f"{year}-01-01"
    url = reverse("briefing_header", args=[briefing.pk])
    answer = as_(world.bureau).post(url, typed(briefing, **{name: day}))
    assert answer.status_code == 422
    assert "Kies een datum van 1800 tot en met 2200." in answer.content.decode()
    assert f'id="id_{name}_error"' in answer.content.decode()
    assert Briefing.objects.get().version == briefing.version


@pytest.mark.parametrize("year", ["1800", "2200"])
def test_control_years_within_reach_are_kept(world, as_, year):
    briefing = letters.draft(world)
    changes = {"embargo_until": f"{year}-06-01T12:00", "dated_on": f"{year}-06-01"}
    url = reverse("briefing_header", args=[briefing.pk])
    assert as_(world.bureau).post(url, typed(briefing, **changes)).status_code == 302
    kept = Briefing.objects.get()
    assert [str(kept.embargo_until.year), str(kept.dated_on.year)] == [year, year]


def test_sharing_until_the_year_9999_is_refused_too(world, as_):
    briefing = letters.draft(world)
    given = {"user": world.clerk.pk, "until": "9999-12-31T23:59", "reason": "Lees mee"}
    answer = as_(world.bureau).post(reverse("briefing_share", args=[briefing.pk]), given)
    assert answer.status_code == 422
    assert not briefing.shares.exists()
