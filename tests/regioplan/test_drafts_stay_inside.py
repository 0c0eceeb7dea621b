"""What is asked, refused or only a draft reaches nobody it is not for, by any page, file or mail (promise I4)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from regioplan.progress.jobs import ask_for_late_reports
from regioplan.progress.reports import Measurement
from tests.access_rows import ALL, BUREAU
from tests.regioplan import making
from zorgzaam.post.models import OutgoingMail
from zorgzaam.routes import routes
from zorgzaam.search import find

pytestmark = pytest.mark.django_db
ASKED = (*BUREAU, "partner")
MAY_SEE = {
    "kanarievoorstel": ASKED,
    "kanarieweigering": ASKED,
    "kanariereden": ASKED,
    "kanarieconcept": ("partner",),
    "kanarieoorzaak": ("partner",),
    "kanariebron": ("partner",),
    "kanariebesluit": ALL,  # the control: accepted, so everybody meets it
}


@pytest.fixture
def nest(world):
    """A proposal, a refusal, an accepted agreement and a draft report with a figure, all of partner_org."""
    making.rhythm()
    task = making.a_task()
    asked = making.proposal(task, world.partner_org, what="kanarievoorstel")
    refused = making.proposal(task, world.partner_org, what="kanarieweigering", role="partner")
    refused.refuse(by=world.partner, reason="kanariereden")
    other = making.accepted(world, task, role="uitvoerder", what="kanariebesluit")
    led = making.accepted(world, making.task_beside(task))
    draft = making.draft(led, light="rood", text="kanarieconcept", reason="kanarieoorzaak")
    indicator = making.indicator(making.goal(led.task))
    making.measured(indicator, 3, draft.ends_on, report=draft, origin="kanariebron")
    return {"afspraken": [asked, refused, other, led], "rapportages": [draft], "opgaven": [task, led.task]}


def addresses(world, nest):
    """Every address of ours without arguments, and those of the things in the nest."""
    found = [
        reverse(route.name)
        for route in routes()
        if "<" not in route.pattern
        and not route.view.startswith("governance.briefings")
        and not route.name.startswith(("account_", "mfa_", "admin:"))
    ]
    for route in routes():
        if route.view.startswith("governance"):
            continue
        for begin, things in nest.items():
            if f"/{begin}/<uuid:pk>" in route.pattern and route.pattern.count("<") == 1:
                found += [reverse(route.name, args=[thing.pk]) for thing in things]
    found += [reverse("progress_export", args=[sheet, "csv"]) for sheet in SHEETS]
    found += [reverse("history", args=["agreement", each.pk]) for each in nest["afspraken"]]
    found += [reverse("history", args=["report", nest["rapportages"][0].pk])]
    found += [world.partner_org.get_absolute_url(), reverse("municipality_progress", args=["duindorp"])]
    return [url for url in found if "pdf" not in url]


SHEETS = ("afspraken", "mijlpalen", "rapportages", "cijfers")


@pytest.mark.parametrize("reader", ["visitor", "bureau_only", "member", "partner", "other_partner", "admin"])
def test_each_reader_meets_only_what_is_meant_for_them(world, nest, as_, reader):
    client = as_(world.readers[reader])
    met = {}
    for url in addresses(world, nest):
        text = client.get(url).content.decode(errors="replace")
        for word in (word for word in MAY_SEE if word in text):
            met.setdefault(word, set()).add(url)
    meant = {word for word, readers in MAY_SEE.items() if reader in readers}
    assert {word: met[word] for word in met.keys() - meant} == {}, "reached somebody it is not for"
    assert meant - met.keys() == set(), "the control: this reader should have met these"


def test_search_and_mail_carry_none_of_it(world, nest):
    ask_for_late_reports()
    mails = "".join(f"{mail.subject}{mail.text}{mail.html}" for mail in OutgoingMail.objects.all())
    assert mails, "the control: there is mail"
    for word, readers in MAY_SEE.items():
        assert word not in mails
        # What everybody may read is found: the control.
        assert bool(find(AnonymousUser(), word)) == (readers == ALL), word


def test_a_figure_is_seen_by_whom_its_report_is(world, nest):
    assert not Measurement.objects.visible_to(AnonymousUser()).exists()
    assert not Measurement.objects.visible_to(world.bureau).exists()
    assert Measurement.objects.visible_to(world.partner).get().origin == "kanariebron"
