"""Two insurers that both sit behind the desk, or both assess one plan, each have a say there."""

from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.transformation_plans.models import DeskInsurer, PlanAssessor
from regioplan.transformation_plans.models.states import OVER


def assessing_together(kept: Organisation, gone: Organisation) -> list[str]:
    """Where both have a say now."""
    desk = DeskInsurer.objects.exclude(ends_on__lt=timezone.localdate())
    found = []
    if all(desk.filter(organisation__in=one.all_of_it).exists() for one in (kept, gone)):
        found.append(
            "Beide zitten achter het loket voor transformatieplannen. Haal daar eerst een van de twee weg."
        )
    running = PlanAssessor.objects.exclude(plan__state__in=OVER)
    both = running.filter(
        organisation__in=kept.all_of_it,
        plan__in=running.filter(organisation__in=gone.all_of_it).values("plan"),
    )
    if many := both.count():
        plans = "één transformatieplan" if many == 1 else f"{many} transformatieplannen"
        found.append(f"Beide beoordelen {plans} en geven elk een oordeel. Wacht tot daarover is besloten.")
    return found
