"""Addresses of bodies."""

from django.urls import path

from governance.bodies import staffing, succeeding, views

urlpatterns = [
    path("netwerk/", views.network, name="network"),
    path("organen/<uuid:pk>/", views.body, name="body"),
    path("werkbank/organen/", staffing.bodies, name="werkbank_bodies"),
    path("werkbank/organen/<uuid:pk>/", staffing.staffing, name="body_staffing"),
    path("werkbank/organen/<uuid:pk>/overdragen/", succeeding.succeed, name="body_hand_over"),
    path("werkbank/organen/<uuid:pk>/mandaat/", staffing.add_mandate, name="mandate_add"),
    path("werkbank/organen/<uuid:pk>/zetel/", staffing.add_seat, name="seat_add"),
    path("werkbank/mandaten/<uuid:pk>/beeindigen/", staffing.end_mandate, name="mandate_end"),
    path("werkbank/zetels/<uuid:pk>/beeindigen/", staffing.end_seat, name="seat_end"),
]
