"""Addresses of inbreng."""

from django.urls import path

from regioplan.voices import desk, views

urlpatterns = [
    path("inbreng/", views.voices, name="voices"),
    path("inbreng/<uuid:pk>/", views.voice, name="voice"),
    path("werkbank/inbreng/", desk.desk, name="voices_desk"),
    path("werkbank/inbreng/nieuw/", desk.voice_add, name="voice_add"),
    path("werkbank/inbreng/<uuid:pk>/", desk.voice_edit, name="voice_edit"),
    path("werkbank/inbreng/<uuid:pk>/openbaar/", desk.voice_publish, name="voice_publish"),
    path("werkbank/inbreng/<uuid:pk>/intrekken/", desk.voice_withdraw, name="voice_withdraw"),
    path("werkbank/inbreng/<uuid:pk>/weggooien/", desk.voice_discard, name="voice_discard"),
    path("werkbank/inbreng/<uuid:pk>/antwoord/", desk.answer_add, name="voice_answer_add"),
    path("werkbank/inbreng/<uuid:pk>/bericht/", desk.contact_add, name="voice_contact_add"),
    path("werkbank/inbreng/adressen/<uuid:pk>/", desk.contact_remove, name="voice_contact_remove"),
    path("werkbank/inbreng/antwoorden/<uuid:pk>/", desk.answer_edit, name="voice_answer_edit"),
]
