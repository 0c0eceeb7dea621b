"""Addresses of the day itself."""

from django.urls import path

from newsletters.network_meeting.arrivals import views

DESK = "werkbank/netwerkbijeenkomst"
urlpatterns = [
    path(f"{DESK}/<uuid:pk>/aankomst/", views.arrivals, name="network_arrivals"),
    path(f"{DESK}/<uuid:pk>/aankomst/erbij/", views.walk_in, name="network_walk_in"),
    path(f"{DESK}/aankomst/<uuid:person>/", views.arrival, name="network_arrival"),
    path(f"{DESK}/aankomst/<uuid:person>/melden/", views.arrival_write, name="network_arrival_write"),
    path(f"{DESK}/<uuid:pk>/aanwezig/", views.presence, name="network_presence"),
    path(f"{DESK}/<uuid:pk>/aanwezig/<slug:kind>/", views.presence_file, name="network_presence_file"),
    path(f"{DESK}/<uuid:pk>/papier/<slug:kind>/", views.on_paper, name="network_on_paper"),
    path(f"{DESK}/<uuid:pk>/papier/<slug:kind>/pdf/", views.paper_file, name="network_paper_file"),
]
