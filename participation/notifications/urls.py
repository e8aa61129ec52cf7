"""« Mes avis », what one follows, and the links of letters."""

from django.urls import path

from participation.notifications.views import (
    following,
    inbox,
    mailboxes,
    phones,
    preferences,
    stopping,
)

app_name = "notifications"
urlpatterns = [
    path("mes-avis/", inbox.inbox, name="inbox"),
    path("mes-avis/lus/", inbox.read_everything, name="read_all"),
    path("mes-avis/<int:pk>/lu/", inbox.read_one, name="read"),
    path("mes-avis/reglages/", preferences.preferences, name="preferences"),
    path("mes-avis/telephone/", phones.phone, name="phone"),
    path("mes-avis/adresses-suspendues/", mailboxes.mailboxes, name="mailboxes"),
    path("mes-avis/arreter/<token>/", stopping.stop, name="stop"),
    path("suivre/", following.subscribe, name="subscribe"),
    path("suivre/demande/", following.asked, name="asked"),
    path("suivre/confirmer/<token>/", following.confirm, name="confirm"),
    path("suivre/<slug:topic>/<int:topic_id>/", following.follow, name="follow"),
]
