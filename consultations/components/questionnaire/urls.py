"""The resident's way through a questionnaire, under `demarches/<slug>/questionnaire/<step>/`."""

from django.urls import path

from consultations.components.questionnaire.views import (
    answering,
    correcting,
    drafts,
    files,
    keeping,
    paper,
    proving,
    reading,
    sending,
    starting,
    words,
)

SENT = "corriger/<code>/<secret>/"
urlpatterns = [
    path("", starting.start, name="start"),
    path("question/<slug:key>/", answering.question, name="question"),
    path("question/<slug:key>/brouillon/", keeping.autosave, name="autosave"),
    path("verifier/", sending.check, name="check"),
    path("adresse/", proving.prove, name="identity"),
    path("plus-tard/", drafts.later, name="later"),
    path("reprendre/<secret>/", drafts.resume, name="resume"),
    path("effacer/", drafts.drop, name="drop"),
    path("trop-tard/", starting.late, name="late"),
    path("fichier/<int:file_id>/", files.file, name="file"),
    path(SENT, correcting.correction, name="correction"),
    path(f"{SENT}question/<slug:key>/", answering.question, name="correction_question"),
    path(f"{SENT}question/<slug:key>/brouillon/", keeping.autosave, name="correction_autosave"),
    path(f"{SENT}fichier/<int:file_id>/", files.file, name="correction_file"),
    path("papier/", paper.paper, name="paper"),
    path("papier.pdf", paper.pdf, name="paper_pdf"),
    path("a-lire/", reading.reading, name="reading"),
    path("resultats/<slug:key>/", words.texts, name="texts"),
    path("reponse-publiee/<code>/", words.published, name="published"),
]
