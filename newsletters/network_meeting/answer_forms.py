"""The forms of who is asked: answering, wishes per person, evaluating."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator

from newsletters.network_meeting.answering import Given, Wish, stand_of
from newsletters.network_meeting.models import (
    NOT_CHOSEN,
    Answer,
    Attendee,
    AttendeeNeeds,
    Diet,
    Evaluation,
    Invitee,
    Score,
)
from zorgzaam.conflicts import Conflict, ConflictRow, copied
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards
from zorgzaam.ui.pages import RowForm

MOST_WISHES = 5
# Letters in one answer of the evaluation.
MOST_WORDS = 2000
ANSWERS = [(Answer.YES, "Ja, ik kom"), (Answer.NO, "Nee, ik kom niet")]


class AnswerForm(RowForm):
    """Yes or no, and who comes."""

    answer = forms.ChoiceField(label="Komt u?", choices=ANSWERS, widget=ChoiceCards, error_messages=ONE_OF)
    names = forms.CharField(
        label="Wie komen er?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén naam per regel: van uzelf, en van wie u meeneemt. Komt iemand voor een andere organisatie? "
        "Schrijf die er tussen haakjes achter.",
    )  # fmt: skip
    remark = forms.CharField(label="Opmerking voor het netwerkbureau", required=False, max_length=300)

    def __init__(self, *args: Any, row: Invitee, people: list[str], **kwargs: Any) -> None:
        kwargs["initial"] = {
            "answer": row.answer,
            "names": "\n".join(people) or row.name,
            "remark": row.remark,
        }
        super().__init__(*args, row=row, **kwargs)
        names = self.fields["names"]
        names.optional = "als u komt"  # type: ignore[attr-defined]
        # How many signs are left says nothing to who writes a few names.
        names.widget.attrs.pop("maxlength", None)

    @property
    def given(self) -> Given:
        """Of a valid form."""
        said = self.cleaned_data
        return Given(Answer(said["answer"]), said["names"].splitlines(), said["remark"])


class WishForm(forms.Form):
    """Breakouts in order of preference, and what somebody needs."""

    diets = forms.MultipleChoiceField(
        label="Wat eet u?", required=False, choices=Diet.choices, widget=forms.CheckboxSelectMultiple,
        help_text="Laat leeg als u alles eet.", error_messages=NOT_IN_LIST,
    )  # fmt: skip
    dietary_needs = forms.CharField(label="Een ander dieet, of een allergie", required=False, max_length=200)
    access_needs = forms.CharField(
        label="Wat helpt u om mee te doen?", required=False, max_length=300,
        help_text="Bijvoorbeeld: ruimte voor een rolstoel, een tolk, een plaats vooraan.",
    )  # fmt: skip

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Attendee, **kwargs: Any) -> None:
        self.person = person
        self.breakouts = list(person.network_meeting.breakouts.order_by("position"))
        kwargs["initial"] = _stands(person)
        super().__init__(*args, **kwargs)
        most = min(len(self.breakouts), MOST_WISHES, person.network_meeting.rounds + 2)
        choices = [("", "Geen voorkeur"), *((str(row.pk), row.topic) for row in self.breakouts)]
        for rank in range(1, most + 1):
            self.fields[f"wish_{rank}"] = forms.ChoiceField(
                label=f"{rank}e keuze voor een deelsessie", required=False, choices=choices, error_messages=NOT_IN_LIST
            )  # fmt: skip
        self.order_fields([*(f"wish_{rank}" for rank in range(1, most + 1)), "diets"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name in [each for each in self.fields if each.startswith("wish_")]:
            chosen = said.get(name, "")
            if chosen and chosen in seen:
                self.add_error(name, "Deze deelsessie koos u al. Kies een andere, of laat dit leeg.")
            seen.add(chosen)
        return said

    @property
    def wish(self) -> Wish:
        """Of a valid form."""
        said, of = self.cleaned_data, {str(row.pk): row for row in self.breakouts}
        chosen = [of[said[name]] for name in self.fields if name.startswith("wish_") and said[name]]
        return Wish(chosen, said["diets"], said["dietary_needs"], said["access_needs"])

    def freshen(self) -> Conflict:
        """After a refusal: what was typed beside what stands there now, and whose place it is now. What was typed stays
        in the form, to be sent again by who looked at it."""
        stands = _stands(self.person)
        names = [name for name in self.fields if name != "seen"]
        rows = [
            ConflictRow(str(self[name].label), self._said(name), self._said(name, stands)) for name in names
        ]
        self.data = copied(self.data)
        self.data["seen"] = stands["seen"]
        return Conflict(rows)

    def _said(self, name: str, stands: dict[str, Any] | None = None) -> str:
        value = self.cleaned_data[name] if stands is None else stands.get(name, "")
        words = dict(getattr(self.fields[name], "choices", ()))
        several = value if isinstance(value, list) else [value] if value else []
        return ", ".join(str(words.get(each, each)) for each in several)


def _stands(person: Attendee) -> dict[str, Any]:
    """What the form shows of this person, as it is now; nothing of who was taken off the list."""
    if person._state.adding:
        return {"seen": ""}
    needs = AttendeeNeeds.objects.filter(attendee=person).first()
    found: dict[str, Any] = {"seen": stand_of(person)} | {
        f"wish_{rank}": str(row.breakout_id)
        for rank, row in enumerate(person.choices.exclude(rank=NOT_CHOSEN).order_by("rank"), start=1)
    }
    if needs is not None:
        found |= {name: getattr(needs, name) for name in ("diets", "dietary_needs", "access_needs")}
    return found


class Fresh(forms.HiddenInput):
    """Carries what holds when the page is made, also when an earlier page was posted."""

    now: int

    def format_value(self, value: Any) -> str:
        return str(self.now)


class EvaluationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What somebody thought of it."""

    score = forms.TypedChoiceField(
        label="Wat vond u van de bijeenkomst?", coerce=int, choices=list(reversed(Score.choices)),
        widget=ChoiceCards, error_messages=ONE_OF,
    )  # fmt: skip
    left = forms.IntegerField(required=False, widget=Fresh)

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        """`left`: how many people of this link can still answer."""
        super().__init__(*args, **kwargs)
        self.fields["left"].widget.now = left
        for name in ("liked", "better", "next_topic"):
            self.fields[name].validators.append(MaxLengthValidator(MOST_WORDS))

    class Meta:
        model = Evaluation
        fields: ClassVar = ["score", "liked", "better", "next_topic"]
        labels: ClassVar = {
            "liked": "Wat was goed?",
            "better": "Wat kan beter?",
            "next_topic": "Waar moet het de volgende keer over gaan?",
        }
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 3, "maxlength": MOST_WORDS})
            for name in ("liked", "better", "next_topic")
        }
