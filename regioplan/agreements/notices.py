"""Who was written to about agreements: facts that mail followed, so that it follows once."""

import uuid

from django.db import models
from django.utils import timezone

from regioplan.agreements.models import Agreement, AgreementAnswer, AgreementQuestion
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is


@track()
class QuestionNotice(models.Model):
    """The organisation was written to about the proposal that was written anew after its question; once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.OneToOneField(
        AgreementQuestion, models.PROTECT, related_name="notice", verbose_name="vraag"
    )
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht over een aangepast voorstel"
        verbose_name_plural = "berichten over aangepaste voorstellen"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.question}: {self.told}"


@track()
class AnswerNotice(models.Model):
    """Who proposed it was written to about the yes or no of the organisation; once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.OneToOneField(
        AgreementAnswer, models.PROTECT, related_name="notice", verbose_name="antwoord"
    )
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht over een antwoord"
        verbose_name_plural = "berichten over antwoorden"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.answer}: {self.told}"


@track()
class AgreementNotice(models.Model):
    """The organisation was written to about a proposal; once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.OneToOneField(
        Agreement, models.PROTECT, related_name="notice", verbose_name="regio-afspraak"
    )
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht over een voorstel"
        verbose_name_plural = "berichten over voorstellen"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.agreement}: {self.told}"
