"""One process for everything: pages by Django's WSGI handler, `/ws/` by Channels.

In production `/ws/` alone is sent here; pages go to a WSGI server (see docs/architecture.md).
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participation.settings.demo")

from a2wsgi import WSGIMiddleware
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.wsgi import get_wsgi_application

pages = get_wsgi_application()  # sets Django up: what follows needs it

from django.conf import settings  # noqa: E402  needs the settings module above
from django.urls import get_resolver  # noqa: E402  needs the settings module above

from participation.live.routing import websocket_urlpatterns  # noqa: E402  needs the apps ready
from workers import embedded  # noqa: E402  needs the apps ready

_ = get_resolver().url_patterns  # all is loaded before the first message, not with it

if settings.RUN_SWEEPER_IN_PROCESS:
    embedded.start()

application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(pages, workers=8),  # type: ignore[arg-type]  # two spellings of WSGI
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
        ),
    }
)
