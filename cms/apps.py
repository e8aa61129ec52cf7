"""The app of the site: its pages, and the editors' face."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participation.base.events import listen
from participation.councils.events import MemberSeated


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Site")

    def ready(self) -> None:
        from cms import (  # noqa: F401  they listen, once models are there
            listeners,
            newsletters,
            second_factor,
        )
        from cms.councils import rules  # noqa: F401  who may enter the admin

        if getattr(settings, "IS_DEMO", False):
            from cms.demo.councils.welcoming import call_to_vote

            listen(MemberSeated)(call_to_vote)
