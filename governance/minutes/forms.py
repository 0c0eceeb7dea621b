"""Forms of minutes: the text of a part, and where they were approved."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.sides import INSIDE, is_private
from governance.minutes.models import Minutes, MinutesPart
from governance.series.coming_back import OFF
from governance.series.models import Slip, StandingOccurrence
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


class _ItemField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.meeting.title}, {day(obj.meeting.day)}: {obj.title}"


class ApproveForm(RowForm):
    """At which item of which meeting. The likely ones are offered, every other one behind `other`."""

    item = _ItemField(
        AgendaItem.objects.none(),
        label="Bij welk punt is het verslag vastgesteld?",
        empty_label="Kies een punt",
        required=False,
        error_messages=NOT_IN_LIST,
    )
    other = _ItemField(
        AgendaItem.objects.none(),
        label="Bij dit andere agendapunt",
        empty_label="Kies een punt",
        required=False,
        help_text="Kies hier alleen iets als het verslag bij een ander punt is vastgesteld dan hierboven staat.",
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, *args: Any, row: Minutes, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        later = items_after(row, reader)
        likely = likely_of(later)
        offered: Any = self.fields["item"]
        offered.queryset, offered.initial = likely, getattr(likely.first(), "pk", None)
        others: Any = self.fields["other"]
        others.queryset = later.exclude(pk__in=likely.values("pk"))
        if not likely.exists():
            others.label, others.help_text = offered.label, ""
            del self.fields["item"]
        if not later.exists():
            others.help_text = (
                "Er is nog geen latere vergadering van dit overleg geweest. Stel het verslag daar vast."
            )

    chosen: Any = None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        offered, other = data.get("item"), data.get("other")
        if not offered and not other and not self.errors:
            self.add_error("other", "Kies een punt.")
        # The likely one is chosen beforehand: who names another means that one.
        self.chosen = other or offered
        return data


def items_after(row: Minutes, reader: Reader) -> "QuerySet[AgendaItem]":
    """Items of later meetings of the body that took place, and that were reached: what minutes can be approved at."""
    held = Meeting.objects.exclude(status__in=OFF)
    begun = Q(meeting__starts_at__lte=timezone.now() + datetime.timedelta(hours=12)) | Q(
        meeting__live__isnull=False
    )
    found = AgendaItem.objects.read_live_by(reader).filter(
        begun,
        meeting__in=held.filter(body=row.meeting.body_id).values("pk"),
        meeting__starts_at__gt=row.meeting.starts_at,
    )
    not_reached = Slip.objects.holding().values("item")
    return (
        found.exclude(pk__in=not_reached).select_related("meeting").order_by("meeting__starts_at", "position")
    )


def likely_of(later: "QuerySet[AgendaItem]") -> "QuerySet[AgendaItem]":
    """Of each meeting the standing item that is about minutes; where an agenda has none, what is called so."""
    standing = StandingOccurrence.objects.filter(standing__title__icontains="verslag")
    own = later.filter(pk__in=standing.values("item")).order_by()
    called = Q(title__icontains="verslag") & ~Q(meeting__in=own.values("meeting"))
    return later.filter(Q(pk__in=own.values("pk")) | called)
