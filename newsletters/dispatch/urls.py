"""Addresses of sending an issue; in the werkbank, but for the link that is counted."""

from django.urls import path

from newsletters.dispatch.views import following, going, looking, overview, planning

_ISSUE = "werkbank/nieuwsbrief/<uuid:pk>/versturen/"

urlpatterns = [
    path("werkbank/nieuwsbrief/afspraken/", overview.rules, name="newsletter_rules"),
    path(_ISSUE, overview.sending, name="issue_sending"),
    path(f"{_ISSUE}ontvangers/", overview.recipients, name="issue_recipients"),
    path(f"{_ISSUE}proef/", looking.proof, name="issue_proof"),
    path(f"{_ISSUE}vragen/", looking.ask, name="issue_ask"),
    path(f"{_ISSUE}controle/", looking.review, name="issue_review"),
    path(f"{_ISSUE}terughalen/", looking.take_back, name="issue_take_back"),
    path(f"{_ISSUE}plannen/", planning.plan, name="issue_plan"),
    path(f"{_ISSUE}niet-plannen/", planning.unplan, name="issue_unplan"),
    path(f"{_ISSUE}nu/", planning.send_now, name="issue_send"),
    path(f"{_ISSUE}pauze/", going.pause, name="issue_pause"),
    path(f"{_ISSUE}verder/", going.resume, name="issue_resume"),
    path(f"{_ISSUE}stoppen/", going.stop, name="issue_stop"),
    path(f"{_ISSUE}alsnog/", going.again, name="issue_again"),
    path("nieuwsbrief/link/<uuid:pk>/", following.follow, name="newsletter_link"),
]
