"""Table of contents: the addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from newsletters.dispatch.urls import urlpatterns as dispatch
from newsletters.issues.urls import urlpatterns as issues
from newsletters.network_meeting import urls as network_meeting
from newsletters.network_meeting.arrivals.urls import urlpatterns as arrivals
from newsletters.subscriptions import views as subscriptions

urlpatterns: list[URLPattern | URLResolver] = [
    *issues,
    *dispatch,
    path("nieuwsbrief/", subscriptions.subscribe, name="newsletter"),
    path("nieuwsbrief/aangevraagd/", subscriptions.sent, name="newsletter_sent"),
    path("nieuwsbrief/bevestigen/<str:token>/", subscriptions.confirm, name="newsletter_confirm"),
    path("nieuwsbrief/mijn/<str:secret>/", subscriptions.own, name="newsletter_own"),
    path("nieuwsbrief/mijn/<str:secret>/opnieuw/", subscriptions.again, name="newsletter_again"),
    path("nieuwsbrief/afmelden/<str:secret>/", subscriptions.end, name="newsletter_end"),
    *network_meeting.urlpatterns,
    *arrivals,
]
