"""The steps of a version: each in the name of somebody, asked twice done once, refused where it does not follow."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from regioplan.plans.errors import Refused
from regioplan.plans.guards import DECISIONS
from regioplan.plans.models.states import Status
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.ui import dates


def person_of(by: Person | User) -> Person:
    """The person behind whoever acts."""
    return by.person if isinstance(by, User) else by


class Steps(models.Model):
    """Abstract: what can be done with a PlanVersion."""

    if TYPE_CHECKING:
        # Columns and rows of the version itself.
        status: Any
        binding: Any
        imported: Any
        sections: Any
        approvals: Any
        cleared_by: Any
        cleared_on: Any
        cleared_limits: Any
        withdrawn_because: Any
        input_opened_on: Any
        input_until: Any
        reminders_from: Any

        def get_status_display(self) -> str: ...

    class Meta:
        abstract = True

    def clear(
        self, *, by: Person | User, body: str, on: datetime.date, limits: str = "", seen: str | None = None
    ) -> bool:
        """Note that `body` (its official name) agreed to publication on a day, with what restriction.

        Gives whether anything changed; asked twice it changes nothing twice. So do the other steps. Raises Refused in
        another state, without a text, for a day to come, or when another agreement was noted already; Unseen when the
        version is not as in `seen` (of `plans.seen.note`; None: of no page).
        """
        from regioplan.plans.seen import must_be_seen

        with self._step(by, f"Akkoord voor publicatie door {body}"):
            if self.status == Status.CLEARED:
                return self._noted(body, on, limits)
            self._must_be(Status.DRAFT)
            if on > timezone.localdate():
                raise Refused("Een akkoord van een dag die nog komt kan niet.")
            if not self.sections.exists():
                raise Refused("Er staat nog geen tekst in deze versie.")
            if seen is not None:
                must_be_seen(self, seen)  # type: ignore[arg-type]
            return self._to(Status.CLEARED, cleared_by=body, cleared_on=on, cleared_limits=limits)

    def _noted(self, body: str, on: datetime.date, limits: str) -> bool:
        """False for the agreement that holds; Refused with that one for another."""
        if (self.cleared_by, self.cleared_on, self.cleared_limits) == (body, on, limits):
            return False
        limited = f" Voorbehoud: {self.cleared_limits}" if self.cleared_limits else ""
        raise Refused(f"Er is al een akkoord: {self.cleared_by}, {dates.day(self.cleared_on)}.{limited}")

    def reopen(self, *, by: Person | User, because: str) -> bool:
        """Back to draft before publication: the agreement is then of the past, and stays in the history.

        Raises Refused when a college decided about the text.
        """
        with self._step(by, because):
            if self.status == Status.DRAFT:
                return False
            self._must_be(Status.CLEARED)
            if self.approvals.latest().filter(outcome__in=DECISIONS).exists():
                raise Refused(
                    "Colleges besloten al over deze tekst. Trek deze versie in en begin een nieuwe."
                )
            return self._to(Status.DRAFT, cleared_by="", cleared_on=None, cleared_limits="")

    def bind(self, *, by: Person | User, binding: str) -> bool:
        """Say what the published plan is worth: guiding or adopted."""
        with self._step(by, "Betekenis van het plan vastgelegd"):
            if self.binding == binding:
                return False
            self._must_be(Status.PUBLISHED)
            return self._to(Status.PUBLISHED, binding=binding)

    def withdraw(self, *, by: Person | User, because: str) -> bool:
        """Take it back for good. Its pages stay as tombstones that say why.

        Raises Refused without a reason, or for another one than was given already.
        """
        with self._step(by, f"Ingetrokken: {because}"):
            if self.status == Status.WITHDRAWN:
                if self.withdrawn_because == because.strip():
                    return False
                raise Refused(f"Deze versie is al ingetrokken: {self.withdrawn_because}")
            if not because.strip():
                raise Refused("Schrijf op waarom het plan wordt ingetrokken.")
            return self._to(Status.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_because=because.strip())

    def ask_input(self, *, by: Person | User, until: datetime.date) -> bool:
        """Open the draft for input of portfolio holders, up to and including a day."""
        with self._step(by, "Inbreng gevraagd"):
            self._must_be(Status.DRAFT)
            if until < timezone.localdate():
                raise Refused("Kies een dag die nog komt.")
            if self.input_until == until:
                return False
            opened = self.input_opened_on or timezone.localdate()
            return self._to(Status.DRAFT, input_opened_on=opened, input_until=until)

    def remind(self, *, by: Person | User) -> bool:
        """Let municipalities that have not decided be reminded from today; imported versions are silent until then."""
        with self._step(by, "Herinneringen aangezet"):
            if self.reminders_from is not None:
                return False
            self._must_be(Status.PUBLISHED)
            return self._to(Status.PUBLISHED, reminders_from=timezone.localdate())

    @contextmanager
    def _step(self, by: Person | User, reason: str) -> Iterator[None]:
        """One transition: in the name of `by`, in one transaction, with the row locked and read again."""
        with transaction.atomic(), acting(by, reason=reason):
            self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(of=("self",)))
            yield

    def _must_be(self, *statuses: Status) -> None:
        if self.status not in statuses:
            raise Refused(f"Dat kan nu niet: de toestand is “{self.get_status_display().lower()}”.")

    def _to(self, status: Status, **changes: Any) -> bool:
        for name, value in {"status": status, **changes}.items():
            setattr(self, name, value)
        changed = ["status", *changes]
        self.save(update_fields=changed)
        return True
