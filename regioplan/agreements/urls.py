"""Addresses of agreements."""

from django.urls import path

from regioplan.agreements import views

urlpatterns = [
    path("afspraken/<uuid:pk>/", views.agreement, name="agreement"),
    path("afspraken/<uuid:pk>/beeindigen/", views.end, name="agreement_end"),
    path("partner/afspraken/<uuid:pk>/", views.answer, name="agreement_answer"),
    path("werkbank/afspraken/", views.kept_agreements, name="werkbank_agreements"),
    path("werkbank/afspraken/nieuw/", views.propose, name="agreement_propose"),
    path("werkbank/afspraken/<uuid:pk>/", views.edit_proposal, name="agreement_edit"),
    path("werkbank/afspraken/<uuid:pk>/intrekken/", views.withdraw, name="agreement_withdraw"),
]
