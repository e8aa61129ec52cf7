"""Loading the whole demonstration; a second time changes nothing."""

from datetime import date

from cms.demo import site
from cms.demo.cast import Cast, gather
from cms.demo.committing import load_plans
from cms.demo.councils.load import load_councils
from cms.demo.notices import load_notices
from cms.demo.reading import Calendar, Told, consultations
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
    with_councils = [told for told in consultations() if "drafting" in told]
    alone = [told for told in consultations() if "drafting" not in told]
    lived = _live(alone, cast, calendar)
    site.write_news(cast, calendar)
    load_plans(cast, calendar)
    load_councils(cast, calendar)
    lived += _live(with_councils, cast, calendar)
    load_notices(cast, calendar)
    return lived


def _live(some: list[Told], cast: Cast, calendar: Calendar) -> list[Consultation]:
    lived = []
    for told in some:
        consultation = replay(told, cast, calendar)
        site.write_consultation(consultation, told, calendar)
        lived.append(consultation)
    return lived
