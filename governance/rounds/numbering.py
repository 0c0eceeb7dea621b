"""Numbers and names of all letters of a round on one page, and numbers out of the ranges colleges gave out."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction

from governance.briefings.models import Briefing
from governance.rounds.forms import LetterForm
from governance.rounds.locking import hold, signatures_of
from governance.rounds.models import BriefingRound, RoundLetter
from governance.rounds.signing import CollegeSignature, next_number
from governance.rounds.stand import letters_of
from zorgzaam.conflicts import Conflict
from zorgzaam.constraints import said_by
from zorgzaam.standing import Reader
from zorgzaam.versions import StaleVersion, try_save

# So often a number may turn out to be given elsewhere at the same moment.
TRIES = 3
KEPT = ("portfolio_holder", "secretary", "mayor")


class LetterForms:
    """A form per draft; all are saved or none."""

    def __init__(self, round_: BriefingRound, user: Reader, data: Any) -> None:
        self.rows: list[dict[str, Any]] = []
        self.conflicts = 0
        self.fixed: list[RoundLetter] = []
        for letter in letters_of(round_, user):
            if letter.briefing.is_draft:
                form = LetterForm(data, instance=letter.briefing, prefix=str(letter.pk))
                self.rows.append({"letter": letter, "form": form, "conflict": None})
            else:
                self.fixed.append(letter)

    def save(self) -> bool:
        """Save every form, and keep the names for the next letter; False where one is wrong or somebody was first."""
        valid = [row["form"].is_valid() for row in self.rows]
        if not all(valid):
            return False
        try:
            with transaction.atomic():
                hold(row["letter"].pk for row in self.rows)
                signatures = signatures_of(row["letter"].council_id for row in self.rows)
                for row in self.rows:
                    self._save(row, signatures)
                if self.conflicts:
                    raise StaleVersion
        except StaleVersion:
            return False
        return True

    def _save(self, row: dict[str, Any], signatures: dict[uuid.UUID, CollegeSignature]) -> None:
        form = row["form"]
        if not Briefing.objects.get(pk=form.instance.pk).is_draft:
            form.add_error(None, "Deze brief is intussen geen concept meer.")
            raise StaleVersion
        try:
            conflict: Conflict | None = try_save(form) if form.has_changed() else None
        except IntegrityError as refusal:
            form.add_error(None, said_by(refusal).message)
            raise StaleVersion from refusal
        if conflict and conflict.loses_something:
            row["conflict"] = conflict
            self.conflicts += 1
            return
        _keep(row["letter"], form, signatures.get(row["letter"].council_id))


def _keep(letter: RoundLetter, form: LetterForm, row: CollegeSignature | None) -> None:
    """What was typed stands ready for the next letter to this council."""
    typed = {name: form.cleaned_data[name] for name in KEPT if form.cleaned_data.get(name)}
    if not typed:
        return
    if row is None:
        # Another may just have kept the first names of this college.
        CollegeSignature.objects.get_or_create(council=letter.council)
        row = signatures_of([letter.council_id])[letter.council_id]
    if any(getattr(row, name) != value for name, value in typed.items()):
        for name, value in typed.items():
            setattr(row, name, value)
        row.save()


@transaction.atomic
def number_all(round_: BriefingRound, user: Reader) -> tuple[int, list[str]]:
    """Give each draft without a number the next one of its college; how many got one, and of which councils there was
    none."""
    given, without = 0, []
    letters = list(letters_of(round_, user))
    hold(letter.pk for letter in letters)
    # Two rounds to one council never take the same number.
    signatures = signatures_of(letter.council_id for letter in letters)
    for letter in letters:
        briefing = Briefing.objects.get(pk=letter.pk)
        if not briefing.is_draft or briefing.registration_number:
            continue
        if _number(briefing, signatures.get(letter.council_id)):
            given += 1
        else:
            without.append(str(letter.council))
    return given, sorted(without)


def _number(briefing: Briefing, signature: CollegeSignature | None) -> bool:
    """Give it the next number; False where there is none left. A number somebody types elsewhere at this moment is
    passed over."""
    for _ in range(TRIES):
        briefing.registration_number = next_number(signature)
        if not briefing.registration_number:
            return False
        try:
            with transaction.atomic():
                briefing.save(update_fields=["registration_number"])
        except IntegrityError:
            continue
        return True
    return False
