"""Forms of minutes: the text of a part, and where they were approved."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from governance.meetings.models import AgendaItem, Meeting
from governance.minutes.growing import is_private
from governance.minutes.models import Minutes, MinutesPart
from governance.series.coming_back import OFF
from governance.series.models import Slip
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import NOT_IN_LIST
from zorgzaam.ui.pages import RowForm
from zorgzaam.versions import VersionedFormMixin


INSIDE = "Dit punt is besloten. Schrijf wat erbij gezegd is in het besloten deel, en maak dit deel leeg."

class PartForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = MinutesPart
        fields = ("text",)


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
        return f"{obj.meeting.title}: {obj.title}"


class ApproveForm(RowForm):
    """At which item of which meeting."""

    item = _ItemField(
        AgendaItem.objects.none(),
        label="Bij welk punt is het verslag vastgesteld?",
        empty_label="Kies een punt",
        error_messages={**NOT_IN_LIST, "required": "Kies een punt."},
    )

    def __init__(self, *args: Any, row: Minutes, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        not_reached = Slip.objects.holding().values("item")
        held = Meeting.objects.exclude(status__in=OFF)
        later = (
            AgendaItem.objects.read_live_by(reader)
            .exclude(pk__in=not_reached)
            .filter(
                Q(meeting__starts_at__lte=timezone.now() + datetime.timedelta(hours=12))
                | Q(meeting__live__isnull=False),
                meeting__in=held.filter(body=row.meeting.body_id).values("pk"),
                meeting__starts_at__gt=row.meeting.starts_at,
            )
        )
        items: Any = self.fields["item"]
        items.queryset = later.select_related("meeting").order_by("meeting__starts_at", "position")
        if not later.exists():
            items.help_text = (
                "Er is nog geen latere vergadering van dit overleg geweest. Stel het verslag daar vast."
            )
        said = later.filter(title__icontains="verslag").order_by("meeting__starts_at", "position").first()
        items.initial = said.pk if said else None
