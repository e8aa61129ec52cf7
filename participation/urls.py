"""Every address of the site; the pages that editors write come last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.urls import one_door
from consultations.registry import urlpatterns as component_urlpatterns
from participation.councils.registry import urlpatterns as council_urlpatterns
from participation.ui.urls import language_urls

urlpatterns = [
    path("", include(one_door)),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("compte/", include("allauth.urls")),
    path("mon-compte/", include("participation.accounts.urls")),
    *language_urls,
    path("", include("participation.ui.urls")),
    path("", include("participation.live.urls")),
    path("", include("participation.notifications.urls")),
    path("", include("cms.urls")),
    *component_urlpatterns(),
    path("engagements/", include("consultations.commitments.urls")),
    path("", include("consultations.urls")),
    path("", include("participation.councils.urls")),
    *council_urlpatterns(),
    path("", include(wagtail_urls)),
]
