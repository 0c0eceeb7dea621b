"""Table of contents: the addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from themes.objectives import keeping as objectives
from themes.portraits import views as themes
from themes.tasks import keeping as kept
from themes.tasks import views as tasks
from themes.themes import keeping as themes_kept

urlpatterns: list[URLPattern | URLResolver] = [
    path("themas/", themes.theme_list, name="themes"),
    path("themas/<uuid:pk>/", themes.theme_page, name="theme"),
    path("werkbank/themas/<uuid:pk>/", themes_kept.edit_theme, name="theme_edit"),
    path("werkbank/themas/<uuid:pk>/naam/", themes_kept.rename_theme, name="theme_rename"),
    path("opgaven/", tasks.task_list, name="tasks"),
    path("opgaven/<uuid:pk>/", tasks.task_page, name="task"),
    path("werkbank/opgaven/", kept.kept_lists, name="werkbank_tasks"),
    path("werkbank/opgaven/lijst/", kept.add_list, name="task_list_add"),
    path("werkbank/opgaven/lijst/<uuid:pk>/", kept.edit_list, name="task_list_edit"),
    path("werkbank/opgaven/lijst/<uuid:pk>/opgave/", kept.add_task, name="task_add"),
    path("werkbank/opgaven/lijst/<uuid:pk>/onderdeel/", kept.add_part, name="task_part_add"),
    path("werkbank/opgaven/<uuid:pk>/", kept.edit_task, name="task_edit"),
    path("werkbank/opgaven/<uuid:pk>/werd/", kept.add_link, name="task_link_add"),
    path("werkbank/opgaven/<uuid:pk>/thema/", kept.add_theme, name="task_theme_add"),
    path("werkbank/opgaven/onderdeel/<uuid:pk>/", kept.edit_part, name="task_part_edit"),
    path("werkbank/opgaven/werd/<uuid:pk>/", kept.edit_link, name="task_link_edit"),
    path("werkbank/opgaven/werd/<uuid:pk>/weg/", kept.remove_link, name="task_link_remove"),
    path("werkbank/opgaven/thema/<uuid:pk>/weg/", kept.remove_theme, name="task_theme_remove"),
    path("werkbank/doelstellingen/", objectives.kept_themes, name="kept_themes"),
    path("werkbank/themas/<uuid:pk>/doelstellingen/", objectives.kept_objectives, name="kept_objectives"),
    path("werkbank/themas/<uuid:pk>/doelstellingen/nieuw/", objectives.add_objective, name="objective_add"),
    path("werkbank/themas/<uuid:pk>/doelstellingen/periode/", objectives.new_period, name="objective_period"),
    path("werkbank/doelstellingen/<uuid:pk>/", objectives.edit_objective, name="objective_edit"),
]
