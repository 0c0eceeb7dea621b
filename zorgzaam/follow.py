"""Following a subject, the only such mechanism: a person asks to hear when something about it is published.

An app registers what can be followed; models write facts, jobs look for facts without consequences and write
to the followers who may see them.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zorgzaam.access import get_visible
from zorgzaam.audit.history import track
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.people.models import Person


@dataclass(frozen=True)
class Subject:
    """Something that can be followed. `queryset()` has `visible_to`; `label` reads as in "dit orgaan"."""

    queryset: Callable[[], Any]
    label: str


_subjects: dict[str, Subject] = {}


def register(kind: str, subject: Subject) -> None:
    """Let people follow objects of `kind` ("body", "theme", ...)."""
    _subjects[kind] = subject


@track()
class Follow(models.Model):
    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "gevolgd onderwerp"
        verbose_name_plural = "gevolgde onderwerpen"
        constraints = [models.UniqueConstraint("person", "kind", "subject_id", name="follow_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


def follows(person_id: uuid.UUID | None, kind: str, subject_id: uuid.UUID) -> bool:
    """Whether this person follows this subject; one query, none for an anonymous visitor."""
    return person_id is not None and _rows(kind, subject_id).filter(person_id=person_id).exists()


def followers(kind: str, subject_id: uuid.UUID) -> "models.QuerySet[Person]":
    """The people who follow a subject and can be mailed."""
    return followers_of([(kind, subject_id)])


def followers_of(subjects: Iterable[tuple[str, uuid.UUID]]) -> "models.QuerySet[Person]":
    """The people who follow one of these subjects (kind and id) and can be mailed, each once."""
    return Person.objects.filter(
        pk__in=_any_of(subjects).values("person_id"), erased_at__isnull=True
    ).exclude(email="")


def follows_any(person_id: uuid.UUID, subjects: Iterable[tuple[str, uuid.UUID]]) -> bool:
    """Whether this person follows one of these subjects; one query."""
    return _any_of(subjects).filter(person_id=person_id).exists()


def _any_of(subjects: Iterable[tuple[str, uuid.UUID]]) -> "models.QuerySet[Follow]":
    asked = models.Q(pk__in=[])
    for kind, subject_id in subjects:
        asked |= models.Q(kind=kind, subject_id=subject_id)
    return Follow.objects.filter(asked)


def _rows(kind: str, subject_id: uuid.UUID) -> "models.QuerySet[Follow]":
    return Follow.objects.filter(kind=kind, subject_id=subject_id)


@require_POST
@entrance(Door.ACCOUNT, SIGNED_IN)
def toggle(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Follow or stop following; `wanted` says which, so that a double click changes nothing twice."""
    if kind not in _subjects:
        raise Http404
    person_id = request.user.person_id  # type: ignore[union-attr]
    wanted = request.POST.get("wanted") == "yes"
    if wanted:
        get_visible(request.user, _subjects[kind].queryset(), pk=pk)
        Follow.objects.get_or_create(person_id=person_id, kind=kind, subject_id=pk)
    else:
        # Stopping asks for no sight: what was closed since must not go on. It answers the same whatever there is.
        _rows(kind, pk).filter(person_id=person_id).delete()
    if request.headers.get("HX-Request"):
        return render(request, "ui/follow.html", {"kind": kind, "subject_id": pk, "following": wanted})
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    # No shortcut here: redirect() would take any other word for the name of a page.
    return HttpResponseRedirect(back if safe else reverse("home"))
