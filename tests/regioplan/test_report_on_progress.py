"""Who leads a task tells after each period how it goes; handed in it never changes."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.progress.export import rows_of
from regioplan.progress.reports import Measurement, ProgressReport, ReportState
from regioplan.progress.triggers import NOT_YET, OUTSIDE
from tests.regioplan import making
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
PERIOD = making.last_period()


@pytest.fixture
def agreement(world):
    making.rhythm()
    return making.accepted(world, making.a_task())


@pytest.fixture
def indicator(agreement):
    return making.indicator(making.goal(agreement.task))


def start(agreement):
    return reverse(
        "report_start", args=[agreement.pk, PERIOD.starts_on.isoformat(), PERIOD.ends_on.isoformat()]
    )


def typed(action="dien_in", **more):
    said = {"light": "oranje", "reason": "Er is te weinig plek.", "text": "Drie huiskamers open."}
    return {"actie": action, "version": "", **said, **more}


def figure(indicator, value="3,5", origin="eigen telling"):
    return {
        f"value-{indicator.pk}": value,
        f"on-{indicator.pk}": PERIOD.ends_on.isoformat(),
        f"origin-{indicator.pk}": origin,
    }


def hand_in(client, draft):
    draft.refresh_from_db()
    answer = client.post(reverse("report_submit", args=[draft.pk]), {"version": draft.version})
    assert answer.url == reverse("partner")
    draft.refresh_from_db()
    assert draft.is_submitted


def test_its_page_leads_who_leads_to_the_report_and_everybody_to_what_was_told(world, agreement, as_):
    url = agreement.get_absolute_url()
    assert start(agreement) in as_(world.partner).get(url).content.decode()
    for reader in (None, world.bureau, world.other_partner):
        assert start(agreement) not in as_(reader).get(url).content.decode()
    told = making.report(world, agreement)
    assert start(agreement) not in as_(world.partner).get(url).content.decode()
    assert told.get_absolute_url() in as_(None).get(url).content.decode()


def test_from_draft_to_a_report_everybody_reads(world, agreement, indicator, as_):
    partner = as_(world.partner)
    assert partner.post(start(agreement), typed("bewaar", **figure(indicator))).status_code == 302
    draft = ProgressReport.objects.get()
    for reader in (None, world.bureau, world.other_partner):
        assert as_(reader).get(draft.get_absolute_url()).status_code == 404
    assert partner.get(start(agreement)).url == reverse("report_edit", args=[draft.pk])
    data = typed(version=draft.version, **figure(indicator, "4"))
    asked = partner.post(reverse("report_edit", args=[draft.pk]), data)
    assert asked.url == reverse("report_submit", args=[draft.pk])
    assert "Er is te weinig plek." in words(partner, asked.url), "one sees what will be published"
    assert as_(None).get(draft.get_absolute_url()).status_code == 404, "and is asked once"
    hand_in(partner, draft)
    page = words(as_(None), draft.get_absolute_url())
    for said in ("Oranje: loopt achter", "Er is te weinig plek.", "Drie huiskamers open.", "4 wijken"):
        assert said in page
    task = words(as_(None), agreement.task.get_absolute_url())
    assert "Wijken met een huiskamer" in task
    assert "eigen telling" in task


def test_a_report_needs_a_colour_and_a_reason(world, agreement, indicator, as_):
    answer = as_(world.partner).post(start(agreement), typed(light="", reason="", text="Niet kwijt"))
    assert answer.status_code == 422
    assert {"light", "reason"} <= set(answer.context["form"].errors)
    assert "Niet kwijt" in answer.content.decode()
    answer = as_(world.partner).post(start(agreement), typed(**figure(indicator, origin="")))
    assert answer.context["form"].errors == {f"origin-{indicator.pk}": ["Noem de bron van het cijfer."]}
    assert not ProgressReport.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        making.draft(agreement, state=ReportState.SUBMITTED)


def test_only_the_organisation_reports_for_itself(world, agreement, as_):
    draft = making.draft(agreement, light="groen", reason="ok")
    for reader in (world.bureau, world.other_partner, world.admin):
        assert as_(reader).post(start(agreement), typed()).status_code == 403
        with pytest.raises(PermissionDenied):
            draft.submit(by=reader)
    assert ProgressReport.objects.get().state == ReportState.DRAFT


def test_what_was_handed_in_stays_as_it_was(world, agreement, indicator):
    made = making.draft(agreement, light="groen", reason="ok")
    making.measured(indicator, 3, PERIOD.ends_on, report=made)
    set_up(lambda: ProgressReport.objects.update(text="in concept mag het"))()
    made.refresh_from_db()
    made.submit(by=world.partner)
    raw = [
        lambda: ProgressReport.objects.update(light="rood"),
        lambda: ProgressReport.objects.all()._raw_delete("default"),
        lambda: Measurement.objects.update(value=9),
        lambda: Measurement.objects.all().delete(),
        lambda: making.measured(indicator, 4, datetime.date(2025, 1, 1), report=made),
    ]
    for path in raw:
        with pytest.raises(DatabaseError), transaction.atomic():
            set_up(path)()
    assert ProgressReport.objects.get().light == "groen"


def test_a_mistake_is_mended_by_another_report(world, agreement, as_):
    first = making.report(world, agreement, "rood")
    partner = as_(world.partner)
    partner.post(reverse("report_correct", args=[first.pk]))
    partner.post(reverse("report_correct", args=[first.pk]))
    second = ProgressReport.objects.get(corrects=first)
    assert list(ProgressReport.objects.standing_now()) == [first], "a draft corrects nothing yet"
    data = typed(version=second.version, light="groen", reason="We telden verkeerd.")
    assert partner.post(reverse("report_edit", args=[second.pk]), data).status_code == 302
    hand_in(partner, second)
    assert list(ProgressReport.objects.standing_now()) == [second]
    assert "Hierop is een verbetering gemaakt" in words(as_(None), first.get_absolute_url())
    assert "Dit is een verbetering" in words(as_(None), second.get_absolute_url())
    dashboard = words(as_(None), reverse("progress"))
    assert "We telden verkeerd." in dashboard
    assert "Het gaat rood." not in dashboard


def test_a_correction_begins_with_the_figures_of_what_it_corrects(world, agreement, indicator, as_):
    first = making.draft(agreement, light="groen", reason="ok")
    making.measured(indicator, 3, PERIOD.ends_on, report=first, origin="GGD-monitor")
    first.submit(by=world.partner)
    partner = as_(world.partner)
    for _ in range(2):
        partner.post(reverse("report_correct", args=[first.pk]))
    second = ProgressReport.objects.get(corrects=first)
    form = partner.get(reverse("report_edit", args=[second.pk])).context["form"]
    fields = (f"value-{indicator.pk}", f"on-{indicator.pk}", f"origin-{indicator.pk}")
    assert [form[name].value() for name in fields] == [3, PERIOD.ends_on, "GGD-monitor"]
    second.submit(by=world.partner)
    assert [row.report for row in Measurement.objects.standing_now()] == [second]


def test_a_report_is_exported_with_the_day_it_was_here(world, agreement):
    late = datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC)
    making.draft(
        agreement,
        light="groen", reason="ok", state=ReportState.SUBMITTED, submitted_at=late,
        submitted_by=world.partner.person,
    )  # fmt: skip
    rows = list(rows_of("rapportages", world.bureau)[1])
    assert rows[0][-1] == datetime.date(2026, 7, 2)


def test_two_who_write_one_draft_lose_no_figure(world, agreement, indicator, as_):
    draft = making.draft(agreement)
    url = reverse("report_edit", args=[draft.pk])
    data = typed("bewaar", light="", reason="", text="", version=draft.version)
    partner = as_(world.partner)
    assert partner.post(url, {**data, **figure(indicator, "3")}).status_code == 302
    assert partner.post(url, {**data, **figure(indicator, "8")}).status_code == 409
    assert Measurement.objects.get().value == 3


def test_what_was_typed_beside_a_draft_somebody_began_meanwhile_is_not_lost(world, agreement, indicator, as_):
    partner = as_(world.partner)
    opened = partner.get(start(agreement)).context["form"]["version"].value()
    colleague = typed("bewaar", version=opened, text="Van mijn collega.", **figure(indicator))
    assert partner.post(start(agreement), colleague).status_code == 302
    late = partner.post(start(agreement), typed("bewaar", version=opened, text="Zeemeeuw."))
    assert late.status_code == 409
    for words_there in ("Van mijn collega.", "Zeemeeuw."):
        assert words_there in late.content.decode()
    assert ProgressReport.objects.get().text == "Van mijn collega."
    again = typed("bewaar", version=late.context["form"]["version"].value(), text="Van ons beiden.")
    assert partner.post(start(agreement), {**again, **figure(indicator)}).status_code == 302
    assert ProgressReport.objects.get().text == "Van ons beiden."


def test_what_was_typed_beside_a_report_handed_in_meanwhile_is_not_lost(world, agreement, as_):
    told = making.report(world, agreement)
    addresses = (start(agreement), reverse("report_edit", args=[told.pk]))
    for url in addresses:
        late = as_(world.partner).post(url, typed(version=1, text="Zeemeeuw."))
        assert late.status_code == 422
        for words_there in ("Zeemeeuw.", "Deze rapportage is al ingediend."):
            assert words_there in late.content.decode()
        assert as_(world.partner).get(url).status_code == 302
    assert ProgressReport.objects.get().text == told.text


def test_a_period_that_is_not_over_cannot_be_reported_on(world, agreement, as_):
    now = making.period_of(PERIOD.ends_on + datetime.timedelta(days=1), "half")
    half = ("2025-01-01", "2025-06-30")
    assert as_(world.partner).get(reverse("report_start", args=[agreement.pk, *half])).status_code == 200
    for days in (
        (now.starts_on.isoformat(), now.ends_on.isoformat()),
        ("2025-01-01", "2025-03-31"),
        ("2025-02-01", "2025-06-30"),
        ("9999-07-01", "9999-12-31"),
        ("morgen", "overmorgen"),
    ):
        url = reverse("report_start", args=[agreement.pk, *days])
        assert as_(world.partner).get(url).status_code == 404


def test_a_day_to_come_is_refused_by_form_and_database(world, agreement, indicator, as_):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    sent = {**figure(indicator), f"on-{indicator.pk}": tomorrow.isoformat()}
    for action in ("bewaar", "dien_in"):
        answer = as_(world.partner).post(start(agreement), typed(action, **sent))
        assert answer.context["form"].errors == {f"on-{indicator.pk}": [NOT_YET]}
    beside = {"value": "3", "measured_on": tomorrow.isoformat(), "origin": "telling", "version": ""}
    answer = as_(world.bureau).post(reverse("measurement_add", args=[indicator.pk]), beside)
    assert answer.context["form"].errors == {"measured_on": [NOT_YET]}
    with pytest.raises(DatabaseError, match="a day to come"), transaction.atomic():
        making.measured(indicator, 3, tomorrow)
    assert making.measured(indicator, 3, timezone.localdate()), "the control: today was measured"
    long_ago = {**figure(indicator), f"on-{indicator.pk}": "2006-01-01"}
    answer = as_(world.partner).post(start(agreement), typed(**long_ago))
    assert "Kijk de datum na." in answer.context["form"].errors[f"on-{indicator.pk}"][0]


def test_half_work_is_kept_as_a_draft_and_found_again(world, agreement, indicator, as_):
    partner = as_(world.partner)
    half = typed("bewaar", light="", reason="", **figure(indicator, "1234,5", origin=""))
    assert partner.post(start(agreement), half).url == reverse("partner")
    draft = ProgressReport.objects.get()
    edit = reverse("report_edit", args=[draft.pk])
    form = partner.get(edit).context["form"]
    assert form[f"value-{indicator.pk}"].value() == Decimal("1234.5")
    for page in (reverse("partner"), agreement.get_absolute_url()):
        assert edit in partner.get(page).content.decode()
    assert any("Ga verder met je verslag" in todo.title for todo in todos(world.partner))
    assert partner.get(reverse("report_submit", args=[draft.pk])).url == edit, "it is not whole yet"
    set_up(ProgressReport.objects.update)(light="groen", reason="ok")
    draft.refresh_from_db()
    with pytest.raises(ValidationError, match="Maak de cijfers eerst af"):
        draft.submit(by=world.partner)
    submitted = {"submitted_at": timezone.now(), "submitted_by": world.partner.person}
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(ProgressReport.objects.update)(state=ReportState.SUBMITTED, **submitted)
    whole = typed("bewaar", version=draft.version, **figure(indicator, "1234,5"))
    assert partner.post(edit, whole).status_code == 302
    draft.refresh_from_db()
    assert (draft.unfinished, draft.values.get().value) == ({}, Decimal("1234.5"))


def test_a_half_figure_is_no_line_of_the_history(world, agreement, indicator, as_):
    draft = making.draft(agreement)
    data = typed("bewaar", version=draft.version, **figure(indicator, origin=""))
    assert as_(world.partner).post(reverse("report_edit", args=[draft.pk]), data).status_code == 302
    page = words(as_(world.partner), reverse("history", args=["report", draft.pk]))
    assert "Drie huiskamers open." in page, "the control"
    for hidden in ("Nog niet af", str(indicator.pk)):
        assert hidden not in page


def test_only_periods_of_the_agreement_are_reported_on(world, as_):
    making.rhythm()
    first = timezone.localdate() + datetime.timedelta(days=40)
    later = making.accepted(world, making.a_task(), starts_on=first)
    partner = as_(world.partner)
    for page in (later.get_absolute_url(), reverse("partner")):
        assert start(later) not in partner.get(page).content.decode()
    assert "Hoe het gaat, vertellen jullie pas daarna." in words(partner, later.get_absolute_url())
    assert partner.get(start(later)).url == later.get_absolute_url()
    refused = partner.post(start(later), typed("bewaar"))
    assert (refused.status_code, OUTSIDE in refused.content.decode()) == (422, True)
    with pytest.raises(DatabaseError, match="does not hold in"), transaction.atomic():
        making.draft(later)
    begins = making.accepted(world, making.a_task(), starts_on=PERIOD.ends_on)
    assert making.draft(begins), "the control: one day of the period is enough"


def test_a_figure_of_a_draft_counts_nowhere(world, agreement, indicator, as_):
    making.measured(indicator, 70_707, PERIOD.ends_on, report=making.draft(agreement))
    page = words(as_(None), agreement.task.get_absolute_url())
    export = as_(None).get(reverse("progress_export", args=["cijfers", "csv"])).content.decode()
    assert not [told for told in ("70.707", "70707") if told in page or told in export]
