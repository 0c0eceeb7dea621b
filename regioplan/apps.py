"""Regioplan as a Django app."""

from django.apps import AppConfig


class RegioplanConfig(AppConfig):
    name = "regioplan"
    verbose_name = "Regioplan"
