"""Addresses of meetings, items and papers."""

from django.urls import path

from governance.meetings.views import items, meetings, papers, parallel, pasting, reading, sharing

urlpatterns = [
    path("agenda/", reading.agenda, name="agenda"),
    path("vergaderingen/<uuid:pk>/", reading.meeting, name="meeting"),
    path("vergaderingen/<uuid:pk>/versies/<int:number>/", reading.version, name="meeting_version"),
    path("stukken/<uuid:pk>/", reading.paper, name="paper"),
    path("werkbank/vergaderingen/", meetings.meetings, name="meetings"),
    path("werkbank/vergaderingen/nieuw/", meetings.new, name="meeting_new"),
    path("vergaderingen/<uuid:pk>/wijzigen/", meetings.edit, name="meeting_edit"),
    path("vergaderingen/<uuid:pk>/publiceren/", meetings.publish, name="meeting_publish"),
    path("vergaderingen/<uuid:pk>/afzeggen/", meetings.cancel, name="meeting_cancel"),
    path("vergaderingen/<uuid:pk>/intrekken/", meetings.withdraw, name="meeting_withdraw"),
    path("vergaderingen/<uuid:pk>/weggooien/", meetings.discard, name="meeting_discard"),
    path("vergaderingen/<uuid:pk>/terughalen/", meetings.bring_back, name="meeting_bring_back"),
    path("vergaderingen/<uuid:pk>/geschiedenis/", meetings.history, name="meeting_history"),
    path("vergaderingen/<uuid:pk>/volgorde/", items.arrange, name="agenda_order"),
    path("vergaderingen/<uuid:pk>/punten/", items.add, name="item_add"),
    path("vergaderingen/<uuid:pk>/punten/nieuw/", items.new, name="item_new"),
    path("agendapunten/<uuid:pk>/", items.item, name="item"),
    path("agendapunten/<uuid:pk>/wijzigen/", items.edit, name="item_edit"),
    path("agendapunten/<uuid:pk>/deelsessies/", parallel.edit, name="parallel"),
    path("agendapunten/<uuid:pk>/deelsessies/weghalen/", parallel.remove, name="parallel_remove"),
    path("agendapunten/<uuid:pk>/parkeren/", items.park, name="item_park"),
    path("agendapunten/<uuid:pk>/verwijderen/", items.remove, name="item_remove"),
    path("agendapunten/<uuid:pk>/plaatsen/", items.place, name="item_place"),
    path("agendapunten/<uuid:pk>/terughalen/", items.bring_back, name="item_bring_back"),
    path("vergaderingen/<uuid:pk>/plakken/", pasting.paste, name="agenda_paste"),
    path("vergaderingen/<uuid:pk>/plakken/<uuid:draft>/", pasting.pasted, name="agenda_pasted"),
    path("agendapunten/<uuid:pk>/stukken/nieuw/", papers.new, name="paper_new"),
    path("stukken/<uuid:pk>/wijzigen/", papers.edit, name="paper_edit"),
    path("stukken/<uuid:pk>/weghalen/", papers.remove, name="paper_remove"),
    path("stukken/<uuid:pk>/terughalen/", papers.bring_back, name="paper_bring_back"),
    path("agendapunten/<uuid:pk>/delen/", sharing.share_item, name="item_share"),
    path("agendapunten/<uuid:pk>/delen/<int:share>/stoppen/", sharing.stop, name="item_share_stop"),
    path("stukken/<uuid:pk>/delen/", sharing.share_paper, name="paper_share"),
    path("stukken/<uuid:pk>/delen/<int:share>/stoppen/", sharing.stop_paper, name="paper_share_stop"),
    path("organen/<uuid:pk>/parkeerplaats/", papers.parking_lot, name="parking_lot"),
    path("organen/<uuid:pk>/parkeerplaats/nieuw/", papers.lot_item_new, name="lot_item_new"),
]
