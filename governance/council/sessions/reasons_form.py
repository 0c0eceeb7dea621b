"""The form to tick what gave rise to a session."""

from typing import Any

from django import forms

from governance.council.sessions.models import CouncilSession
from governance.council.sessions.reasons import GROUPS, candidates, choose, chosen_of, dated
from zorgzaam.audit.actors import Actor
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import NOT_IN_LIST


class ReasonsForm(forms.Form):
    """A box per candidate. `seen` travels along: what was ticked when the page was opened, so that what somebody else
    ticks meanwhile is not undone."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, session: CouncilSession, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        ticked = chosen_of(session)
        self.fields["seen"].initial = " ".join(sorted(f"{kind}:{pk}" for kind, pk in ticked))
        for (kind, title, more, *_), rows in zip(GROUPS, candidates(session, reader).values(), strict=True):
            field = forms.ModelMultipleChoiceField(
                rows, label=f"{title}{more}", required=False, widget=forms.CheckboxSelectMultiple,
                initial=[pk for of, pk in ticked if of == kind],
                error_messages={**NOT_IN_LIST, "invalid_pk_value": NOT_IN_LIST["invalid_choice"]},
            )  # fmt: skip
            field.label_from_instance = lambda row: f"{row} ({dated(row)})"  # type: ignore[method-assign, assignment]
            self.fields[kind] = field

    def save(self, by: Actor) -> None:
        """Only what this form changed is changed."""
        seen = {
            (kind, pk) for kind, _, pk in (one.partition(":") for one in self.cleaned_data["seen"].split())
        }
        ticked = {(kind, str(row.pk)) for kind, *_ in GROUPS for row in self.cleaned_data[kind]}
        choose(self.session, ticked - seen, seen - ticked, by=by)
