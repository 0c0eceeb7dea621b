"""Addresses of decisions."""

from django.urls import path

from governance.decisions.views import reading, writing

urlpatterns = [
    path("besluiten/", reading.register, name="decisions"),
    path("besluiten/<uuid:pk>/", reading.decision, name="decision"),
    path("agendapunten/<uuid:pk>/besluit/", writing.new_for_item, name="decision_for_item"),
    path("organen/<uuid:pk>/besluit/", writing.new_of_body, name="decision_of_body"),
    path("besluiten/<uuid:pk>/wijzigen/", writing.edit, name="decision_edit"),
    path("besluiten/<uuid:pk>/vaststellen/", writing.settle, name="decision_settle"),
    path("besluiten/<uuid:pk>/vervallen/", writing.drop, name="decision_drop"),
    path("besluiten/<uuid:pk>/terughalen/", writing.bring_back, name="decision_bring_back"),
    path("besluiten/<uuid:pk>/herstellen/", writing.correct, name="decision_correct"),
    path("besluiten/<uuid:pk>/openbaarheid/", writing.publicity, name="decision_publicity"),
]
