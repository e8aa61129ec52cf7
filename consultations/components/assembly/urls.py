"""The addresses of a public meeting, below its step; and the short one, for telephones."""

from django.urls import path

from consultations.components.assembly.views import asking, desk, noting, reading, tending

short_urlpatterns = [path("r/<str:code>/", reading.short, name="assembly_short")]

urlpatterns = [
    path("", reading.start, name="start"),
    path("ecran/", reading.on_screen, name="screen"),
    path("qr.svg", reading.qr, name="qr"),
    path("transcription/", reading.read_transcript, name="transcript"),
    path("transcription/relire/", noting.review, name="review"),
    path("questions/poser/", asking.ask, name="ask"),
    path("questions/<str:code>/", reading.question, name="question"),
    path("questions/<str:code>/soutenir/", asking.support, name="support"),
    path("questions/<str:code>/traiter/", tending.tend, name="tend"),
    path("sondages/preparer/", tending.prepare, name="prepare"),
    path("sondages/<int:poll_id>/", asking.poll, name="poll"),
    path("animer/", desk.desk, name="desk"),
    path("animer/papier/", tending.paper, name="paper"),
    path("notes/", noting.notes, name="notes"),
    path("notes/<int:item_id>/enregistrer/", noting.autosave, name="autosave"),
]
