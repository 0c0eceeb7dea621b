"""Addresses of answers and of contributions to them."""

from django.urls import path

from governance.council.answers import contributing_views, views

FILE = "staten/beantwoording/<uuid:pk>/"
LETTER = f"{FILE}vragen/<uuid:question>/"
CONTRIBUTION = "staten/bijdragen/<uuid:pk>/"

urlpatterns = [
    path("staten/vragen/<uuid:pk>/beantwoorden/", views.begin, name="answer_file_begin"),
    path("staten/beantwoording/", views.files, name="answer_files"),
    path(FILE, views.file, name="answer_file"),
    path(f"{FILE}schrijven/", views.write, name="answer_file_write"),
    path(f"{FILE}aanbieden/", views.submit, name="answer_file_submit"),
    path(f"{FILE}controleren/", views.clear, name="answer_file_clear"),
    path(f"{FILE}heropenen/", views.reopen, name="answer_file_reopen"),
    path(LETTER, views.letter, name="answer_letter"),
    path(f"{LETTER}versturen/", views.send, name="answer_send"),
    path(f"{LETTER}eruit/", views.take_out, name="answer_take_out"),
    path(f"{FILE}bijdragen/", contributing_views.ask, name="contribution_ask"),
    path(CONTRIBUTION, contributing_views.contribution, name="contribution"),
    path(f"{CONTRIBUTION}intrekken/", contributing_views.withdraw, name="contribution_withdraw"),
]
