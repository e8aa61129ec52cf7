"""What the residents with an account gave: sent like anybody, or left as a draft."""

from cms.demo.reading import Calendar, read
from consultations import actions
from consultations.actions import Submission
from consultations.components.questionnaire import actions as questionnaire
from consultations.components.questionnaire.actions import Writing
from consultations.models import Step
from participation.accounts.models import Account
from participation.base.clock import living_at, now

Said = dict[str, str | list[str]]  # by question: a text, or the keys of what was chosen


def take_part(
    step: Step, accounts: dict[str, Account], calendar: Calendar, *, officer: Account
) -> None:
    """Let each resident of the file answer this step, on the day and hour of their own."""
    for told in read("residents"):
        if told["consultation"] == step.consultation.slug:
            with living_at(calendar.at(told["day"], 19)):
                _answer(step, accounts[told["email"]], told["answers"], officer, told["is_sent"])


def _answer(step: Step, account: Account, said: Said, officer: Account, is_sent: bool) -> None:
    version = step.questionnaire.versions.latest("number")
    typed = {key: {"": [v] if isinstance(v, str) else v} for key, v in said.items()}
    sheet = questionnaire.save_page(step, version, Writing(typed), author=account)
    if not is_sent:
        return
    submission = Submission(
        key=sheet.contribution.idempotency_key,  # type: ignore[arg-type]  # a draft has one
        arrived_at=now(),
        author=account,
        identity=account.email,
    )
    contribution = questionnaire.send(sheet, submission, revision=None)
    actions.publish(contribution, actor=officer)
