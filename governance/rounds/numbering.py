"""Numbers and names of all letters of a round on one page, and numbers out of the ranges colleges gave out."""

from typing import Any

from django.db import transaction

from governance.briefings.models import Briefing
from governance.rounds.forms import LetterForm
from governance.rounds.models import BriefingRound, RoundLetter
from governance.rounds.signing import CollegeSignature, next_number
from governance.rounds.stand import letters_of
from zorgzaam.conflicts import Conflict
from zorgzaam.standing import Reader
from zorgzaam.versions import StaleVersion, try_save

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
                for row in self.rows:
                    self._save(row)
                if self.conflicts:
                    raise StaleVersion
        except StaleVersion:
            return False
        return True

    def _save(self, row: dict[str, Any]) -> None:
        form = row["form"]
        locked = Briefing.objects.select_for_update().get(pk=form.instance.pk)
        if not locked.is_draft:
            form.add_error(None, "Deze brief is intussen geen concept meer.")
            raise StaleVersion
        conflict: Conflict | None = try_save(form) if form.has_changed() else None
        if conflict and conflict.loses_something:
            row["conflict"] = conflict
            self.conflicts += 1
            return
        _keep(row["letter"], form)


def _keep(letter: RoundLetter, form: LetterForm) -> None:
    """What was typed stands ready for the next letter to this council."""
    typed = {name: form.cleaned_data[name] for name in KEPT if form.cleaned_data.get(name)}
    if not typed:
        return
    row = CollegeSignature.objects.filter(council=letter.council_id).first()
    row = row or CollegeSignature(council=letter.council)
    if any(getattr(row, name) != value for name, value in typed.items()):
        for name, value in typed.items():
            setattr(row, name, value)
        row.save()


@transaction.atomic
def number_all(round_: BriefingRound, user: Reader) -> tuple[int, list[str]]:
    """Give each draft without a number the next one of its college; how many got one, and of which councils there was
    none."""
    given, without = 0, []
    for letter in letters_of(round_, user).order_by("briefing_id"):
        # The signature is locked first: two rounds to one council never take the same number.
        signature = CollegeSignature.objects.select_for_update().filter(council=letter.council_id).first()
        briefing = Briefing.objects.select_for_update().get(pk=letter.pk)
        if not briefing.is_draft or briefing.registration_number:
            continue
        number = next_number(signature)
        if not number:
            without.append(str(letter.council))
            continue
        briefing.registration_number = number
        briefing.save(update_fields=["registration_number"])
        given += 1
    return given, sorted(without)
