"""Addresses of the timeline."""

from django.urls import path

from regioplan.timeline import views

urlpatterns = [
    path("tijdlijn/", views.timeline, name="timeline"),
    path("werkbank/tijdlijn/tijdlijn.pdf", views.timeline_pdf, name="timeline_pdf"),
    path("werkbank/tijdlijn/nieuw/", views.event_add, name="event_add"),
    path("werkbank/tijdlijn/<uuid:pk>/", views.event_edit, name="event_edit"),
]
