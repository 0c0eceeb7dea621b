"""Fragments: parts of a document that quote live records. Others register theirs with `register`.

A fragment is filled each time a draft is shown, with what everybody may read on the day of the document; at
publication what it gave then is frozen with the rest.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models

from zorgzaam.standing import NOBODY, Reader, StandIn

# For whom fragments are filled: somebody without any standing, so that nothing closed can be quoted.
PUBLIC_READER: Reader = StandIn(NOBODY)


@dataclass(frozen=True)
class Span:
    """The days a document tells of: those after `since`, up to and including `until`; None is open on that side.
    `words` is the period somebody chose for it, "" where `since` is that of the letter before."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    words: str = ""

    def covers(self, day: datetime.date | None, on: datetime.date) -> bool:
        """Whether this day is one of them, as far as they had passed on the day `on`; never where neither a period nor
        a letter before is known."""
        known = self.since or self.until
        return bool(
            known and day and (not self.since or self.since < day) and day <= min(self.until or on, on)
        )

    def holds(self, day: datetime.date | None, on: datetime.date) -> bool:
        """The same, where somebody chose the period."""
        return bool(self.words) and self.covers(day, on)


# Takes the cleaned parameters, the day and the reader; gives what the template needs, as JSON values only.
Fill = Callable[[dict[str, Any], datetime.date, Reader], dict[str, Any]]


@dataclass(frozen=True)
class Fragment:
    """One kind of fragment.

    key       its name in stored blocks; never change it
    label     what staff call it; `about` says in a sentence what it shows
    form      the parameters; left empty, a field named "on" is the day of the document, and one named "since" is
              the first day of its period, or the day of the letter it follows on
    fill      see Fill; may raise LookupError where there is nothing to show. Beside the fields of the form it gets the
              `span` of the document
    template  shows the data; the same one serves page and PDF (headings from h3 down, see zorgzaam/pdf)
    fields    what a row says, by key: how it is called where a later letter says that it changed
    compared  False where it tells of a period alone: every next letter has other rows
    """

    key: str
    label: str
    about: str
    form: type[forms.Form]
    fill: Fill
    template: str
    icon: str = "quote"
    fields: Mapping[str, str] = field(default_factory=dict)
    compared: bool = True


ALL_DAYS = Span()


class NothingToShow(LookupError):
    """The records this fragment quotes are gone or empty; the sentence is for who edits."""


_fragments: dict[str, Fragment] = {}


def register(fragment: Fragment) -> None:
    """Make a fragment available; the same key replaces."""
    _fragments[fragment.key] = fragment


def known() -> list[Fragment]:
    """Every fragment, by label."""
    return sorted(_fragments.values(), key=lambda fragment: fragment.label)


def get(key: str) -> Fragment | None:
    return _fragments.get(key)


def stored(form: forms.Form) -> dict[str, Any]:
    """The cleaned parameters of a valid form as JSON, such that `form(data=stored)` is valid again."""
    return {name: _plain(value) for name, value in form.cleaned_data.items() if value not in (None, "")}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    return value.isoformat() if isinstance(value, datetime.date) else value


def fill(
    key: str,
    parameters: dict[str, Any],
    on: datetime.date,
    reader: Reader = PUBLIC_READER,
    span: Span = ALL_DAYS,
) -> dict[str, Any]:
    """The data of one fragment on a day, about a period. Raises NothingToShow, also for an unknown key or
    parameters."""
    fragment = get(key)
    if fragment is None:
        raise NothingToShow("Dit fragment bestaat niet meer.")
    form = fragment.form(data=parameters)
    if not form.is_valid():
        raise NothingToShow("De gegevens waar dit fragment naar verwijst zijn er niet meer.")
    asked = form.cleaned_data
    if asked.get("since"):
        span = Span(asked["since"], span.until)
    return fragment.fill({**asked, "span": span}, asked.get("on") or on, reader)
