"""Addresses of issues: where they are read, and the desk where they are made."""

from django.urls import URLPattern, path

from newsletters.issues.views import blocks, desk, previewing, public, since

DESK = "werkbank/nieuwsbrief/"
ONE = f"{DESK}<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("nieuwsbrief/archief/", public.archive, name="newsletter_archive"),
    path("nieuwsbrief/beeld/<uuid:pk>/", public.picture, name="newsletter_picture"),
    path("nieuwsbrief/<int:number>-<slug:slug>/", public.issue, name="newsletter_issue"),
    path("feeds/nieuwsbrief.atom", public.feed, name="newsletter_feed"),
    path(DESK, desk.issues, name="issues"),
    path(f"{DESK}nieuw/", desk.new, name="issue_new"),
    path(ONE, desk.desk, name="issue_desk"),
    path(f"{ONE}gegevens/", desk.edit, name="issue_edit"),
    path(f"{ONE}weggooien/", desk.discard, name="issue_discard"),
    path(f"{ONE}volgorde/", desk.arrange, name="issue_order"),
    path(f"{ONE}gebeurd/", since.offers, name="issue_offers"),
    path(f"{ONE}blok/<slug:kind>/", blocks.new, name="block_new"),
    path(f"{DESK}blokken/<uuid:pk>/", blocks.edit, name="block_edit"),
    path(f"{DESK}blokken/<uuid:pk>/weghalen/", blocks.remove, name="block_remove"),
    path(f"{ONE}voorbeeld/", previewing.preview, name="issue_preview"),
    path(f"{ONE}voorbeeld/mail/", previewing.mail, name="issue_mail"),
    path(f"{ONE}voorbeeld/lezer/", previewing.reader, name="issue_reader"),
]
