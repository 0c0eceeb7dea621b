"""Addresses of kerncijfers."""

from django.urls import path

from regioplan.figures import views

urlpatterns = [
    path("kerncijfers/", views.key_figures, name="key_figures"),
    path("kerncijfers/kerncijfers.<slug:kind>", views.export, name="key_figures_export"),
    path("kerncijfers/<uuid:pk>/", views.key_figure, name="key_figure"),
    path("werkbank/kerncijfers/nieuw/", views.figure_add, name="key_figure_add"),
    path("werkbank/kerncijfers/<uuid:pk>/", views.figure_edit, name="key_figure_edit"),
    path("werkbank/kerncijfers/<uuid:pk>/getal/", views.value_add, name="figure_value_add"),
    path("werkbank/kerncijfers/<uuid:pk>/intrekken/", views.figure_withdraw, name="key_figure_withdraw"),
    path("werkbank/kerncijfers/<uuid:pk>/weer-tonen/", views.figure_restore, name="key_figure_restore"),
    path("werkbank/kerncijfers/getallen/<uuid:pk>/", views.value_edit, name="figure_value_edit"),
]
