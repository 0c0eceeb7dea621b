"""The form of a document to or from a council."""

from django import forms

from governance.council.forms import FROM, READ_BY, WHERE, RecordForm
from governance.council.notices.models import CouncilNotice
from zorgzaam.ui.forms import NOT_IN_LIST, day_field


class NoticeForm(RecordForm):
    constraint_fields = {
        "governance_councilnotice_number_once": "number",
        "governance_councilnotice_closed_has_ground": "publicity_ground",
        "council_notice_url_is_http": "url",
    }
    dated_on = day_field("Datum", help_text="De datum op het stuk.")
    decided_on = day_field(
        "Besloten op", required=False, help_text="De dag waarop het college het vaststelde."
    )
    sent_on = day_field("Verzonden op", required=False)

    class Meta:
        model = CouncilNotice
        fields = (
            "title", "kind", "way", *WHERE, "dated_on", "dated_precision", "decided_on", "sent_on", "url", "gist",
            *READ_BY, *FROM,
        )  # fmt: skip
        widgets = {"gist": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "title": {"required": "Schrijf op waar het stuk over gaat."},
            "council": {"required": "Kies om welke raad het gaat."},
            "kind": NOT_IN_LIST,
            "way": NOT_IN_LIST,
            "dossier": NOT_IN_LIST,
            "dated_precision": NOT_IN_LIST,
            "source": NOT_IN_LIST,
        }
