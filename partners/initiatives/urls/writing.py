"""Addresses of an initiative that is written and sent: with an account, and by a secret link."""

from django.urls import path

from partners.initiatives.views import cosigning, files, guests, lost_links, sending, starting, steps

OWN = "partner/initiatieven/<uuid:pk>"
LINK = "indienen/<str:secret>"

urlpatterns = [
    path("partner/initiatieven/", starting.own, name="initiatives_own"),
    path("partner/initiatieven/nieuw/", starting.start, name="initiative_start"),
    path("partner/meetekenen/<uuid:pk>/", cosigning.cosign, name="initiative_cosign"),
    path("initiatiefbestanden/<uuid:pk>/", files.file, name="initiative_file"),
    path(f"{OWN}/vergelijkbaar/", steps.look, name="initiative_similar"),
    path(f"{OWN}/bijlagen/", files.files, name="initiative_files"),
    path(f"{OWN}/bijlagen/<uuid:file>/weg/", files.gone, name="initiative_file_gone"),
    path(f"{OWN}/indienen/", sending.send, name="initiative_send"),
    path(f"{OWN}/ontvangst/", sending.receipt, name="initiative_receipt"),
    path(f"{OWN}/ontvangst/pdf/", sending.pdf, name="initiative_pdf"),
    path(f"{OWN}/weggooien/", sending.discard, name="initiative_discard"),
    path(f"{OWN}/<slug:part>/", steps.step, name="initiative_step"),
    path("indienen/", starting.start_guest, name="initiative_start_guest"),
    path("indienen/link-kwijt/", lost_links.lost_link, name="initiative_lost_link"),
    path(f"{LINK}/", guests.front, name="initiative_guest"),
    path(f"{LINK}/bevestigen/", guests.confirm, name="initiative_confirm_guest"),
    path(f"{LINK}/mail/", guests.again, name="initiative_mail_guest"),
    path(f"{LINK}/adres/", guests.address, name="initiative_address_guest"),
    path(f"{LINK}/vergelijkbaar/", steps.look_guest, name="initiative_similar_guest"),
    path(f"{LINK}/bijlagen/", files.files_guest, name="initiative_files_guest"),
    path(f"{LINK}/bijlagen/<uuid:file>/", files.download_guest, name="initiative_file_guest"),
    path(f"{LINK}/bijlagen/<uuid:file>/weg/", files.gone_guest, name="initiative_file_gone_guest"),
    path(f"{LINK}/indienen/", sending.send_guest, name="initiative_send_guest"),
    path(f"{LINK}/ontvangst/", sending.receipt_guest, name="initiative_receipt_guest"),
    path(f"{LINK}/ontvangst/pdf/", sending.pdf_guest, name="initiative_pdf_guest"),
    path(f"{LINK}/weggooien/", sending.discard_guest, name="initiative_discard_guest"),
    path(f"{LINK}/<slug:part>/", steps.step_guest, name="initiative_step_guest"),
]
