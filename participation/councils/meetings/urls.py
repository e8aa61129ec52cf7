"""The addresses of meetings: in the space, for everyone, and by a secret link."""

from django.urls import URLPattern, URLResolver, include, path

from participation.councils.meetings.feeds.news import MeetingsFeed
from participation.councils.meetings.views import (
    agenda,
    answering,
    convening,
    deciding,
    following,
    minutes,
    planning,
    public,
    publishing,
    reading,
    registering,
    secret,
    sharing,
)

record: list[URLPattern | URLResolver] = [
    path("", minutes.minutes, name="minutes"),
    path("ecrire/", minutes.write, name="write_minutes"),
    path("corriger/", minutes.amend, name="amend"),
    path("corrections/<int:amendment_id>/", minutes.amendment, name="amendment"),
    path("approuver/", publishing.approve, name="approve"),
    path("voter/", publishing.vote, name="put_to_vote"),
    path("decisions/<slug:part>/", deciding.decide, name="decide"),
    path("publier/", publishing.publish, name="publish"),
    path("depublier/", publishing.unpublish, name="unpublish"),
]
meeting: list[URLPattern | URLResolver] = [
    path("", reading.meeting, name="meeting"),
    path("reunion.ics", reading.file, name="file"),
    path("modifier/", planning.edit, name="edit"),
    path("annoncer/", planning.announce, name="announce"),
    path("reporter/", planning.postpone, name="postpone"),
    path("annuler/", planning.cancel, name="cancel"),
    path("points/", agenda.propose, name="propose"),
    path("points/<int:item_id>/", agenda.item, name="item"),
    path("points/<int:item_id>/ordre/", agenda.arrange, name="arrange"),
    path("points/<int:item_id>/ecarter/", agenda.decline, name="decline"),
    path("convoquer/", convening.convene, name="convene"),
    path("convocations/", convening.proof, name="proof"),
    path("convocations/<int:summons_id>/", convening.told, name="told"),
    path("repondre/", answering.answer, name="answer"),
    path("repondre/<int:membership_id>/", answering.answer_for, name="answer_for"),
    path("presences/", answering.attendance, name="attendance"),
    path("observateurs/", sharing.passes, name="passes"),
    path("observateurs/<int:pass_id>/retirer/", sharing.revoke, name="revoke"),
    path("inscriptions/", registering.registrations, name="registrations"),
    path("inscriptions/<int:registration_id>/effacer/", registering.end, name="end_registration"),
    path("compte-rendu/", include(record)),
]
public_meeting: list[URLPattern | URLResolver] = [
    path("", public.meeting, name="public"),
    path("reunion.ics", registering.file, name="public_file"),
    path("inscription/", registering.register, name="register"),
    path("inscription/envoye/", registering.asked, name="register_asked"),
]
urlpatterns = [
    path("conseils/<slug:slug>/espace/reunions/", reading.meetings, name="meetings"),
    path("conseils/<slug:slug>/espace/reunions/nouvelle/", planning.plan, name="plan"),
    path("conseils/<slug:slug>/espace/reunions/regle/", convening.rule, name="rule"),
    path("conseils/<slug:slug>/espace/reunions/agenda/", sharing.link, name="link"),
    path("conseils/<slug:slug>/espace/reunions/<int:meeting_id>/", include(meeting)),
    path("conseils/<slug:slug>/reunions/", public.meetings, name="public_list"),
    path("conseils/<slug:slug>/reunions.ics", public.calendar, name="public_calendar"),
    path("conseils/<slug:slug>/reunions/<int:meeting_id>/", include(public_meeting)),
    path("conseils/<slug:slug>/reunions.rss", MeetingsFeed(), name="news"),
    path("conseils/<slug:slug>/reunions/suivre/", following.follow, name="follow"),
    path("conseils/<slug:slug>/reunions/suivre/envoye/", following.asked, name="asked"),
    path("reunions/suivre/<token>/", following.confirm, name="confirm"),
    path("reunions/ne-plus-suivre/<token>/", following.unfollow, name="unfollow"),
    path("agendas/<token>.ics", secret.calendar, name="calendar"),
    path("reunions/inscription/<token>/", registering.registration, name="registration"),
    path("reunions/observer/<token>/", secret.observe, name="observe"),
    path("reunions/observer/<token>/<int:item_id>/", secret.document, name="observed_document"),
]
