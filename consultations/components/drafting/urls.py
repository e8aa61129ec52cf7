"""The addresses of a shared text, below its step."""

from django.urls import path

from consultations.components.drafting.views import (
    amending,
    deciding,
    reading,
    supporting,
    writing,
)

urlpatterns = [
    path("", reading.text, name="start"),
    path("versions/", reading.versions, name="versions"),
    path("comparer/", reading.compared, name="compare"),
    path("texte.docx", reading.word, name="word"),
    path("signer/", deciding.sign, name="sign"),
    path("a-lire/", deciding.waiting, name="waiting"),
    path("articles/<int:number>/", reading.article, name="article"),
    path("articles/<int:number>/amender/", amending.amend, name="amend"),
    path("articles/<int:number>/ecrire/", writing.write, name="write"),
    path("amendements/<str:code>/", reading.amendment, name="amendment"),
    path("amendements/<str:code>/soutenir/", supporting.support, name="support"),
    path("amendements/<str:code>/position/", deciding.position, name="position"),
    path("amendements/<str:code>/<str:secret>/corriger/", amending.correct, name="correct"),
]
