"""A text that a town and a council write together: first words, amendments, what both say."""

from datetime import timedelta
from uuid import uuid4

from cms.demo.life import Life
from cms.demo.reading import Told
from consultations import actions as heart
from consultations.actions import Submission
from consultations.components.drafting import actions
from consultations.components.drafting.actions.editing import Piece
from consultations.components.drafting.models import Amendment, Party, Wording
from consultations.components.drafting.queries.texts import current_wordings
from consultations.models import Channel, Consultation, Step
from participation.accounts.models import Account
from participation.base.clock import living_at
from participation.councils.models import Council, Membership


def add_text(consultation: Consultation, life: Life) -> None:
    """Put the first version in the draft, with the council that decides too."""
    told = life.told["drafting"]
    step = heart.add_step(
        consultation, kind="drafting", title=told["title"], intro=told["intro"], actor=life.officer
    )
    council = Council.objects.get(slug=told["council"])
    actions.edit_text(step.shared_text, council=council, actor=life.officer)
    pieces = [Piece(**article) for article in told["articles"]]
    actions.import_text(step.shared_text, pieces, actor=life.officer)


def take_amendments(step: Step, life: Life) -> None:
    """Take in each amendment on its day, with its supports and positions; then the next version."""
    for row in life.told["drafting"]["amendments"]:
        amendment = _amend(step, life, row)
        for number in range(row.get("support", 0)):
            actions.change_support(amendment, voter=f"demo-{number}")
        for said in row.get("positions", []):
            with living_at(life.calendar.at(said["day"], 11)):
                actions.take_position(
                    amendment,
                    party=said["party"],
                    stance=said["stance"],
                    reason=said["reason"],
                    actor=_speaker(step, life, said["party"]),
                )
        if "taken" in row:
            _take_over(amendment, life, row["taken"])


def _speaker(step: Step, life: Life, party: str) -> Account:
    """Give who speaks for a party: the officer for the body, a coordinator for the council."""
    if party == Party.BODY:
        return life.officer
    led = Membership.objects.coordinators().in_council(step.shared_text.council_id)
    return Account.objects.filter(pk__in=led.order_by().values("account")).earliest("pk")


def _wording(step: Step, number: int) -> Wording:
    rows = current_wordings(step.shared_text).select_related("article__shared_text")
    return rows.get(article__number=number)


def _amend(step: Step, life: Life, row: Told) -> Amendment:
    at = life.calendar.at(row["day"], 9) + timedelta(minutes=23 * row["article"])
    step.shared_text.refresh_from_db()
    with living_at(at):
        submission = Submission(
            key=uuid4(),
            arrived_at=at,
            author=life.cast.accounts.get(row.get("who", "")),
            channel=row.get("channel", Channel.ONLINE),
        )
        words = actions.Words(body=row["body"], reason=row["reason"])
        wording = _wording(step, row["article"])
        contribution = actions.amend(step, words, submission, wording=wording)
    with living_at(at + timedelta(hours=5)):
        heart.publish(contribution, actor=life.officer)
    return contribution.amendment


def _take_over(amendment: Amendment, life: Life, told: Told) -> None:
    wording = amendment.wording
    with living_at(life.calendar.at(told["day"], 19)):
        actions.write_article(
            wording.article,
            title=wording.title,
            body=amendment.body,
            note=told["note"],
            revision=wording.article.revision,
            party=told["party"],
            takes=amendment,
            actor=_speaker(amendment.contribution.step, life, told["party"]),
        )
