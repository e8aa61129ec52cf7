"""What was written before organisms signed their words is given to who held the referral then."""

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.apps import apps

from participation.accounts.models import PublicBody
from participation.base.clock import living_at, now
from participation.councils.models import Council
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Awaited, Basis, Side, State
from participation.councils.referrals.models import Delay, Step
from tests.factories import make_public_body
from tests.participation.councils.referrals.making import make_sent, make_step

say_whose = import_module("participation.councils.referrals.migrations.0003_whose_words").say_whose


def test_each_word_is_given_to_who_held_it_then(council: Council, public_body: PublicBody) -> None:
    noted: dict[str, Any] = {"awaited": Awaited.DIAGNOSIS, "basis": Basis.OF_BODY, "actor": None}
    last = make_public_body("Préfecture de Sorane")
    sent = make_sent(council, addressee=public_body)
    actions.set_delay(sent, days=20, source="Lettre du 3 mars", **noted)
    make_step(sent, State.ACKNOWLEDGED, side=Side.ADDRESSEE)
    make_step(sent, State.REDIRECTED, side=Side.ADDRESSEE, to="Un syndicat")
    make_step(sent, State.REDIRECTED, side=Side.ADDRESSEE, to=last.name, body=last)
    with living_at(now() + timedelta(minutes=1)):
        actions.set_delay(sent, days=30, source="Lettre du 4 mai", **noted)
        make_step(sent, State.ACKNOWLEDGED, side=Side.ADDRESSEE)
    Delay.objects.filter(days=30).update(of_name="?")
    Delay.objects.filter(days=20).update(of_name="")
    Step.objects.update(body=None)
    say_whose(apps, None)
    said = {row.days: row.of_name for row in Delay.objects.filter(basis=Basis.OF_BODY)}
    assert said == {20: public_body.name, 30: last.name}
    written = {step.number: step.body for step in sent.steps.all()}
    assert written == {1: None, 2: None, 3: public_body, 4: public_body, 5: None, 6: last}
