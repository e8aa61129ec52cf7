"""One of everything that trainings hold. Programmes and sessions are public."""

from participation.councils.models import Membership
from participation.councils.training import actions
from tests.participation.councils.samples import Sample, Seed
from tests.participation.councils.training.making import make_session

PUBLIC = "programmes and sessions are for everyone to read"
TO_RUN = "for administrators; absent for others"


def sample(seed: Seed) -> Sample:
    session = make_session()
    membership = Membership.objects.get(council=seed.council, account=seed.member)
    enrolment = actions.enrol(session, membership, actor=seed.member)
    enrolment.name = seed.word()
    enrolment.save(update_fields=["name"])
    here = {"session_id": session.pk}
    return Sample(
        addresses={
            **{f"training:{name}": here for name in ("session", "enrol", "give_up", "certificate")},
            **{f"training:{name}": here for name in ("edit", "people", "attendance", "cancel")},
            **{
                f"training:{name}": {"programme_id": session.programme_id}
                for name in ("programme", "rewrite", "plan")
            },
            "training:trainings": {},
            "training:write": {},
        },
        public_routes={
            "training:trainings": PUBLIC,
            "training:programme": PUBLIC,
            "training:session": PUBLIC,
            "training:enrol": "for any signed-in member of a council",
            "training:give_up": "one's own enrolment",
            "training:certificate": "one's own attendance",
            "training:write": TO_RUN,
            "training:rewrite": TO_RUN,
            "training:plan": TO_RUN,
            "training:edit": TO_RUN,
            "training:people": TO_RUN,
            "training:attendance": TO_RUN,
            "training:cancel": TO_RUN,
        },
        public_fields={
            "training.Programme": PUBLIC,
            "training.Module": PUBLIC,
            "training.TrainingSession": PUBLIC,
        },
    )
