"""Loading the whole demonstration; a second time changes nothing."""

from datetime import date

from cms.demo import site
from cms.demo.cast import gather
from cms.demo.committing import load_plans
from cms.demo.councils.load import load_councils
from cms.demo.notices import load_notices
from cms.demo.reading import Calendar, consultations
from cms.demo.replay import replay
from consultations.models import Consultation


def load(today: date) -> list[Consultation]:
    """Make what is missing of the demonstration, as if all of it had led to `today`.

    Each consultation is lived in a transaction of its own, so a load that was cut short goes on
    where it stopped.
    """
    cast, calendar = gather(), Calendar(today)
    site.open_sections(cast)
    site.write_texts()
    lived = []
    for told in consultations():
        consultation = replay(told, cast, calendar)
        site.write_consultation(consultation, told, calendar)
        lived.append(consultation)
    site.write_news(cast, calendar)
    load_plans(cast, calendar)
    load_councils(cast, calendar)
    load_notices(cast, calendar)
    return lived
