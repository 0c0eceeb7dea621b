"""Pages of who reads the newsletter: ask, confirm, choose, end. Opening a page never changes anything."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletters.dead_links import DeadLink, by_link
from newsletters.dead_links import private as private_page
from newsletters.subscriptions import subscribing
from newsletters.subscriptions.desk.exporting import as_file
from newsletters.subscriptions.forms import ChoiceForm, SubscribeForm
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import ConsentSource, SubscriberState
from newsletters.subscriptions.wording import consent_text
from zorgzaam.accounts.place import client_address
from zorgzaam.audit.actors import SystemActor
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import not_done, once
from zorgzaam.rates import count
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
# Questions from one place within an hour: an office sits behind one address, and so does who sends rubbish.
MOST, AN_HOUR = 30, 3600


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
@csrf_exempt
@once
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for the newsletter; the answer is the same for every address. `thema` chooses one beforehand.

    Without a token of the form: pages that carry the small form set no cookie for it, and whoever lets somebody's
    browser send this does no more than they could from their own: a mail with a button.
    """
    form = SubscribeForm(request.POST or None, initial={"themes": request.GET.getlist("thema")})
    if request.method == "POST":
        if count(f"nieuwsbrief:{client_address(request)}", seconds=AN_HOUR) > MOST:
            response = render(request, "newsletters/wait.html", status=429)
            response["Retry-After"] = str(AN_HOUR)
            return not_done(response)
        # A machine gets the same answer, and nothing is done.
        if form.was_filled_in:
            return redirect("newsletter_sent")
        if form.is_valid():
            subscribing.ask(form.cleaned_data["address"], form.wish)
            return redirect("newsletter_sent")
    status = 422 if form.errors else 200
    words = {"form": form, "consent": consent_text()}
    return render(request, "newsletters/subscribe.html", words, status=status)


@require_safe
@entrance(Door.ANY, OPEN)
def sent(request: HttpRequest) -> HttpResponse:
    """The same for everybody, whatever was typed."""
    return render(request, "newsletters/sent.html", {"days": subscribing.HOLDS.days})


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail; its button confirms."""
    row = subscribing.row_of(token)
    if row is None or row.state not in (SubscriberState.ASKED, SubscriberState.ACTIVE):
        return private_page(
            render(request, "newsletters/confirm.html", {"days": subscribing.HOLDS.days}, status=404)
        )
    if request.method == "POST" and subscribing.confirm(row, wish=subscribing.wish_of(token)):
        messages.success(request, "Uw aanmelding is bevestigd.")
        return redirect(row.own_url)
    return private_page(render(request, "newsletters/confirm.html", {"row": row, "consent": consent_text()}))


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
@by_link
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """The page of one reader: what they chose, what we keep of them, and the way out."""
    row = _row(secret)
    form = ChoiceForm(request.POST or None, instance=row)
    page = FormPage(
        "Uw nieuwsbrief", row.own_url, "Bewaar mijn keuze", done="Uw keuze is bewaard.",
        template="newsletters/own.html",
    )  # fmt: skip
    words = {"row": row, "consents": list(row.consents.all())}
    return private_page(
        form_page(
            request,
            form,
            page,
            act=lambda: subscribing.choose(row, form.wish),
            by=SystemActor.VISITOR,
            **words,
        )
    )


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
@by_link
@csrf_exempt
def end(request: HttpRequest, secret: str) -> HttpResponse:
    """Ending: the page asks once; a mail program that sends List-Unsubscribe=One-Click (RFC 8058) is obeyed at once.

    Without a token of the form: a mail program has none, and who has the secret may end. So may who did not answer in
    time and was forgotten: no list asks them again.
    """
    row = Subscriber.objects.behind(secret)
    if row is None:
        raise DeadLink
    if request.method == "POST":
        by_program = request.POST.get("List-Unsubscribe") == "One-Click"
        subscribing.end(row, _where(request, by_program=by_program))
        if by_program:
            return HttpResponse("Afgemeld.", content_type="text/plain; charset=utf-8")
        if row.state == SubscriberState.GONE:
            messages.success(request, "Het is bewaard. We vragen u niets meer.")
        return redirect("newsletter_end", secret)
    return private_page(render(request, "newsletters/end.html", {"row": row}))


def _where(request: HttpRequest, *, by_program: bool) -> ConsentSource:
    if by_program:
        return ConsentSource.ONE_CLICK
    return ConsentSource.OWN_PAGE if request.POST.get("van") == "eigen" else ConsentSource.MAIL


@require_POST
@entrance(Door.ANY, OPEN)
@by_link
def again(request: HttpRequest, secret: str) -> HttpResponse:
    """Who ended by mistake asks again: a mail to confirm goes to their own address."""
    row = _row(secret)
    wish = subscribing.Wish(row.frequency, list(row.themes.all()), list(row.municipalities.all()))
    subscribing.ask(row.address, wish, ConsentSource.OWN_PAGE)
    return redirect("newsletter_sent")


@require_safe
@entrance(Door.ANY, OPEN)
@by_link
def data(request: HttpRequest, secret: str) -> HttpResponse:
    """What we keep of this reader, for them."""
    return private_page(as_file(_row(secret)))


def _row(secret: str) -> Subscriber:
    row = Subscriber.objects.kept().behind(secret)
    if row is None:
        raise DeadLink
    return row
