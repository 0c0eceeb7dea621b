"""No page of beheer holds a word of English."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import translation
from lxml import html

from tests.beheer.making import address, one_of_each, opened
from zorgzaam.accounts.locks import FailedLogin, SecondFactor

ENGLISH = re.compile(
    r"\b(add|change|delete|save|search|access|attempts?|authenticators?|view|history|home page|select|choose|"
    r"user|users|name|type|created|last used|password|yes|no|none|unknown|today|any|all|show|hide|recent|"
    r"actions|please|error|errors|filter by|clear|first|next|previous|results?|the|and|with|email address|"
    r"log out|username|failures|ip address|sites|groups?|permissions?|staff status|superuser status)\b",
    re.IGNORECASE,
)
# Dutch words and names that look English.
DUTCH = {"accounts", "account"}

pytestmark = pytest.mark.django_db


def words_of(content):
    """What somebody reads or hears on a page: texts, labels, titles and words on buttons."""
    page = html.fromstring(content)
    for element in page.xpath("//script|//style|//option[@value!='']"):
        element.drop_tree()
    heard = page.xpath("//@title|//@aria-label|//@placeholder|//@alt|//input[@type='submit']/@value")
    return " ".join([*page.xpath("//body//text()"), *heard])


def english_on(client, url):
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, url
    return {found.group().lower() for found in ENGLISH.finditer(words_of(answer.content.decode()))} - DUTCH


def pages(world):
    """The first page, every list, every form and every story."""
    made = one_of_each(world)
    failed = FailedLogin.objects.create(username="x@deltaland.example", failures_since_start=3)
    made |= {SecondFactor: SecondFactor.objects.first(), FailedLogin: failed}
    yield reverse("admin:index")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_changelist") + "?q=zzz"
        if model in made:
            yield address(made[model])
            if model._meta.app_label != "account":
                yield address(made[model], "history")
    for model in (SecondFactor, FailedLogin):
        yield address(made[model], "delete")


def test_no_word_of_english_on_any_page(world, as_):
    client = as_(world.admin)
    found = {url: words for url in pages(world) if (words := english_on(client, url))}
    assert found == {}


def test_no_word_of_english_on_any_form_that_adds(world, as_):
    client, found = as_(world.admin), {}
    for model, of in admin.site._registry.items():
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        if client.get(url).status_code == 403:
            continue
        assert of.has_add_permission
        if words := english_on(client, url):
            found[url] = words
        refused = client.post(url, {k: v for k, v in opened(client, url).items() if "FORMS" in k})
        found |= {
            f"{url} refused": words
            for words in [{w.group().lower() for w in ENGLISH.finditer(words_of(refused.content.decode()))}]
            if words
        }
    assert found == {}


def test_nothing_to_choose_is_said_in_words(world, as_):
    page = as_(world.admin).get(reverse("admin:governance_mandate_add")).content.decode()
    assert "---------" not in page
    assert ">Geen</option>" in page


def test_the_words_are_looked_for(world, as_):
    """The control: in English the same page is full of them."""
    with translation.override("en"):
        assert ENGLISH.search("Select organ to change")
