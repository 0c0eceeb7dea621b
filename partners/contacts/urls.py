"""Addresses of who speaks for an organisation, and of its contacts."""

from django.urls import path

from partners.contacts import views

urlpatterns = [
    path("partner/organisatie/<uuid:pk>/collega/", views.colleague_add, name="colleague_add"),
    path("partner/organisatie/<uuid:pk>/contact/", views.contact_add, name="contact_add"),
    path("partner/sprekers/<uuid:pk>/", views.speaking_edit, name="speaking_edit"),
    path("partner/sprekers/<uuid:pk>/stoppen/", views.speaking_end, name="speaking_end"),
    path("werkbank/sprekers/<uuid:pk>/account/", views.speaking_account, name="speaking_account"),
    path("partner/contacten/<uuid:pk>/", views.contact_edit, name="contact_edit"),
    path("partner/contacten/<uuid:pk>/weghalen/", views.contact_remove, name="contact_remove"),
]
