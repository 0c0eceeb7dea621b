"""Accounts: a login for a Person, by e-mail address. Nobody signs up; staff or setup makes accounts."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.versions import Versioned, version_trigger

if TYPE_CHECKING:
    from zorgzaam.standing import Standing


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, *, person: Person, **extra: Any) -> "User":
        """A login for `person`. Without a password the account opens through 'wachtwoord vergeten' only."""
        user = self.model(email=self.normalize_email(email).lower(), person=person, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """An administrator; makes the Person too when none is given."""
        person = extra.pop("person", None) or Person.objects.create(
            name=email.split("@", maxsplit=1)[0], email=email
        )
        return self.create_user(email, password, person=person, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


# What logging in writes: no edit of the account, and never in the way of one.
LOGGING_IN = ("last_login", "password")


@track(exclude=["email", "password", "last_login"])
class User(Versioned, AbstractBaseUser, PermissionsMixin):
    unversioned = LOGGING_IN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, models.PROTECT, related_name="user", verbose_name="persoon")
    email = models.EmailField("e-mailadres", unique=True)
    is_active = models.BooleanField("actief", default=True)
    is_staff = models.BooleanField("mag in beheer", default=False)
    # Kept by trigger: history knows that the address changed and when, never what it was.
    email_changed_at = models.DateTimeField("e-mailadres gewijzigd op", null=True, blank=True, editable=False)
    date_joined = models.DateTimeField("aangemaakt op", auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = "account"
        verbose_name_plural = "accounts"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Er is al een account met dit e-mailadres.",
            )
        ]
        # An account that could move to another person would take that person's mandates along.
        triggers = [
            version_trigger(ignoring=LOGGING_IN),
            pgtrigger.ReadOnly(name="keeps_its_person", fields=["person"]),
            pgtrigger.Trigger(
                name="address_changed",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("email"),
                func="NEW.email_changed_at = now(); RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def standing(self) -> "Standing":
        """Who this account is today, worked out once per request (a User lives no longer than that)."""
        from zorgzaam.standing import work_out

        if "_standing" not in self.__dict__:
            self.__dict__["_standing"] = work_out(self)
        standing: Standing = self.__dict__["_standing"]
        return standing

    @property
    def open_address_changes(self) -> Any:
        """What was asked for this account and waits for its owner: none or one."""
        return self.address_changes.open().select_related("asked_by")

    def get_full_name(self) -> str:
        return self.person.name

    def get_short_name(self) -> str:
        return self.person.name.split(" ")[0]
