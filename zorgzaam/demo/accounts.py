"""The accounts of the demo: every one of these people is invented."""

from dataclasses import dataclass

PASSWORD = "zorgzaam-demo"  # noqa: S105 - printed on the login page, refused outside the demo


@dataclass(frozen=True)
class DemoAccount:
    """`key` is the part before the @ and the key of the person; `role` says in one line who this is."""

    key: str
    name: str
    role: str
    named_publicly: bool = True

    @property
    def email(self) -> str:
        return f"{self.key}@zorgzaam.example"


ACCOUNTS = (
    DemoAccount("bureau", "Bo Bureau", "Medewerker van het netwerkbureau"),
    DemoAccount("secretaris", "Saar Secretaris", "Secretaris van de coalitie"),
    DemoAccount("voorzitter", "Vera Voorzitter", "Voorzitter van de coalitie"),
    DemoAccount("lid-dronten", "Dina Dronten", "Lid van de coalitie namens Gemeente Dronten"),
    DemoAccount("lid-zk", "Zeno Zilver", "Lid van de coalitie namens Zilveren Kruis", named_publicly=False),
    DemoAccount("trekker-mentaal", "Trix Trekker", "Trekker van het schrijfteam Mentale gezondheid"),
    DemoAccount(
        "partner-ggd", "Gerda Gezond", "Lid van de coalitie en het programmateam namens GGD Flevoland"
    ),
    DemoAccount("partner-nieuw", "Nico Nieuw", "Organisatie die nog niet meedoet", named_publicly=False),
    DemoAccount("provincie", "Petra Provincie", "Spreekt voor de provincie", named_publicly=False),
    DemoAccount("statenlid", "Stan Statenlid", "Lid van Provinciale Staten en Statencommissie EMS"),
    DemoAccount("griffie", "Griet Griffie", "Griffier van Provinciale Staten"),
    DemoAccount("raadslid-dronten", "Rami Raadslid", "Lid van de gemeenteraad van Dronten"),
    DemoAccount("beheer", "Bea Beheer", "Beheerder", named_publicly=False),
)
