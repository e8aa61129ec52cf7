"""Where sockets connect."""

from django.urls import path

from participation.live.consumers import PageConsumer

websocket_urlpatterns = [path("ws/", PageConsumer.as_asgi())]
