"""The traffic light of a report: one for the whole house, always shown with its words (parts/light.html)."""

from django.db import models


class Light(models.TextChoices):
    GREEN = "groen", "Groen: op schema"
    ORANGE = "oranje", "Oranje: loopt achter"
    RED = "rood", "Rood: lukt zo niet"
