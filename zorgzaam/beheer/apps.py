"""Django's admin as our 'beheer'."""

from django.contrib.admin.apps import AdminConfig


class Beheer(AdminConfig):
    default_site = "zorgzaam.beheer.site.BeheerSite"
