"""Forms of attendance: a guest, an answer, a quorum rule, and what somebody says about an interest."""

from fractions import Fraction
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q, QuerySet

from governance.attendance.begun import has_begun
from governance.attendance.models import (
    Group,
    Invitation,
    InvitationKind,
    PresenceState,
    QuorumRequirement,
    QuorumRule,
    RecusalKind,
    Reply,
)
from governance.attendance.replying import Answer, alternates_allowed, may_carry, may_replace, rule_of
from governance.bodies.models import Mandate
from governance.meetings.models import Meeting
from partners.organisations.picking import pick_organisations
from zorgzaam.conflicts import Conflict, ConflictRow
from zorgzaam.constraints import ConstraintFormMixin
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader
from zorgzaam.ui.forms import NOT_IN_LIST, ONE_OF, ChoiceCards, day_field
from zorgzaam.ui.pages import RowForm
from zorgzaam.ui.picker import PickField
from zorgzaam.versions import VersionedFormMixin

ANSWERS = [(reply.value, label) for reply, label in ((Reply.YES, "Ik kom"), (Reply.NO, "Ik kom niet"))]
ANSWERS += [(Reply.MAYBE.value, "Ik weet het nog niet")]
PRESENT = PresenceState.PRESENT
NOTED = [(reply.value, reply.label) for reply in (Reply.YES, Reply.NO, Reply.MAYBE)]


def known_to(reader: Reader) -> "QuerySet[Person]":
    """People this reader knows by name: those they may see, and whose mandate they may see."""
    by_mandate = Mandate.objects.visible_to(reader).values("person_id")
    mine = Person.objects.visible_to(reader).values("pk")
    found = Person.objects.filter(Q(pk__in=by_mandate) | Q(pk__in=mine), erased_at__isnull=True)
    return found.order_by("sort_name")


class GuestForm(forms.Form):
    """Somebody from outside the body; for themselves, or in the place of a member who does not come."""

    instead_of = forms.ModelChoiceField(
        Invitation.objects.none(),
        label="Komt in de plaats van",
        required=False,
        empty_label="Niemand: komt als gast",
        error_messages=NOT_IN_LIST,
        help_text="Een vervanger telt mee voor de organisatie van dat lid.",
    )

    def __init__(self, *args: Any, meeting: Meeting, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Invitation.objects.asked().filter(meeting=meeting).values("person_id")
        self.fields["person"] = PickField(
            known_to(reader).exclude(pk__in=asked),
            label="Wie",
            help_text="Typ een deel van de naam en kies uit de lijst.",
            error_messages={"required": "Kies een persoon."},
        )
        self.order_fields(["person", "instead_of"])
        rows = Invitation.objects.asked().filter(meeting=meeting, kind=InvitationKind.MEMBER)
        rows = rows.exclude(seat=None).select_related("person", "organisation", "seat")
        # Once it began nobody answers any more: who is not there was not noted as present.
        rows = rows.exclude(presence__state=PRESENT) if has_begun(meeting) else rows.filter(reply=Reply.NO)
        rule = rule_of(meeting)
        if (rule and not rule.alternates) or not rows:
            del self.fields["instead_of"]
        else:
            self.fields["instead_of"].queryset = rows  # type: ignore[attr-defined]
            self.fields["instead_of"].label_from_instance = _carrier  # type: ignore[attr-defined]


class ReplyForm(RowForm):
    """What somebody answers; who may come instead or carry a proxy follows from the rule of the body."""

    reply = forms.ChoiceField(label="Kom je?", choices=ANSWERS, widget=ChoiceCards, error_messages=ONE_OF)
    instead = forms.ModelChoiceField(
        Person.objects.none(), label="Wie komt er in jouw plaats?", required=False, error_messages=NOT_IN_LIST
    )
    instead_name = forms.CharField(
        label="Of schrijf de naam van wie er komt",
        max_length=120,
        required=False,
        help_text="Staat die persoon er niet bij? De secretaris nodigt die dan uit.",
    )
    proxy = forms.ModelChoiceField(
        Invitation.objects.none(),
        label="Wie stemt er voor jou? (machtiging)",
        required=False,
        error_messages=NOT_IN_LIST,
    )
    reason = forms.CharField(
        label="Toelichting", max_length=300, required=False, help_text="Alleen wie de agenda maakt leest dit."
    )

    def __init__(self, *args: Any, row: Invitation, **kwargs: Any) -> None:
        super().__init__(
            *args, row=row, initial={**standing_answer(row), **kwargs.pop("initial", {})}, **kwargs
        )
        replacing, carrying = may_replace(row), may_carry(row)
        if not alternates_allowed(row):
            del self.fields["instead"], self.fields["instead_name"]
        else:
            self.fields["instead"].queryset = replacing  # type: ignore[attr-defined]
            self.fields["instead"].empty_label = "Niemand"  # type: ignore[attr-defined]
        if not carrying:
            del self.fields["proxy"]
        else:
            self.fields["proxy"].queryset = carrying  # type: ignore[attr-defined]
            self.fields["proxy"].empty_label = "Niemand"  # type: ignore[attr-defined]
            self.fields["proxy"].label_from_instance = _carrier  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        self.seen = self.cleaned_data.get("version")
        return super().clean()

    def freshen(self) -> Conflict:
        """After a refusal: this answer beside the one that stands there now; what was typed stays in the form."""
        mine = self.given
        super().freshen()
        other = self.row.alternates.asked().select_related("person").first()
        instead = str(other.person) if other else self.row.replacement_name
        said = [
            ("Antwoord", mine.reply.label, Reply(self.row.reply).label),
            ("Wie er dan komt", str(mine.instead or mine.instead_name), instead),
            ("Machtiging", _name(mine.proxy), _name(self.row.proxy)),
            ("Toelichting", mine.reason, self.row.reply_reason),
        ]
        return Conflict([ConflictRow(*one) for one in said if one[1] != one[2]])

    @property
    def given(self) -> Answer:
        """The answer of a valid form."""
        said = self.cleaned_data
        return Answer(
            Reply(said["reply"]),
            said["reason"],
            said.get("instead"),
            said.get("instead_name", ""),
            said.get("proxy"),
        )


class NotedReplyForm(ReplyForm):
    """The same, written down by who keeps the agenda: somebody called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].label = "Wat was het antwoord?"
        self.fields["reply"].choices = NOTED  # type: ignore[attr-defined]
        words = {"instead": "Wie komt er in de plaats?", "proxy": "Wie is er gemachtigd?"}
        for name, label in words.items():
            if name in self.fields:
                self.fields[name].label = label


def standing_answer(row: Invitation) -> dict[str, Any]:
    """What a form begins with."""
    other = row.alternates.asked().first()
    return {
        "reply": row.reply,
        "reason": row.reply_reason,
        "instead": other.person_id if other else None,
        "instead_name": row.replacement_name,
        "proxy": row.proxy_id,
    }


def _name(row: Invitation | None) -> str:
    return str(row.person) if row is not None else ""


def _carrier(row: Invitation) -> str:
    return f"{row.person} ({row.speaks_for})" if row.speaks_for else str(row.person)


# ---------------------------------------------------------------- quorum rules
PARTS = {
    "": "Geen deel: alleen wat hieronder staat",
    "1/2+": "Meer dan de helft",
    "1/2": "Ten minste de helft",
    "2/3": "Ten minste twee derde",
    "3/4": "Ten minste drie vierde",
    "1/1": "Alle organisaties",
}


class QuorumRuleForm(VersionedFormMixin, ConstraintFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """The rule of one body. The groups are a number each; empty asks nothing."""

    constraint_fields = {"one_quorum_rule_at_a_time": "starts_on", "quorum_part_is_a_part": "part"}
    given = ("body",)

    part = forms.ChoiceField(
        label="Welk deel van de organisaties met een zetel doet mee?",
        choices=list(PARTS.items()),
        required=False,
        widget=ChoiceCards,
    )
    organisations = pick_organisations("Welke organisaties moeten er in elk geval zijn?", required=False)
    starts_on = day_field("Vanaf", required=False, help_text="Leeg als het begin niet bekend is.")
    ends_on = day_field("Tot en met", required=False, help_text="Leeg zolang de regel geldt.")

    class Meta:
        model = QuorumRule
        fields = [
            "number",
            "alternates",
            "most_proxies",
            "proxies_count",
            "starts_on",
            "ends_on",
            "source_note",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule: QuorumRule = self.instance
        asked = [] if rule._state.adding else list(rule.requirements.select_related("organisation"))
        counts = {row.group: row.count for row in asked if row.group}
        for group in Group:
            self.fields[_field(group)] = forms.IntegerField(
                label=f"{group.label}: ten minste", min_value=0, max_value=100, required=False,
                initial=counts.get(group.value),
            )  # fmt: skip
        self.fields["part"].initial = _part_of(rule)
        self.fields["organisations"].initial = [row.organisation_id for row in asked if row.organisation_id]
        self.fields["number"].help_text = "Leeg als er geen vast aantal is."
        self.fields["source_note"].label = "Waar staat deze regel?"
        self.fields["source_note"].help_text = "Bijvoorbeeld: reglement van orde, artikel 4."
        self.order_fields(
            [
                "part",
                "number",
                "organisations",
                *map(_field, Group),
                "alternates",
                "most_proxies",
                "proxies_count",
            ]
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked = [data.get("part"), data.get("number"), data.get("organisations")]
        if not self.errors and not any([*asked, *(data.get(_field(group)) for group in Group)]):
            self.add_error("part", "Kies ten minste één ding: een deel, een aantal, of wie er moet zijn.")
        return data

    @transaction.atomic
    def save(self, commit: bool = True) -> QuorumRule:
        rule: QuorumRule = self.instance
        part = self.cleaned_data["part"]
        whole = Fraction(part.rstrip("+")) if part else None
        rule.numerator, rule.denominator = (whole.numerator, whole.denominator) if whole else (None, None)
        rule.more_than = part.endswith("+")
        saved: QuorumRule = super().save(commit)
        self._write_requirements(saved)
        return saved

    def _write_requirements(self, rule: QuorumRule) -> None:
        organisations = {row.pk for row in self.cleaned_data["organisations"]}
        counts = {group.value: self.cleaned_data.get(_field(group)) or 0 for group in Group}
        kept = Q(organisation__in=organisations)
        for group, count in counts.items():
            kept |= Q(group=group, count=count)
        rule.requirements.exclude(kept).delete()
        for organisation in organisations:
            QuorumRequirement.objects.get_or_create(rule=rule, organisation_id=organisation, group="")
        for group, count in counts.items():
            if count:
                QuorumRequirement.objects.get_or_create(
                    rule=rule, organisation=None, group=group, defaults={"count": count}
                )


def _field(group: Group) -> str:
    return f"group_{group.value}"


def _part_of(rule: QuorumRule) -> str:
    if not rule.numerator:
        return ""
    return f"{rule.numerator}/{rule.denominator}{'+' if rule.more_than else ''}"


# ---------------------------------------------------------------- interests
class RecusalForm(forms.Form):
    """What somebody says about their own interest in an item."""

    kind = forms.ChoiceField(label="Wat wil je zeggen?", widget=ChoiceCards, error_messages=ONE_OF)
    reason = forms.CharField(
        label="Waarom",
        max_length=400,
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op waarom."},
        help_text="De leden en het netwerkbureau lezen dit.",
    )

    def __init__(self, *args: Any, flagged: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(RecusalKind.STEPS_ASIDE.value, "Ik doe niet mee aan dit punt")]
        if flagged:
            choices.append((RecusalKind.NO_INTEREST.value, "Mijn organisatie heeft hier geen belang bij"))
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if not flagged:
            self.fields["kind"].initial = RecusalKind.STEPS_ASIDE.value


class JudgeForm(RowForm):
    """Whether an explanation is accepted, with a word about it."""

    accept = forms.ChoiceField(
        label="Neem je deze uitleg aan?",
        choices=[("ja", "Ja, het belang geldt niet"), ("nee", "Nee, het belang blijft gelden")],
        widget=ChoiceCards,
        error_messages=ONE_OF,
    )
    answer = forms.CharField(
        label="Waarom",
        max_length=400,
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op waarom."},
    )
