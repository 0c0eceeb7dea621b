"""How it stands with a reader, how often they read, and what is proven of it."""

from django.db import models


class SubscriberState(models.TextChoices):
    """Only who is active gets anything."""

    ASKED = "gevraagd", "Nog niet bevestigd"
    ACTIVE = "actief", "Ontvangt de nieuwsbrief"
    PARKED = "geparkeerd", "Mail komt niet aan"
    ENDED = "afgemeld", "Afgemeld"
    GONE = "vergeten", "Adres niet meer bewaard"


class Frequency(models.TextChoices):
    EVERY = "elke", "Elke nieuwsbrief"
    QUARTER = "kwartaal", "Hooguit één keer in de drie maanden"


class ConsentEvent(models.TextChoices):
    ASKED = "gevraagd", "Vroeg de nieuwsbrief aan"
    GIVEN = "gegeven", "Bevestigde met de link in de mail"
    WITHDRAWN = "ingetrokken", "Meldde zich af"


class ConsentSource(models.TextChoices):
    SITE = "site", "Het formulier op de site"
    MAIL = "mail", "De link in een mail"
    ONE_CLICK = "eenklik", "De knop van het mailprogramma"
    OWN_PAGE = "eigen", "De eigen pagina"
    BUREAU = "bureau", "Het netwerkbureau"
    LIST = "lijst", "Een overgenomen lijst"
