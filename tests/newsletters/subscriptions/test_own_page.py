"""The page of one reader: choosing, ending with one press or by the mail program, and nothing by opening a page."""

import re

import pytest
from django.test import Client

from newsletters.subscriptions import subscribing
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import ConsentEvent, ConsentSource, Frequency, SubscriberState
from tests.newsletters.subscriptions.readers import a_list, events, last_mail, link_in, reader, set_back
from tests.themes.making import generation, theme
from zorgzaam.masking import masked
from zorgzaam.post.bulk.models import Suppression
from zorgzaam.post.bulk.suppression import is_suppressed
from zorgzaam.post.models import OutgoingMail
from zorgzaam.secret_links import fingerprint

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def end_url(row: Subscriber) -> str:
    return f"/nieuwsbrief/afmelden/{row.secret}/"


def facts() -> list:
    """Everything a page of a reader could change."""
    tables = (Subscriber.objects.order_by("pk"), Suppression.objects.all(), OutgoingMail.objects.all())
    consents = [events(row) for row in Subscriber.objects.order_by("pk")]
    return [list(rows.values()) for rows in tables] + consents


def choice(row: Subscriber, **more):
    return {"version": row.version, "frequency": row.frequency, **more}


def test_opening_a_page_a_hundred_times_changes_nothing(world, client) -> None:
    others = (SubscriberState.GONE, SubscriberState.LISTED)
    rows = [reader(f"is-{state}", state) for state in SubscriberState.values if state not in others]
    a_list(world.bureau, ["is-lijst"])
    rows.append(Subscriber.objects.get(state=SubscriberState.LISTED))
    token = subscribing.token_of(next(row for row in rows if row.state == SubscriberState.ASKED))
    urls = [f"/nieuwsbrief/bevestigen/{token}/"]
    urls += [url for row in rows for url in (row.own_url, end_url(row), f"{row.own_url}opnieuw/")]
    before = facts()
    for at in range(100):
        ask = client.get if at % 2 else client.head
        for url in urls if at < 4 else urls[:3]:
            assert ask(url).status_code in (200, 405)
    assert facts() == before
    client.post(end_url(rows[1]))
    assert facts() != before, "the control: a press does"


def test_a_mail_program_ends_with_one_request_and_without_a_page(world) -> None:
    row = reader("lezer")
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(end_url(row), ONE_CLICK)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    row.refresh_from_db()
    assert row.state == SubscriberState.ENDED
    assert row.consents.last().source == ConsentSource.ONE_CLICK
    assert is_suppressed(row.address, subscribing.SCOPE)
    assert strict.post(row.own_url, choice(row)).status_code == 403, (
        "the control: other forms need their token"
    )


def test_a_mail_program_may_send_its_word_as_a_form_with_parts(world) -> None:
    row = reader("lezer")
    body = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    answer = Client(enforce_csrf_checks=True).post(
        end_url(row), body, content_type="multipart/form-data; boundary=x"
    )
    assert answer.content == b"Afgemeld."


def test_ending_is_told_as_it_was_done_and_without_words_of_a_yes(world, client) -> None:
    row = reader("lezer")
    form = re.search(rf'action="{end_url(row)}">.*?</form>', client.get(row.own_url).content.decode())[0]
    client.post(end_url(row), {"van": re.search('name="van" value="([^"]+)"', form)[1]})
    page = client.get(row.own_url).content.decode()
    told = next(line for line in re.findall("<li>.*?</li>", page) if "meldde zich af" in line)
    assert "de eigen pagina" in told
    assert "<q>" not in told
    # The control: what was said yes to is there, word for word.
    assert "<q>" in next(line for line in re.findall("<li>.*?</li>", page) if "bevestigde" in line)


def test_ending_on_the_page_and_twice_is_once(world, client) -> None:
    row = reader("lezer")
    for _ in range(2):
        assert client.post(end_url(row)).url == end_url(row)
    assert events(row).count(ConsentEvent.WITHDRAWN) == 1
    assert Suppression.objects.holding().count() == 1
    assert "U bent afgemeld" in client.get(end_url(row)).content.decode()


def test_a_wrong_secret_opens_nothing(world, client) -> None:
    row = reader("lezer")
    other = "B" if row.secret.endswith("A") else "A"
    for secret in ("niets", row.secret[:-1] + other, "é" * 43):
        for url in (f"/nieuwsbrief/mijn/{secret}/", f"/nieuwsbrief/afmelden/{secret}/"):
            assert {client.get(url).status_code, client.post(url, ONE_CLICK).status_code} == {404}
    row.refresh_from_db()
    assert row.is_active


def test_a_link_that_lay_about_can_be_made_to_open_nothing(world, client) -> None:
    row = reader("lezer")
    old = row.own_url
    set_back(row, link_number=2, fingerprint=fingerprint(Subscriber(pk=row.pk, link_number=2).secret))
    row.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(row.own_url).status_code == 200


def test_choosing_is_kept(world, client, setup_actor) -> None:
    jeugd = theme(generation("Plan"), "Jeugd")
    row = reader("lezer", themes=[jeugd])
    assert client.get(row.own_url).context["form"].initial["themes"][0] == jeugd
    assert client.post(row.own_url, choice(row, frequency=Frequency.QUARTER)).status_code == 302
    row.refresh_from_db()
    assert (row.frequency, row.themes.count()) == (Frequency.QUARTER, 0)


@pytest.mark.parametrize("changed", ["frequency", "themes"])
def test_the_second_tab_sees_what_the_first_chose(world, client, setup_actor, changed: str) -> None:
    row = reader("lezer", themes=[theme(generation("Plan"), "Jeugd")])
    seen = choice(row, themes=[each.pk for each in row.themes.all()])
    first = {**seen, "frequency": Frequency.QUARTER} if changed == "frequency" else {**seen, "themes": []}
    assert client.post(row.own_url, first).status_code == 302
    answer = client.post(row.own_url, seen)
    assert answer.status_code == 409
    assert "is nog niet bewaard" in answer.content.decode()
    now = Subscriber.objects.get(pk=row.pk)
    assert now.frequency == first["frequency"]
    assert now.themes.count() == len(first["themes"])
    fresh = answer.content.decode().partition('name="version" value="')[2].partition('"')[0]
    assert client.post(row.own_url, {**seen, "version": fresh}).status_code == 302, (
        "and kept when pressed again"
    )


def test_a_tab_from_before_ending_does_not_bring_anybody_back(world, client) -> None:
    row = reader("lezer")
    client.post(end_url(row))
    assert client.post(row.own_url, choice(row)).status_code == 409
    assert Subscriber.objects.get().state == SubscriberState.ENDED


def test_who_ended_by_mistake_asks_again_and_keeps_what_they_chose(world, client) -> None:
    row = reader("lezer", frequency=Frequency.QUARTER)
    client.post(end_url(row))
    assert client.post(f"{row.own_url}opnieuw/").url == "/nieuwsbrief/aangevraagd/"
    assert not Subscriber.objects.get().is_active
    client.post(link_in(last_mail("newsletter-confirm", row.address)))
    row.refresh_from_db()
    assert (row.state, row.frequency) == (SubscriberState.ACTIVE, Frequency.QUARTER)


def test_pages_behind_a_link_are_kept_and_told_nowhere(world, client) -> None:
    row = reader("lezer")
    for url in (row.own_url, end_url(row)):
        answer = client.get(url)
        assert answer["Cache-Control"] == "private, no-store"
        assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("strict-origin", "noindex, nofollow")
        assert row.secret not in masked(url)


def test_the_page_says_what_is_kept(world, client) -> None:
    row = reader("lezer")
    page = re.sub(r"\s+", " ", client.get(row.own_url).content.decode())
    assert row.address in page
    assert "bevestigde met de link in de mail" in page
    assert "Ja, graag." in page
