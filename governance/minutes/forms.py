"""Forms of minutes: the text of a part, and where they were approved."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from governance.meetings.models import AgendaItem
from governance.meetings.sides import INSIDE, is_private
from governance.minutes.approvable import items_after, likely_of
from governance.minutes.models import Minutes, MinutesPart
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin


class PartForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = MinutesPart
        fields = ("text",)

    constraint_fields: ClassVar[dict[str, str]] = {"on_its_side": "text"}

    def clean_text(self) -> str:
        """An item that was closed since: what stood in its open part may stay there or go, nothing new comes in."""
        text: str = self.cleaned_data["text"]
        if (
            text
            and text != self.initial.get("text")
            and not self.instance.closed
            and is_private(self.instance.item)
        ):
            raise ValidationError(INSIDE)
        return text


SAID = {**NOT_IN_LIST, "required": "Kies een punt."}


class _ItemField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.meeting.title}, {day(obj.meeting.day)}: {obj.title}"


class ApproveForm(RowForm):
    """At which item of which meeting. The likely ones are offered, and the item `at` which one stands; every other one
    behind `other`. `is_possible` says whether there is anything to choose."""

    item = _ItemField(
        AgendaItem.objects.none(),
        label="Bij welk punt is het verslag vastgesteld?",
        empty_label=None,
        error_messages=SAID,
    )
    other = _ItemField(
        AgendaItem.objects.none(),
        label="Bij dit andere agendapunt",
        empty_label="Kies een punt",
        required=False,
        help_text="Kies hier alleen iets als het verslag bij een ander punt is vastgesteld dan hierboven staat.",
        error_messages=SAID,
    )

    def __init__(
        self, *args: Any, row: Minutes, reader: Reader, at: uuid.UUID | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, row=row, **kwargs)
        later = items_after(row, reader)
        here = later.filter(pk=at).first() if at else None
        likely = likely_of(later, here)
        offered: Any = self.fields["item"]
        offered.queryset, offered.initial = likely, getattr(here or likely.first(), "pk", None)
        others: Any = self.fields["other"]
        others.queryset = later.exclude(pk__in=likely.values("pk"))
        self.is_possible = later.exists()
        if not likely.exists():
            others.label, others.help_text, others.required = offered.label, "", True
            del self.fields["item"]
        elif not others.queryset.exists():
            del self.fields["other"]

    @property
    def chosen(self) -> AgendaItem:
        """The likely one is chosen beforehand: who names another means that one."""
        found: AgendaItem = self.cleaned_data.get("other") or self.cleaned_data["item"]
        return found
