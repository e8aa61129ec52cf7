"""Where sockets connect."""

from django.urls import path

from participation.live.consumers import page_socket

websocket_urlpatterns = [path("ws/", page_socket)]  # type: ignore[arg-type]  # Channels routes more
