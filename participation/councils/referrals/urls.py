"""The addresses of referrals: in the space while they are prepared, for everyone once sent."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from participation.councils.referrals.choices import IN_ADDRESSES, State
from participation.councils.referrals.views import (
    answering,
    bodies,
    filing,
    following,
    preparing,
    public,
    reading,
    subscribing,
    voting,
    writing,
)


class StepConverter:
    """The name of a step in an address, and its state."""

    regex = "|".join(IN_ADDRESSES)

    def to_python(self, value: str) -> State:
        return IN_ADDRESSES[value]

    def to_url(self, value: State) -> str:
        return next(name for name, state in IN_ADDRESSES.items() if state == value)


register_converter(StepConverter, "referral_step")
SPACE = "conseils/<slug:slug>/espace/saisines/"
PUBLIC = "conseils/<slug:slug>/saisines/"

referral: list[URLPattern | URLResolver] = [
    path("", reading.referral, name="referral"),
    path("modifier/", writing.edit, name="edit"),
    path("supprimer/", writing.delete, name="delete"),
    path("pieces/", filing.files, name="files"),
    path("pieces/<int:number>/", filing.file, name="file"),
    path("pieces/<int:number>/retirer/", filing.detach, name="detach"),
    path("mettre-au-vote/", voting.open_vote, name="open_vote"),
    path("voter/", preparing.vote, name="vote"),
    path("envoyer/", preparing.send, name="send"),
    path("delais/", preparing.delay, name="delay"),
    path("delais/<int:delay_id>/retirer/", preparing.remove_delay, name="remove_delay"),
    path("noter/<referral_step:state>/", following.step, name="step"),
    path("etapes/<int:number>/corriger/", following.correct, name="correct"),
]
public_referral: list[URLPattern | URLResolver] = [
    path("", public.referral, name="public"),
    path("pieces/<int:number>/", filing.public_file, name="public_file"),
    path("suivre/", subscribing.follow, name="follow"),
    path("suivre/envoye/", subscribing.asked, name="asked"),
    path("repondre/", answering.answer, name="answer"),
    path("repondre/delais/", answering.promise, name="promise"),
    path("repondre/etapes/<int:number>/corriger/", answering.correct, name="answer_correct"),
    path("repondre/<referral_step:state>/", answering.step, name="answer_step"),
]
app_name = "referrals"
urlpatterns = [
    path(SPACE, reading.referrals, name="referrals"),
    path(f"{SPACE}nouvelle/", writing.draft, name="draft"),
    path(f"{SPACE}<int:referral_id>/", include(referral)),
    path(PUBLIC, public.referrals, name="public_list"),
    path(f"{PUBLIC}etapes.atom", public.feed, name="feed"),
    path(f"{PUBLIC}saisines.json", public.data, name="data"),
    path(f"{PUBLIC}<int:referral_id>/", include(public_referral)),
    path("saisines/suivre/<token>/", subscribing.confirm, name="confirm"),
    path("saisines/ne-plus-suivre/<token>/", subscribing.unfollow, name="unfollow"),
    path("organismes/<slug:body>/saisines/", bodies.body, name="body"),
    path("organismes/<slug:body>/saisines/delais/", bodies.delays, name="body_delays"),
]
