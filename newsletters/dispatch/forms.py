"""Forms of sending an issue."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.council.answers.forms import of_the_bureau
from newsletters.dispatch.models import NewsletterRules
from newsletters.dispatch.moments import FIRST, SECOND, comes_twice, is_second, local_moment
from newsletters.dispatch.steps import PAST
from newsletters.issues.models import Issue
from zorgzaam.people.models import Person
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, TimeInput, day_field
from zorgzaam.versions import VersionedFormMixin

LONG = forms.Textarea(attrs={"rows": 4})
FAR = datetime.timedelta(days=366)
PASSED, FAR_OFF = "past", "far"
WHICH = "Die nacht gaat de klok terug: deze tijd komt twee keer voor. Kies welke je bedoelt."
NO_CLOCK = {"invalid": "Dit is geen tijd. Schrijf hem zo: 9:30.", "required": "Kies een tijd."}


class Colleagues(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People of the netwerkbureau with an address."""

    def __init__(self, **extra: Any) -> None:
        extra = {
            "required": False,
            "widget": forms.CheckboxSelectMultiple,
            "error_messages": NOT_IN_LIST,
            **extra,
        }
        super().__init__(Person.objects.none(), **extra)

    def offer(self, *, but: Person | None = None) -> None:
        """Everybody who works there today, perhaps without one of them."""
        rows = of_the_bureau().exclude(email="")
        self.queryset = rows.exclude(pk=but.pk) if but else rows


class ProofForm(forms.Form):
    """Who gets a proof."""

    to = Colleagues(
        label="Aan wie", required=True,
        error_messages={**NOT_IN_LIST, "required": "Kies minstens één collega, of jezelf."},
    )  # fmt: skip

    def __init__(self, *args: Any, me: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.offer()
        self.initial["to"] = [me.pk]


class AskForm(forms.Form):
    """Who is asked to look, with a word for them."""

    to = Colleagues(
        label="Wie krijgt een mail met je vraag",
        help_text="Ook wie geen mail krijgt, mag meekijken: het staat op ieders werkbank.",
    )
    remark = forms.CharField(
        label="Waar moet je collega op letten", required=False, max_length=2000, widget=LONG
    )

    def __init__(self, *args: Any, me: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.offer(but=me)


class ReviewForm(forms.Form):
    """Good, or back with what should change; `seen` is the hash of the words above the form."""

    YES, BACK = "goed", "terug"

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    answer = forms.ChoiceField(
        label="Kan deze nieuwsbrief zo weg?", choices=[(YES, "Ja, goedgekeurd"), (BACK, "Nee, er moet iets anders")],
        error_messages=ONE_OF, widget=ChoiceCards,
    )  # fmt: skip
    remark = forms.CharField(label="Opmerking", required=False, max_length=2000, widget=LONG)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == self.BACK and not data.get("remark", "").strip():
            self.add_error("remark", "Schrijf op wat er anders moet.")
        return data


class PlanForm(forms.Form):
    """A day and a time; which of two is asked on the night the clock goes back, and then only. `seen` is the hash of
    the words that were approved when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    day = day_field("Dag")
    clock = forms.TimeField(
        label="Tijd", widget=TimeInput, error_messages=NO_CLOCK, help_text="Zoals de klok dan staat."
    )
    which = forms.ChoiceField(
        label="Welke van de twee", widget=ChoiceCards,
        error_messages={**ONE_OF, "required": WHICH},
        choices=[(FIRST, "De eerste: nog zomertijd"), (SECOND, "De tweede, een uur later: al wintertijd")],
    )  # fmt: skip

    def __init__(self, *args: Any, issue: Issue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moment: datetime.datetime | None = None
        self.initial["seen"] = issue.frozen.sha256 if issue.frozen else ""
        if issue.planned_for:
            here = timezone.localtime(issue.planned_for)
            which = SECOND if is_second(issue.planned_for) else FIRST
            self.initial.update(day=here.date(), clock=here.time(), which=which)
        if self._asks_which():
            self.fields["which"].required = True
        else:
            del self.fields["which"]

    def _asks_which(self) -> bool:
        """Whether the time that stands in the form comes twice."""
        try:
            day = self.fields["day"].clean(self["day"].value())
            clock = self.fields["clock"].clean(self["clock"].value())
        except ValidationError:
            return False
        return comes_twice(day, clock)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "day" in data and "clock" in data and "which" not in self.errors:
            try:
                self.moment = _in_time(local_moment(data["day"], data["clock"], data.get("which", "")))
            except ValidationError as refused:
                # A day that was, or far off, is no matter of the clock.
                of_the_day = refused.code in (PASSED, FAR_OFF) and data["day"] != timezone.localdate()
                self.add_error("day" if of_the_day else "clock", refused)
        return data


def _in_time(moment: datetime.datetime) -> datetime.datetime:
    if moment <= timezone.now():
        raise ValidationError(PAST, code=PASSED)
    if moment > timezone.now() + FAR:
        raise ValidationError("Kies een moment binnen een jaar.", code=FAR_OFF)
    return moment


class SendForm(forms.Form):
    """That it goes now: exactly the words that were on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RulesForm(VersionedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """What the region chose."""

    class Meta:
        model = NewsletterRules
        fields = ["counts_links"]
