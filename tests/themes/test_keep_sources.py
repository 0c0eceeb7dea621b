"""The netwerkbureau adds and corrects sources in the werkbank, and goes back to the form it came from."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.audit.history import changes_of
from zorgzaam.source_keeping import free_code
from zorgzaam.sources import Source

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "Brief van de minister",
    "kind": "brief",
    "date_text": "zomer 2024",
    "url": "https://deltaland.example/b",
}


def test_a_source_is_added_without_a_code_and_one_goes_on_where_one_was(world, as_):
    bureau, form = as_(world.bureau), reverse("task_list_add")
    assert f"{reverse('source_add')}?terug={form.replace('/', '%2F')}" in bureau.get(form).content.decode()
    answer = bureau.post(f"{reverse('source_add')}?terug={form}", TYPED)
    assert (answer.status_code, answer.url) == (302, form)
    made = Source.objects.get()
    assert made.code == "brief-van-de"
    assert "Brief van de minister" in bureau.get(form).content.decode()
    page = as_(None).get(reverse("sources")).content.decode()
    assert 'href="https://deltaland.example/b"' in page
    assert reverse("source_edit", args=[made.pk]) not in page
    for elsewhere in ("https://elders.example/", "//elders.example/"):
        away = bureau.post(f"{reverse('source_add')}?terug={elsewhere}", TYPED)
        assert away.url == reverse("sources"), "never to another site"
    assert Source.objects.values("code").distinct().count() == 3


def test_a_source_is_corrected_with_its_history_and_keeps_its_code(world, as_):
    made = set_up(Source.objects.create)(code="s0", title="Brief")
    url = reverse("source_edit", args=[made.pk])
    assert as_(world.bureau).post(url, {**TYPED, "version": 1}).status_code == 302
    assert as_(world.bureau_only).post(url, {**TYPED, "title": "Ik ook", "version": 1}).status_code == 409
    made.refresh_from_db()
    assert (made.code, made.title) == ("s0", "Brief van de minister")
    assert changes_of(made)[0].actor_key == f"person:{world.bureau.person_id}"
    assert "Brief van de minister" in words(as_(world.bureau), reverse("history", args=["source", made.pk]))


def test_a_link_that_is_no_web_address_is_refused_everywhere(world, as_):
    answer = as_(world.bureau).post(reverse("source_add"), {**TYPED, "url": "javascript:alert(1)"})
    assert answer.status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(Source.objects.create)(code="s1", title="Brief", url="javascript:alert(1)")


def test_a_title_of_nothing_but_signs_still_gets_a_code(world):
    assert free_code("???") == "bron"
    assert len(free_code("Een heel lange titel zonder einde")) <= 20
