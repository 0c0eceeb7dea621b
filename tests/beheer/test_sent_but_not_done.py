"""'Dit is al bewaard' is only said of what was carried out, and only to the very same contents."""

import uuid
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from zorgzaam.once import SentForm, not_done, once

pytestmark = pytest.mark.django_db


class Said(BaseStorage):
    """Messages of one request, in memory."""

    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


def press(view, **typed):
    request = RequestFactory().post("/ergens/", typed)
    request.user = SimpleNamespace(pk=1)
    request._messages = Said(request)
    view(request)
    return [str(message) for message in request._messages]


def counting(answer):
    done = []

    @once
    def view(request) -> HttpResponse:
        done.append([file.read() for file in request.FILES.values()])
        return answer()

    return view, done


def test_a_redirect_that_refused_may_be_sent_again():
    view, done = counting(lambda: not_done(redirect("/terug/")))
    key = str(uuid.uuid4())
    assert [press(view, form_key=key) for _ in range(2)] == [[], []]
    assert len(done) == 2
    assert not SentForm.objects.exists()


def test_control_an_ordinary_redirect_is_carried_out_once():
    view, done = counting(lambda: redirect("/verder/"))
    key = str(uuid.uuid4())
    press(view, form_key=key)
    assert "al bewaard" in press(view, form_key=key)[0]
    assert len(done) == 1
    assert SentForm.objects.get().answer == "/verder/"


def test_the_same_words_on_a_newer_version_are_another_edit():
    view, done = counting(lambda: redirect("/verder/"))
    key = str(uuid.uuid4())
    for version in ("1", "2", "2"):
        press(view, form_key=key, version=version, title="Zelfde")
    assert len(done) == 2


def test_another_file_of_the_same_name_and_size_is_another_file():
    view, done = counting(lambda: redirect("/verder/"))
    key = str(uuid.uuid4())
    for content in (b"aaaa", b"bbbb", b"bbbb"):
        press(view, form_key=key, upload=SimpleUploadedFile("stuk.txt", content))
    assert done == [[b"aaaa"], [b"bbbb"]], "and the view still reads the file from its beginning"
