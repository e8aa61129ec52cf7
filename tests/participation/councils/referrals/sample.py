"""One of everything that referrals hold."""

from datetime import timedelta
from typing import Any

from participation.accounts.models import PublicBody
from participation.base.clock import now
from participation.base.uploads import cleaned
from participation.councils.ballots.choices import Kind
from participation.councils.documents.choices import ADMITTED
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Awaited, Basis, State
from tests.participation.councils.referrals.making import (
    make_referral,
    make_sent,
    make_step,
    make_upload,
)
from tests.participation.councils.samples import Sample, Seed

ONCE_SENT = "everyone reads a referral once it is sent, with each of its steps"
FOLLOWING = "whoever likes follows a referral, without an account"
ITS_OFFICERS = "who acts for the addressee answers there; 404 for others"
OF_STEPS = "what a step says is public: steps follow the sending, which publishes the referral"


def sample(seed: Seed) -> Sample:
    private = make_referral(
        seed.council,
        seed.member,
        title=seed.word(),
        difficulties=seed.word(),
        requests=seed.word(),
        evidence=seed.word(),
        addressee_name=seed.word(),
        addressee_email=seed.email(),
    )
    delay = actions.set_delay(
        private,
        awaited=Awaited.DEBATED,
        days=90,
        basis=Basis.OF_BODY,
        source=seed.word(),
        actor=seed.coordinator,
    )
    voted = make_referral(seed.council, seed.member, title=seed.word())
    actions.note_vote(
        voted,
        on=seed.council.today,
        present=0,
        yes=0,
        no=0,
        abstained=0,
        reference=seed.word(),
        actor=seed.coordinator,
    )
    file = cleaned(seed.upload(), ADMITTED)
    attached = actions.attach(private, upload=file, actor=seed.member)
    voting = make_referral(seed.council, seed.member, title=seed.word())
    rules: dict[str, Any] = {"kind": Kind.YES_NO, "closes_at": now() + timedelta(days=7)}
    actions.open_vote(voting, actor=seed.coordinator, **rules)
    body = PublicBody.objects.create(name="Ville d’Orvallon", slug="orvallon", kind="town")
    set_for_all: dict[str, Any] = {"awaited": Awaited.DIAGNOSIS, "actor": None}
    actions.set_body_delay(body, days=60, **set_for_all)
    sent = make_sent(seed.council, addressee=body)
    promised: dict[str, Any] = {"awaited": Awaited.DIAGNOSIS, "actor": None}
    actions.promise_delay(sent, days=90, reason="Une étude est en cours.", **promised)
    step = make_step(sent, State.ACKNOWLEDGED, file=make_upload())
    actions.ask_to_follow(sent, seed.email())
    here: dict[str, object] = {"referral_id": private.pk}
    there: dict[str, object] = {"referral_id": sent.pk}
    return Sample(
        addresses={
            "referrals:referral": here,
            "referrals:edit": here,
            "referrals:delete": here,
            "referrals:files": here,
            "referrals:file": {**here, "number": attached.number},
            "referrals:detach": {**here, "number": attached.number},
            "referrals:open_vote": here,
            "referrals:vote": here,
            "referrals:send": here,
            "referrals:delay": here,
            "referrals:remove_delay": {**here, "delay_id": delay.pk},
            "referrals:step": {**there, "state": State.DIAGNOSIS},
            "referrals:correct": {**there, "number": step.number},
            "referrals:public": there,
            "referrals:public_file": {**there, "number": 1},
            "referrals:follow": there,
            "referrals:asked": there,
            "referrals:answer": there,
            "referrals:answer_step": {**there, "state": State.DIAGNOSIS},
            "referrals:promise": there,
            "referrals:answer_correct": {**there, "number": step.number},
            "referrals:body": {"body": body.slug},
            "referrals:body_delays": {"body": body.slug},
        },
        finer={"referrals:delete": "its author, or who coordinates"},
        public_routes={
            "referrals:public_list": ONCE_SENT,
            "referrals:public": ONCE_SENT,
            "referrals:feed": ONCE_SENT,
            "referrals:data": ONCE_SENT,
            "referrals:public_file": ONCE_SENT,
            "referrals:follow": FOLLOWING,
            "referrals:asked": FOLLOWING,
            "referrals:confirm": "the secret is sent to the address that is to be confirmed",
            "referrals:unfollow": "the secret is in each letter",
            "referrals:answer": ITS_OFFICERS,
            "referrals:answer_step": ITS_OFFICERS,
            "referrals:promise": ITS_OFFICERS,
            "referrals:answer_correct": ITS_OFFICERS,
            "referrals:body": "what an organism is asked, and its delays, are public",
            "referrals:body_delays": "its officers set its delays there; 404 for others",
        },
        public_fields={
            "referrals.Referral.sha256": "a digest",
            "referrals.Step": OF_STEPS,
            "referrals.StepErratum": OF_STEPS,
            "referrals.OnlineVote.sha256": "a digest",
            "referrals.FormerDelay": "why an organism changes its delay is public",
            "referrals.Follower.nonce": "drawn by chance, and signed where it is shown",
            "referrals.Attachment.file": "a path drawn by chance",
            "referrals.Attachment.sha256": "a digest",
            "referrals.Attachment.content_type": "one of the kinds admitted",
        },
    )
