"""The demo and the set-up of a region: composition, may see every app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "zorgzaam.demo"
    label = "demo"
    verbose_name = "Demo"
