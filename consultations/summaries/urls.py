"""The themes of what was said: for everybody once signed, and where officers work on them."""

from django.urls import path

from consultations.summaries.views import acting, desk, public

urlpatterns = [
    path("demarches/<slug:slug>/themes/", public.themes, name="themes"),
    path("demarches/<slug:slug>/themes/<slug:key>/", public.theme, name="theme"),
    path("demarches/<slug:slug>/depouillement/", desk.desk, name="desk"),
    path("demarches/<slug:slug>/depouillement/calcul/", desk.progress, name="desk_progress"),
    path("demarches/<slug:slug>/depouillement/calculer/", acting.ask, name="desk_ask"),
    path("demarches/<slug:slug>/depouillement/arreter/", acting.cancel, name="desk_cancel"),
    path("demarches/<slug:slug>/depouillement/reunir/", acting.merge, name="desk_merge"),
    path("demarches/<slug:slug>/depouillement/annuler/", acting.undo, name="desk_undo"),
    path("demarches/<slug:slug>/depouillement/placer/", acting.place, name="desk_place"),
    path("demarches/<slug:slug>/depouillement/signer/", acting.sign, name="desk_sign"),
    path("demarches/<slug:slug>/depouillement/relire/", desk.read_again, name="desk_read_again"),
    path("demarches/<slug:slug>/depouillement/tirer/", acting.draw, name="desk_draw"),
    path("demarches/<slug:slug>/depouillement/<slug:key>/", desk.topic, name="desk_topic"),
]
