"""Addresses for the harvester. The names of the indexes are laid down; it reads no others."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from zorgzaam.woo import views


class ThreeDigits(IntConverter):
    """008, as the names of the indexes ask."""

    regex = "[0-9]{3}"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):03}"


register_converter(ThreeDigits, "infocat")

urlpatterns = [
    path("sitemaps/sitemapindex-diwoo-infocat<infocat:number>.xml", views.index, name="woo_index"),
    path(
        "sitemaps/sitemap-<slug:series>-infocat<infocat:number>-<int:page>.xml",
        views.sitemap,
        name="woo_sitemap",
    ),
]
