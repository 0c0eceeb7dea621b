"""Addresses of rounds: one letter to several councils at once."""

from django.urls import path

from governance.rounds.views import determining, starting, steps, writing

ALL = "werkbank/rondzendingen/"
ONE = f"{ALL}<uuid:pk>/"
LETTER = f"{ONE}brieven/<uuid:part>/"

urlpatterns = [
    path("werkbank/briefings/nieuw/", starting.start, name="briefing_new"),
    path(ALL, writing.rounds, name="rounds"),
    path(f"{ALL}nieuw/", writing.new, name="round_new"),
    path(ONE, writing.show, name="round"),
    path(f"{ONE}opnieuw/", starting.again, name="round_again"),
    path(f"{ONE}tekst/", writing.text, name="round_text"),
    path(f"{ONE}hoofdstukken/nieuw/", writing.chapter_new, name="round_chapter_new"),
    path(f"{ONE}hoofdstukken/<uuid:part>/", writing.chapter, name="round_chapter"),
    path(f"{ONE}hoofdstukken/<uuid:part>/weghalen/", writing.chapter_remove, name="round_chapter_remove"),
    path(f"{ONE}nummers/", steps.numbers, name="round_numbers"),
    path(f"{ONE}nummers/uit-reeks/", steps.number_from_ranges, name="round_numbers_given"),
    path(f"{ONE}ondertekening/<uuid:council>/", steps.signature, name="round_signature"),
    path(f"{ONE}aanbieden/", steps.submit, name="round_submit"),
    path(f"{ONE}nakijken/", steps.review, name="round_review"),
    path(f"{ONE}vaststellen/", determining.determine, name="round_determine"),
    path(f"{ONE}publiceren/", steps.publish, name="round_publish"),
    path(LETTER, writing.letter, name="round_letter"),
    path(f"{LETTER}alinea/", writing.paragraph, name="round_paragraph"),
    path(f"{LETTER}overnemen/", writing.take_over, name="round_take_over"),
    path(f"{LETTER}publiceren/", steps.publish_one, name="round_publish_one"),
]
