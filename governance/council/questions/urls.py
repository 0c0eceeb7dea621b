"""Addresses of questions."""

from django.urls import path

from governance.council.questions import views
from governance.council.registers import urls_of

ONE = "staten/vragen/<uuid:pk>/"

urlpatterns = [
    *urls_of(views.REGISTER, "vragen"),
    path("staten/vragen/termijnen/", views.terms, name="question_terms"),
    path("staten/vragen/termijnen/<uuid:pk>/", views.term, name="question_term"),
    path(ONE, views.question, name="council_question"),
    path(f"{ONE}oppakken/", views.take_up, name="council_question_take_up"),
    path(f"{ONE}uitstellen/", views.delay, name="council_question_delay"),
    path(f"{ONE}beantwoord/", views.close, name="council_question_close"),
]
