"""Several people at one draft: nobody throws away what a colleague just wrote, and what came too late is not lost."""

from typing import Any

import pytest
from django.urls import reverse

from partners.initiatives import discarding
from partners.initiatives.models import Initiative
from partners.initiatives.submitting import submit
from partners.initiatives.views import files, sending, steps
from tests.partners import initiatives as made
from tests.world import World
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
TYPED = "De laatste zin die ik typte"


def written(world: World, row: Initiative, idea: str = "Een collega schreef dit") -> None:
    now = made.fresh_row(row)
    now.idea = idea
    with acting(world.partner):
        now.save()


def discard(client: Any, row: Initiative, version: int) -> Any:
    return client.post(reverse("initiative_discard", args=[row.pk]), {"version": version})


def test_what_a_colleague_wrote_since_is_not_thrown_away_unseen(world: World, as_: Any) -> None:
    row, client = made.a_complete_draft(world), as_(world.partner)
    page = client.get(reverse("initiative_discard", args=[row.pk]))
    seen = page.context["form"]["version"].value()
    written(world, row)
    answer = discard(client, row, seen)
    assert answer.status_code == 422
    assert "Er is intussen nog in geschreven" in answer.content.decode()
    assert made.fresh_row(row).idea == "Een collega schreef dit"
    again = answer.context["form"]["version"].value()
    assert discard(client, row, again).status_code == 302
    assert not Initiative.objects.exists()


def test_control_without_the_version_it_is_gone(world: World, as_: Any, monkeypatch: Any) -> None:
    row, client = made.a_complete_draft(world), as_(world.partner)
    seen = row.version
    written(world, row)
    real = discarding.throw_away
    monkeypatch.setattr(sending, "throw_away", lambda draft: real(made.fresh_row(draft)))
    discard(client, row, seen)
    assert not Initiative.objects.exists()


def sent_just_before(monkeypatch: Any, world: World, module: Any, name: str, row: Initiative) -> None:
    """A colleague sends it after the request looked, and before it does its work."""
    real = getattr(module, name)

    def first(*args: Any, **more: Any) -> Any:
        submit(made.fresh_row(row), by=world.partner)
        return real(*args, **more)

    monkeypatch.setattr(module, name, first)


def test_thrown_away_while_it_is_sent_it_stays(world: World, as_: Any, monkeypatch: Any) -> None:
    row = made.a_complete_draft(world)
    sent_just_before(monkeypatch, world, sending, "throw_away", row)
    answer = discard(as_(world.partner), row, row.version)
    assert answer.status_code == 422
    assert "net ingediend" in answer.content.decode()


def test_a_file_taken_away_while_it_is_sent_stays(world: World, as_: Any, monkeypatch: Any) -> None:
    row = made.a_complete_draft(world)
    file = made.with_file(row)
    sent_just_before(monkeypatch, world, files, "detach", row)
    answer = as_(world.partner).post(reverse("initiative_file_gone", args=[row.pk, file.pk]))
    assert answer.status_code == 302
    assert made.fresh_row(row).files.exists()


def typing(client: Any, world: World, row: Initiative) -> tuple[str, dict[str, Any]]:
    """The page of a step, and what its writer sends of it."""
    url = reverse("initiative_step", args=[row.pk, "idee"])
    form = client.get(url).context["form"]
    data = {"title": row.title, "idea": TYPED, "why": row.why, "organisation": str(world.partner_org.pk)}
    return url, {**data, "version": form.instance.version, "were": form["were"].value()}


def test_what_was_typed_after_it_was_sent_is_shown(world: World, as_: Any) -> None:
    row, client = made.a_complete_draft(world), as_(world.partner)
    url, data = typing(client, world, row)
    submit(made.fresh_row(row), by=world.partner)
    page = client.post(url, data)
    assert page.status_code == 409
    assert TYPED in page.content.decode()
    assert made.fresh_row(row).idea == row.idea


def test_a_page_that_saves_by_itself_hears_so_in_its_place(world: World, as_: Any) -> None:
    row, client = made.a_complete_draft(world), as_(world.partner)
    url, data = typing(client, world, row)
    submit(made.fresh_row(row), by=world.partner)
    part = client.post(url, data, headers={"HX-Request": "true"})
    assert part.status_code == 409
    assert 'id="bewaard"' in part.content.decode()
    assert "<html" not in part.content.decode()


def test_sent_at_the_very_moment_of_a_save_it_is_shown_too(world: World, as_: Any, monkeypatch: Any) -> None:
    row, client = made.a_complete_draft(world), as_(world.partner)
    url, data = typing(client, world, row)
    sent_just_before(monkeypatch, world, steps, "save_draft", row)
    page = client.post(url, data)
    assert page.status_code == 409
    assert TYPED in page.content.decode()
