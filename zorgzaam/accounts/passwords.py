"""What a password must be, in our words: Django and allauth say part of it in English, also to who reads Dutch."""

from django.contrib.auth import password_validation as django


class LongEnough(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Neem er een van ten minste {self.min_length} tekens."

    def get_help_text(self) -> str:
        return f"Ten minste {self.min_length} tekens. Een korte zin onthoud je het makkelijkst."


class NotAboutYou(django.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "Dit wachtwoord lijkt te veel op je e-mailadres."

    def get_help_text(self) -> str:
        return "Niet je naam of e-mailadres."


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Dit wachtwoord kiezen veel mensen. Neem een ander."

    def get_help_text(self) -> str:
        return "Geen wachtwoord dat veel mensen kiezen."


class NotOnlyDigits(django.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "Dit wachtwoord bestaat alleen uit cijfers. Zet er ook letters in."

    def get_help_text(self) -> str:
        return "Niet alleen cijfers."
