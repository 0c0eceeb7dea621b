"""What a reader agrees to. Every change is a new version: who agreed to an earlier one agreed to those words."""

from zorgzaam.house import House

VERSION = 1


def consent_text(house: House | None = None) -> str:
    """The words beside the button, as they are kept with every consent; `house` where it was read already."""
    house = house or House.objects.of_region()
    return (
        f"Ja, stuur mij de nieuwsbrief van {house.network_name}. U gebruikt mijn e-mailadres alleen daarvoor. "
        "Ik kan mij altijd afmelden, met de link onder elke nieuwsbrief."
    )


def question(house: House | None = None) -> str:
    """What readers of a list are asked by mail, as it is kept with each of them."""
    house = house or House.objects.of_region()
    return f"Wilt u de nieuwsbrief van {house.network_name} ontvangen?"
