"""A number is taken as people write it; what is no number comes back as it was typed."""

from decimal import Decimal

import pytest
from django import forms

from zorgzaam.ui.numbers import number_field, plain

WRITTEN = {
    "250000": "250000",
    "250.000": "250000",
    "250 000": "250000",
    "€ 250.000,00": "250000",
    "12.500 euro": "12500",
    "€\N{NO-BREAK SPACE}1.250.000": "1250000",
    "250.000,-": "250000",
    "1.250,50": "1250.50",
    "1250,5": "1250.5",
    "12.5": "12.5",
    "-1.000": "-1000",
    "0": "0",
}
NO_NUMBERS = ["", "veel", "1.25.000", "1,2,3", "250.00.000", "1.000.00"]


class AmountForm(forms.Form):
    amount = forms.DecimalField(max_digits=14, decimal_places=2)

    def __init__(self, typed: str) -> None:
        super().__init__({"amount": typed})
        field = self.fields["amount"]
        assert isinstance(field, forms.DecimalField)
        number_field(field, {"invalid": "Schrijf een getal."})


@pytest.mark.parametrize("typed", WRITTEN)
def test_a_number_is_taken_as_it_is_written(typed: str) -> None:
    form = AmountForm(typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount"] == Decimal(WRITTEN[typed])


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_refused_and_stays(typed: str) -> None:
    form = AmountForm(typed)
    assert not form.is_valid()
    assert form["amount"].value() == typed


def test_a_dot_before_other_than_three_figures_groups_nothing() -> None:
    assert plain("0.125") == "0.125"
    assert plain("1.25") == "1.25"
