"""Addresses of money."""

from django.urls import path

from regioplan.funding import desk, views

urlpatterns = [
    path("geld/", views.funding, name="funding"),
    path("geld/opgaven/", views.coverage, name="funding_coverage"),
    path("geld/bedragen.<slug:kind>", views.export, name="funding_export"),
    path("geld/<uuid:pk>/", views.instrument, name="funding_instrument"),
    path("werkbank/geld/", desk.desk, name="funding_desk"),
    path("werkbank/geld/nieuw/", desk.instrument_add, name="instrument_add"),
    path("werkbank/geld/<uuid:pk>/", desk.instrument_edit, name="instrument_edit"),
    path("werkbank/geld/<uuid:pk>/mandaat/", desk.mandate_add, name="funding_mandate_add"),
    path("werkbank/geld/mandaten/<uuid:pk>/", desk.mandate_edit, name="mandate_edit"),
    path("werkbank/geld/<uuid:pk>/aanvraag/", desk.application_add, name="application_add"),
    path("werkbank/geld/aanvragen/<uuid:pk>/", desk.application_edit, name="application_edit"),
    path("werkbank/geld/aanvragen/<uuid:pk>/stand/", desk.application_step, name="application_step"),
    path("werkbank/geld/<uuid:pk>/bedrag/", desk.allocation_add, name="allocation_add"),
    path("werkbank/geld/bedragen/<uuid:pk>/", desk.allocation_edit, name="allocation_edit"),
    path("werkbank/geld/bedragen/<uuid:pk>/opgave/", desk.share_add, name="share_add"),
    path("werkbank/geld/delen/<uuid:pk>/", desk.share_edit, name="share_edit"),
    path("werkbank/geld/netwerkbureau/nieuw/", desk.payer_add, name="payer_add"),
    path("werkbank/geld/netwerkbureau/<uuid:pk>/", desk.payer_edit, name="payer_edit"),
    path("werkbank/geld/ramingen/nieuw/", desk.estimate_add, name="estimate_add"),
    path("werkbank/geld/ramingen/<uuid:pk>/", desk.estimate_edit, name="estimate_edit"),
]
