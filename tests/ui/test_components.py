"""Each component says what its contract in templates/ui promises."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory

from zorgzaam.conflicts import Conflict, ConflictRow
from zorgzaam.ui import context, dates
from zorgzaam.ui.brand import stylesheet, tint
from zorgzaam.ui.forms import DateInput, DateTimeInput, TimeInput

WINTER = datetime(2024, 11, 27, 14, 30, tzinfo=UTC)
PARTS = (
    *(["card", "notice", "table", "status", "dialog", "toast", "stepper", "tabs", "empty", "history"]),
    *(["progress", "timeline", "deflist", "files", "pages", "badge", "diff", "avatar", "filters", "hero"]),
)
SUMMER = datetime(2024, 7, 1, 22, 30, tzinfo=UTC)


def shown(source: str, path: str = "/", **context: Any) -> str:
    return Template(source).render(Context({"request": RequestFactory().get(path), **context}))


def test_dates_are_dutch_and_local() -> None:
    assert shown("{{ at|datetime_nl }}", at=WINTER) == "wo 27 november 2024, 15:30"
    assert shown("{{ at|datetime_nl }}", at=SUMMER) == "di 2 juli 2024, 00:30"
    assert shown("{{ at|date_nl }}", at=date(2024, 11, 28)) == "do 28 november 2024"
    assert shown("{{ at|day_nl }}", at=date(2024, 3, 1)) == "1 maart 2024"
    assert shown("{{ at|time_nl }}", at=WINTER) == "15:30"
    assert shown("{{ at|time_nl }}", at=time(0, 5)) == "00:05"
    assert shown("{{ at|datetime_nl }}", at=date(2024, 11, 28)) == "do 28 november 2024"


def test_a_missing_date_is_empty_and_a_missing_moment_not_yet_known() -> None:
    assert shown("[{{ at|date_nl }}{{ at|datetime_nl }}{{ at|time_nl }}{{ at|day_nl }}]", at=None) == "[]"
    assert shown("{% moment at %}", at=None) == "nog niet bekend"
    assert shown("{{ at|known }}", at="") == "nog niet bekend"
    assert shown("{{ at|known }}", at=0) == "0"


def test_moment_is_readable_by_machines() -> None:
    assert shown("{% moment at %}", at=WINTER) == (
        '<time datetime="2024-11-27T15:30+01:00">wo 27 november 2024, 15:30</time>'
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0 minuten"),
        (1, "1 minuut"),
        (45, "45 minuten"),
        (60, "1 uur"),
        (61, "1 uur en 1 minuut"),
        (80, "1 uur en 20 minuten"),
        (150, "2 uur en 30 minuten"),
        (timedelta(hours=1, minutes=5), "1 uur en 5 minuten"),
        (None, ""),
    ],
)
def test_durations_are_words(value: Any, words: str) -> None:
    assert dates.duration(value) == words


def test_periods_say_what_is_open() -> None:
    start, end = date(2024, 1, 1), date(2025, 3, 3)
    assert dates.period(start, end) == "1 januari 2024 tot en met 3 maart 2025"
    assert dates.period(start, None) == "sinds 1 januari 2024"
    assert dates.period(None, end) == "tot en met 3 maart 2025"
    assert dates.period(None, None) == ""


def test_status_has_a_word_beside_its_colour_and_escapes_it() -> None:
    html = shown("{% status word 'warn' %}", word="Wacht <b>")
    assert "Wacht &lt;b&gt;" in html
    assert "zz-status--warn" in html
    assert 'aria-hidden="true"' in html


def test_an_unknown_status_kind_is_an_error_of_the_page_builder() -> None:
    with pytest.raises(KeyError):
        shown("{% status 'Rood' 'red' %}")


def test_publicity_says_who_may_read_and_until_when() -> None:
    assert "alleen de leden" in shown("{% publicity 'besloten' %}")
    assert "Onder embargo tot wo 27 november 2024, 15:30" in shown("{% publicity 'openbaar' at %}", at=WINTER)


def test_icon_is_hidden_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in shown("{% icon 'lock' %}")
    assert 'role="img" aria-label="Op slot"' in shown("{% icon 'lock' label='Op slot' %}")


def test_avatar_shows_initials_of_first_and_last_word() -> None:
    assert ">AV<" in shown("{% avatar 'Ada de Voorbeeld' %}")
    assert ">G<" in shown("{% avatar 'Gemeente' %}")
    assert shown("{{ name|avatar_tone }}", name="Ada") == shown("{{ name|avatar_tone }}", name="Ada")


def test_progress_says_its_numbers() -> None:
    assert "3 van 7 klaar" in shown("{% progress 3 7 'Taken' unit='klaar' %}")


class Sample(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort.")
    note = forms.CharField(label="Notitie", required=False)
    kind = forms.ChoiceField(label="Soort", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Akkoord", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=4)


def test_field_ties_help_and_error_to_the_control() -> None:
    form = Sample({})
    html = shown("{% field form.title %}", form=form)
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert "Dit veld is verplicht." in html


def test_optional_fields_say_so_in_words() -> None:
    form = Sample()
    assert "niet verplicht" in shown("{% field form.note %}", form=form)
    assert "niet verplicht" not in shown("{% field form.title %}", form=form)


def test_error_summary_links_to_each_field_and_takes_the_focus() -> None:
    html = shown("{% form_errors form %}", form=Sample({}))
    assert 'href="#id_title"' in html
    assert 'href="#id_kind_groep"' in html
    assert "autofocus" in html
    assert 'id="id_kind_groep"' in shown("{% field form.kind %}", form=Sample({}))
    assert shown("{% form_errors form %}", form=Sample()).strip() == ""


def test_a_whole_form_keeps_hidden_fields_and_what_was_typed() -> None:
    html = shown(
        "{% include 'ui/form.html' with form=form %}", form=Sample({"note": "Mijn <tekst>", "version": 9})
    )
    assert 'name="version" value="9"' in html
    assert "Mijn &lt;tekst&gt;" in html
    assert "novalidate" in html


def test_field_takes_attributes_for_its_control() -> None:
    html = shown("{% field form.note autocomplete='off' hx_get='/x/' %}", form=Sample())
    assert 'autocomplete="off"' in html
    assert 'hx-get="/x/"' in html


def test_pickers_get_the_format_browsers_want() -> None:
    assert 'type="date"' in DateInput().render("d", date(2024, 11, 27))
    assert 'value="2024-11-27"' in DateInput().render("d", date(2024, 11, 27))
    assert 'value="09:05"' in TimeInput().render("t", time(9, 5))
    assert 'value="2024-11-27T15:30"' in DateTimeInput().render("t", datetime(2024, 11, 27, 15, 30))


def test_navigation_marks_where_the_reader_is() -> None:
    here = "{% nav_item 'Agenda' '/werkbank/agenda/' %}"
    assert 'aria-current="page"' in shown(here, "/werkbank/agenda/")
    assert 'aria-current="true"' in shown(here, "/werkbank/agenda/3/")
    assert "aria-current" not in shown(here, "/werkbank/")
    assert "aria-current" not in shown("{% nav_item 'Thuis' '/werkbank/' exact=True %}", "/werkbank/agenda/")
    assert "aria-current" not in shown("{% nav_item 'Site' '/' %}", "/werkbank/")


def test_crumbs_lead_back_by_name_or_path() -> None:
    assert 'href="/werkbank/"' in shown("{% crumb 'Werkbank' 'werkbank' %}")
    assert 'aria-current="page"' in shown("{% crumb title %}", title="<b>")
    assert "<b>" not in shown("{% crumb title %}", title="<b>")


def test_querystring_keeps_the_other_parameters() -> None:
    assert shown("{% querystring_with pagina=2 %}", "/?q=zorg&pagina=1") == "?q=zorg&amp;pagina=2"
    assert shown("{% querystring_with q=None %}", "/?q=zorg") == "?"


def test_sort_head_turns_around_and_says_so() -> None:
    first = shown("{% sort_head 'Naam' 'naam' %}", "/?pagina=3")
    assert 'href="?sorteer=naam"' in first
    assert "aria-sort" not in first
    second = shown("{% sort_head 'Naam' 'naam' %}", "/?sorteer=naam")
    assert 'aria-sort="ascending"' in second
    assert 'href="?sorteer=-naam"' in second


def test_pagination_says_how_much_there_is() -> None:
    page = Paginator(range(45), 10).get_page(2)
    html = shown("{% pagination page noun='taken' %}", "/?q=x", page=page)
    assert "11 tot en met 20 van 45 taken" in html
    assert "q=x&amp;pagina=3" in html
    assert shown("{% pagination page %}", page=Paginator(range(3), 10).get_page(1)).strip() == ""


def test_table_scrolls_in_a_region_with_a_name() -> None:
    html = shown("{% table 'Taken' %}<tbody><tr><td>1</td></tr></tbody>{% endtable %}")
    assert 'tabindex="0" role="region" aria-label="Taken"' in html
    assert "<caption" in html


def test_blocks_escape_their_titles_and_keep_their_body() -> None:
    html = shown("{% card title %}<p>{{ title }}</p>{% endcard %}", title="<i>")
    assert html.count("&lt;i&gt;") == 2
    assert "<i>" not in html


def test_a_loop_may_hold_an_empty_state() -> None:
    html = shown(
        "{% for x in xs %}x{% empty %}{% empty_state 'Niets' %}<p>Begin.</p>{% endempty_state %}{% endfor %}",
        xs=[],
    )
    assert "Niets" in html


def test_conflict_shows_only_what_differs() -> None:
    conflict = Conflict([ConflictRow("Titel", "mijn", "hun"), ConflictRow("Zaal", "Zuid", "Zuid")])
    html = shown("{% include 'ui/conflict.html' %}", conflict=conflict)
    assert "mijn" in html
    assert "hun" in html
    assert "Zaal" not in html


def test_brand_takes_hue_and_tames_chroma() -> None:
    assert 195 < tint("#00607a").hue < 235
    assert "--zz-brand-chroma:0.120" in stylesheet("#ff0000")
    with pytest.raises(ValueError, match="no colour"):
        tint("red; } body { display: none")


@pytest.mark.django_db
def test_style_guide_shows_every_component_within_the_security_policy(client: Client) -> None:
    answer = client.get("/stijlgids/?pagina=3")
    html = answer.content.decode()
    assert answer.status_code == 200
    for part in PARTS:
        assert f"zz-{part}" in html, part
    assert " style=" not in html
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_visitor_gets_a_page_without_token_or_cookie(client: Client) -> None:
    answer = client.get("/account/wachtwoord/vergeten/verstuurd/")
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert "X-CSRFToken" not in answer.content.decode()
    assert not answer.cookies


@pytest.mark.django_db
def test_login_lists_demo_accounts_only_when_given(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(context._answers, "demo_accounts", lambda request: [])
    assert "Nog geen account?" in client.get("/account/inloggen/").content.decode()
    accounts = [{"role": "Secretaris", "email": "secretaris@zorgzaam.example"}]
    monkeypatch.setitem(context._answers, "demo_accounts", lambda request: accounts)
    html = client.get("/account/inloggen/").content.decode()
    assert 'data-copy="secretaris@zorgzaam.example"' in html
    assert "Nog geen account?" in html, "who tries the demo has to find how one gets in, too"


def test_a_page_head_without_kicker_lead_or_actions_has_no_empty_elements() -> None:
    assert shown('{% wrapped "p" "zz-kicker" %} \n{% endwrapped %}') == ""
    full = shown('{% wrapped "aside" "zz-x" "Bij dit" %}<b>{{ word }}</b>{% endwrapped %}', word="<i>")
    assert full == '<aside class="zz-x" aria-label="Bij dit"><b>&lt;i&gt;</b></aside>'


@pytest.mark.django_db
def test_the_pages_of_the_house_leave_empty_parts_of_the_head_out() -> None:
    page = Client().get("/contact/").content.decode()
    for name in ("zz-kicker", "zz-page-head__actions", "zz-layout__aside"):
        assert name not in page or f'class="{name}"></' not in page
    assert 'aria-label="Kruimelpad"><ol class="zz-breadcrumbs__list"></ol>' not in page
