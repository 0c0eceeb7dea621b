"""Addresses of who wants to come in."""

from django.urls import path

from partners.joining.views import answering, asking, organisations

urlpatterns = [
    path("toegang-vragen/", asking.access_ask, name="access_ask"),
    path("toegang-vragen/verstuurd/", asking.access_sent, name="access_sent"),
    path("toegang-vragen/bevestigen/<str:token>/", asking.access_confirm, name="access_confirm"),
    path("toegangsvragen/<uuid:pk>/", answering.access_request, name="access_request"),
    path("toegangsvragen/<uuid:pk>/toelaten/", answering.access_grant, name="access_grant"),
    path("toegangsvragen/<uuid:pk>/weigeren/", answering.access_refuse, name="access_refuse"),
    path("toegangsvragen/<uuid:pk>/intrekken/", asking.access_withdraw, name="access_withdraw"),
    path("partner/organisatie/<uuid:pk>/meedoen/", organisations.ask_join, name="ask_join"),
    path("partner/organisatie/<uuid:pk>/gegevens/", organisations.ask_details, name="ask_details"),
    path("partner/vragen/<uuid:pk>/intrekken/", organisations.ask_withdraw, name="ask_withdraw"),
    path("werkbank/aanmeldingen/", answering.desk, name="joining_desk"),
    path("werkbank/aanmeldingen/<uuid:pk>/ja/", answering.ask_yes, name="ask_yes"),
    path("werkbank/aanmeldingen/<uuid:pk>/nee/", answering.ask_no, name="ask_no"),
]
