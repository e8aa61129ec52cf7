"""What we add to Wagtail's admin, and what we take out of it."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def editing_urls() -> list[URLPattern | URLResolver]:
    return [path("demarches/", include("cms.editing.urls"))]
