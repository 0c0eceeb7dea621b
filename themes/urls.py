"""Table of contents: the addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from themes.portraits import views as themes
from themes.tasks import views as tasks

urlpatterns: list[URLPattern | URLResolver] = [
    path("themas/", themes.theme_list, name="themes"),
    path("themas/<uuid:pk>/", themes.theme_page, name="theme"),
    path("opgaven/", tasks.task_list, name="tasks"),
    path("opgaven/<uuid:pk>/", tasks.task_page, name="task"),
]
