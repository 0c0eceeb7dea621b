"""The house of the demo region: names and colours."""

from zorgzaam.house import House


def load() -> None:
    """Make the House when there is none; twice changes nothing."""
    House.objects.get_or_create(
        pk=1,
        defaults={
            "network_name": "Zorgzaam Flevoland",
            "region_name": "Flevoland",
            "office_name": "Netwerkbureau Zorgzaam Flevoland",
            "tagline": "Wat wij in Flevoland afspreken over gezondheid, zorg en welzijn, en wie het doet.",
            "contact_email": "netwerkbureau@zorgzaam.example",
            "accent": "#0b6477",
            "warm": "#d9822b",
            "code": "flevoland",
        },
    )
