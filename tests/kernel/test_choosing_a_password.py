"""What is wrong with a password is said in Dutch, once."""

import pytest
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from zorgzaam.accounts.models import User

REFUSED = {
    "kort": "Dit wachtwoord is te kort. Neem er een van ten minste 12 tekens.",
    "password1234": "Dit wachtwoord kiezen veel mensen. Neem een ander.",
    "lot.lid@deltaland.example": "Dit wachtwoord lijkt te veel op je e-mailadres.",
    "839201746512": "Dit wachtwoord bestaat alleen uit cijfers. Zet er ook letters in.",
}


@pytest.mark.parametrize("password", REFUSED)
def test_each_refusal_is_one_dutch_sentence(password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, User(email="lot.lid@deltaland.example"))
    assert refusal.value.messages == [REFUSED[password]]


def test_the_hints_are_dutch_too():
    assert not [hint for hint in password_validators_help_texts() if "password" in hint.lower()]
    # The control: Django's own sentence is English, also for who reads Dutch.
    assert "password" in str(MinimumLengthValidator(12).get_error_message()).lower()


@pytest.mark.django_db
def test_the_page_says_it_once_beside_the_field(world, as_):
    typed = {"oldpassword": "x", "password1": "kort", "password2": "kort"}
    page = as_(world.member).post("/account/wachtwoord/wijzigen/", typed).content.decode()
    assert page.count("Dit wachtwoord is te kort") == 2, "in the summary, and beside the field"
