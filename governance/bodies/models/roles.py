"""As what somebody sits in a body."""

from django.db import models


class Role(models.TextChoices):
    CHAIR = "voorzitter", "Voorzitter"
    SECRETARY = "secretaris", "Secretaris"
    MEMBER = "lid", "Lid"
    ALTERNATE = "plaatsvervanger", "Plaatsvervanger"
    LEAD = "trekker", "Trekker/ambassadeur"
    COORDINATOR = "coordinator", "Coördinator"
    EXPERT = "deskundige", "Inhoudsdeskundige"
    STAFF = "medewerker", "Medewerker"
    PROJECT_LEADER = "projectleider", "Projectleider"
    PORTFOLIO_HOLDER = "portefeuillehouder", "Portefeuillehouder"
    PROVINCIAL_MEMBER = "statenlid", "Statenlid"
    COUNCIL_MEMBER = "raadslid", "Raadslid"
    CLERK = "griffier", "Griffier"


# Roles that exist in councils only, and of these the one of each council.
IN_COUNCILS = (Role.PROVINCIAL_MEMBER, Role.COUNCIL_MEMBER, Role.CLERK)
