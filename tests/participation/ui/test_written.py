"""A page in English says which of its words are French (WCAG 2.2, 3.1.2)."""

import pickle
import re
from typing import Any

from django.template import Context, Template
from django.utils.translation import override

from participation.ui.written import Written

CHART = "{% load ui %}{% bar_chart rows caption=caption %}"
TRAIL = '{% include "ui/breadcrumb.html" with trail=trail only %}'


def drawn(source: str, **context: Any) -> str:
    return Template(source).render(Context(context))


def test_a_trail_says_which_titles_are_in_another_language() -> None:
    trail = [("Consultations", "/demarches/"), (Written("La place de la Halle"), "")]
    with override("en"):
        html = drawn(TRAIL, trail=trail)
    assert re.findall(r'lang="fr">([^<]+)<', html) == ["La place de la Halle"]
    assert "lang=" not in drawn(TRAIL, trail=trail)


def test_a_chart_says_which_labels_are_in_another_language() -> None:
    rows = [(Written("À pied"), 412), ("Other", 12)]
    with override("en"):
        html = drawn(CHART, rows=rows, caption=Written("Comment venez-vous ?"))
    assert 'aria-label="Comment venez-vous ?" lang="fr"><table class="chart" lang="en">' in html
    assert '<caption lang="fr">Comment venez-vous ?</caption>' in html
    assert re.findall(r"<th scope=\"row\"><span( lang=\"fr\")?>", html) == [' lang="fr"', ""]
    assert "lang=" not in drawn(CHART, rows=rows, caption=Written("Comment venez-vous ?"))


def test_what_was_kept_of_a_result_remembers_whose_words_they_are() -> None:
    assert isinstance(pickle.loads(pickle.dumps(Written("À pied"))), Written)
