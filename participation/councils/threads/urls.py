"""The addresses of discussions, inside a council's space."""

from django.urls import URLPattern, URLResolver, include, path

from participation.councils.threads.views import keeping, moderating, own, reading, writing

messages = [
    path("repondre/", writing.reply, name="reply"),
    path("modifier/", own.rewrite, name="rewrite"),
    path("retirer/", own.withdraw, name="withdraw"),
    path("versions/", reading.versions, name="versions"),
    path("masquer/", keeping.hide, name="hide"),
    path("signaler/", moderating.report, name="report"),
    path("contester/", moderating.appeal, name="appeal"),
    path("animer/", keeping.order_message, name="order_message"),
    path("rappeler/", moderating.measure, name="measure"),
]
thread: list[URLPattern | URLResolver] = [
    path("", reading.thread, name="thread"),
    path("ecrire/", writing.post, name="post"),
    path("lu/", own.read, name="read"),
    path("animer/", keeping.order, name="order"),
    path("reprendre/", keeping.take_back, name="take_back"),
    path("rappels-lus/", moderating.seen, name="seen"),
    path("messages/<int:number>/", include(messages)),
]
urlpatterns = [
    path("conseils/<slug:slug>/espace/discussions/", reading.threads, name="threads"),
    path("conseils/<slug:slug>/espace/discussions/nouvelle/", writing.open_one, name="open"),
    path("conseils/<slug:slug>/espace/discussions/tout-lu/", own.read_all, name="read_all"),
    path("conseils/<slug:slug>/espace/discussions/a-regarder/", moderating.desk, name="desk"),
    path(
        "conseils/<slug:slug>/espace/discussions/recours/<int:appeal_id>/",
        moderating.decide,
        name="decide",
    ),
    path("conseils/<slug:slug>/espace/discussions/membres.json", reading.people, name="people"),
    path("conseils/<slug:slug>/espace/discussions/<int:thread_id>/", include(thread)),
]
