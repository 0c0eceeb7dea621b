"""Addresses of questions."""

from django.urls import path

from governance.council.questions import views

ONE = "staten/vragen/<uuid:pk>/"

urlpatterns = [
    path("staten/vragen/", views.questions, name="council_questions"),
    path("staten/vragen/nieuw/", views.new, name="council_question_new"),
    path("staten/vragen/termijnen/", views.terms, name="question_terms"),
    path("staten/vragen/termijnen/<uuid:pk>/", views.term, name="question_term"),
    path(ONE, views.question, name="council_question"),
    path(f"{ONE}wijzigen/", views.edit, name="council_question_edit"),
    path(f"{ONE}oppakken/", views.take_up, name="council_question_take_up"),
    path(f"{ONE}uitstellen/", views.delay, name="council_question_delay"),
    path(f"{ONE}beantwoord/", views.close, name="council_question_close"),
]
