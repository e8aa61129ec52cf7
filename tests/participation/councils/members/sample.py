"""One of everything about people: an invitation, a request, an end, a substitute."""

from participation.councils import actions
from participation.councils.choices import EndReason
from participation.councils.models import Animation
from tests.factories import make_account, make_animator, make_member
from tests.participation.councils.making import college_of, make_invitation
from tests.participation.councils.samples import Sample, Seed

PUBLIC_ROUTES = {
    "members:invitation": "a link that an address outside received",
    "members:accept": "whoever is invited is still outside",
    "members:join": "whoever asks to join is outside",
    "members:withdraw": "the same",
}
PUBLIC_FIELDS = {
    "councils.Invitation.salt": "drawn by the machine; read by nobody",
    "councils.Invitation.token_digest": "a digest",
}


def sample(seed: Seed) -> Sample:
    council = seed.council
    actions.set_seats(council, college_of(council), 9, actor=seed.coordinator)
    member = make_member(council, name=seed.word())
    substitute = make_member(council, name=seed.word(), is_substitute=True)
    past = make_member(council, name=seed.word())
    actions.end_mandate(past, reason=EndReason.MOVED, actor=seed.coordinator)
    animation: Animation = make_animator(council, make_account(), name=seed.word())
    invitation = make_invitation(council, seed.email(), words=seed.word())
    answered = actions.ask_to_join(
        council, account=make_account(), name=seed.word(), motivation=seed.word()
    )
    actions.decline_request(answered, answer=seed.word(), actor=seed.coordinator)
    make_member(council, answered.account, name=seed.word())  # declined once, seated since
    asked = actions.ask_to_join(
        council, account=make_account(), name=seed.word(), motivation=seed.word()
    )
    return Sample(
        addresses={
            "members:member": {"pk": member.pk},
            "members:end": {"pk": member.pk},
            "members:term": {"pk": member.pk},
            "members:give_seat": {"pk": member.pk},
            "members:coordination": {"pk": member.pk},
            "members:promote": {"pk": substitute.pk},
            "members:end_animation": {"pk": animation.pk},
            "members:revoke": {"pk": invitation.pk},
            "members:answer": {"pk": asked.pk},
            "members:invitation": {"token": "inconnu"},
        },
        public_routes=PUBLIC_ROUTES,
        public_fields=PUBLIC_FIELDS,
    )
