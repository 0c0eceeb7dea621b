"""Addresses of what representatives take home and note."""

from django.urls import path

from governance.constituency import views

urlpatterns = [
    path("vergaderingen/<uuid:pk>/achterban/", views.meeting, name="constituency"),
    path("agendapunten/<uuid:pk>/achterban/<slug:moment>/", views.note, name="item_note"),
    path("besluiten/<uuid:pk>/doorvertellen/", views.pass_on, name="decision_pass_on"),
]
