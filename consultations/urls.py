"""The heart's own pages; the page of a consultation itself is written in the CMS."""

from django.urls import include, path

from consultations.views import changes, dates, exports, ledger, mine, receipts, results

app_name = "consultations"
urlpatterns = [
    path("mes-participations/", mine.participations, name="my_participations"),
    path("mes-participations/<int:draft_id>/effacer/", mine.drop_draft, name="drop_draft"),
    path("recu/", receipts.find, name="find_receipt"),
    path("recu/<code>/", receipts.receipt, name="receipt"),
    path("recu/<code>/<secret>/", receipts.receipt_with_secret, name="receipt_with_secret"),
    path("recu/<code>/<secret>/retirer/", receipts.withdraw, name="withdraw"),
    path("recu/<code>/<secret>/suivre/", receipts.follow, name="follow"),
    path("demarches/<slug:slug>/registre/", ledger.ledger, name="ledger"),
    path("demarches/<slug:slug>/registre/recus.csv", ledger.leaves, name="ledger_csv"),
    path("demarches/<slug:slug>/dates.ics", dates.dates, name="dates"),
    path("demarches/<slug:slug>/changements/", changes.changes, name="changes"),
    path("demarches/<slug:slug>/resultats/", results.results, name="results"),
    path("demarches/<slug:slug>/export/<int:step_id>/", exports.export, name="export"),
    # Named, not imported: the outcome stands above the heart (`consultations:outcome`).
    path("", include("consultations.outcomes.urls")),
    path("", include("consultations.moderation.urls")),
    path("", include("consultations.summaries.urls")),  # the themes of what was said
]
