"""All addresses. User-facing paths are Dutch; one page has one address, whatever the door."""

from django.contrib import admin
from django.urls import include, path

from zorgzaam import follow, health, source_keeping, source_pages, views
from zorgzaam.audit import pages as audit
from zorgzaam.post import views as post
from zorgzaam.post.bounces import views as bounces
from zorgzaam.ui.views import styleguide

urlpatterns = [
    path("", views.home, name="home"),
    path("welkom/", views.after_login, name="after_login"),
    path("werkbank/", views.werkbank, name="werkbank"),
    path("partner/", views.partner, name="partner"),
    path("staten/", views.staten, name="staten"),
    path("zoeken/", views.search_page, name="search"),
    path("bronnen/", source_pages.sources, name="sources"),
    path("werkbank/bronnen/nieuw/", source_keeping.source_add, name="source_add"),
    path("werkbank/bronnen/<uuid:pk>/", source_keeping.source_edit, name="source_edit"),
    path("bronnen/verschil/<slug:code>/", source_pages.source_conflict, name="source_conflict"),
    path("bronnen/verschil/<slug:code>/heropen/", source_pages.reopen, name="source_conflict_reopen"),
    path(
        "toegankelijkheid/", views.statement, {"template": "house/accessibility.html"}, name="accessibility"
    ),
    path("privacy/", views.statement, {"template": "house/privacy.html"}, name="privacy"),
    path("contact/", views.statement, {"template": "house/contact.html"}, name="contact"),
    path("lek-melden/", views.statement, {"template": "house/report_leak.html"}, name="report_leak"),
    path("meer/", views.more, name="more"),
    path("volgen/<slug:kind>/<uuid:pk>/", follow.toggle, name="follow"),
    path("geschiedenis/<slug:kind>/<slug:key>/", audit.history_page, name="history"),
    path("werkbank/post/", post.outbox, name="outbox"),
    path("werkbank/post/<uuid:pk>/", post.mail, name="mail"),
    path("werkbank/post/<uuid:pk>/afhandelen/", post.settle_uncertain, name="mail_settle"),
    path("werkbank/post/prive/", post.private, name="private_mail"),
    path("werkbank/post/prive/<uuid:pk>/afhandelen/", post.settle_private, name="private_mail_settle"),
    path("werkbank/post/openen/", post.release, name="post_release"),
    path("werkbank/post/geparkeerd/", bounces.parked_addresses, name="parked_addresses"),
    path("werkbank/post/geparkeerd/veel-ineens/", bounces.decide_on_flood, name="bounces_decide"),
    path("werkbank/post/geparkeerd/<int:pk>/vrijgeven/", bounces.free_address, name="address_free"),
    path("werkbank/post/gevangen/", post.caught, name="caught_mail"),
    path("werkbank/post/gevangen/<slug:name>/", post.caught_one, name="caught_one"),
    path("", include("newsletters.urls")),
    path("", include("governance.urls")),
    path("", include("regioplan.urls")),
    path("", include("partners.urls")),
    path("", include("themes.urls")),
    path("", include("zorgzaam.woo.urls")),
    path("account/", include("zorgzaam.accounts.urls")),
    path("beheer/", admin.site.urls),
    path("stijlgids/", styleguide, name="styleguide"),
    path("healthz", health.healthz, name="healthz"),
    path("huisstijl.css", views.house_style, name="huisstijl"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("favicon.ico", views.favicon, name="favicon"),
]
