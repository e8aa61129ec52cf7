"""The blank questionnaire on paper: questions and choices have codes, for who types them in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.components.questionnaire.conditions import Operator, Rule
from consultations.components.questionnaire.queries import asked_questions, current_version
from consultations.components.questionnaire.questions import Asked
from consultations.components.questionnaire.questions.base import NO_ANSWER, OTHER_LABEL
from consultations.components.questionnaire.questions.names import QuestionKind as Kind
from consultations.components.questionnaire.questions.names import letters
from consultations.models import Step
from participation.ui import typography

STYLE = "questionnaire/paper.css"
LINES = {Kind.SHORT_TEXT: 1, Kind.LONG_TEXT: 8, Kind.COMMUNE: 1, Kind.NUMBER: 1}


@dataclass(frozen=True)
class Box:
    """One thing to tick or number, with its code: Q3b."""

    code: str
    label: str
    has_line: bool = False  # « Autre : ______ »


@dataclass(frozen=True)
class PaperQuestion:
    """One question as it is printed."""

    code: str
    text: str
    kind: str
    shape: str  # tick, rank, table, lines, number, date or file
    hint: str = ""
    how: str = ""
    only_if: str = ""
    is_required: bool = False
    boxes: Sequence[Box] = ()
    rows: Sequence[Box] = ()
    no_answer: Box | None = None
    lines: range = field(default_factory=lambda: range(0))
    unit: str = ""


@dataclass(frozen=True)
class Part:
    """Questions under one title, which may be empty."""

    title: str
    intro: str
    questions: list[PaperQuestion]


def paper_form(step: Step) -> dict[str, Any]:
    """Gather what `questionnaire/_paper.html` prints: promise, questions, where to bring it."""
    version = current_version(step)
    asked = asked_questions(version) if version else []
    codes = {question.key: f"Q{number}" for number, question in enumerate(asked, start=1)}
    by_key = {question.key: question for question in asked}
    parts: list[Part] = []
    for question in asked:
        if not parts or parts[-1].title != question.section:
            parts.append(Part(question.section, question.section_intro, []))
        parts[-1].questions.append(_printed(question, codes, by_key))
    return {
        "consultation": step.consultation,
        "step": step,
        "parts": parts,
        "promise": step.consultation.ladder_rung.terms.promise,
        "access_points": list(step.consultation.access_points.all()),
        "version": version,
    }


def _printed(asked: Asked, codes: dict[str, str], by_key: dict[str, Asked]) -> PaperQuestion:
    code = codes[asked.key]
    boxes = [Box(f"{code}{letters(n)}", option.label) for n, option in enumerate(asked.options)]
    if asked.has_other:
        boxes.append(Box(f"{code}{letters(len(boxes))}", str(OTHER_LABEL), has_line=True))
    none = Box(f"{code}{letters(len(boxes))}", str(NO_ANSWER)) if asked.offers_no_answer else None
    return PaperQuestion(
        code=code,
        text=asked.text,
        kind=asked.kind,
        shape=SHAPES[Kind(asked.kind)],
        hint=asked.help_text,
        how=_how(asked),
        only_if=_only_if(asked, codes, by_key),
        is_required=asked.is_required,
        boxes=boxes,
        rows=[Box(f"{code}.{number}", row.label) for number, row in enumerate(asked.rows, 1)],
        no_answer=none,
        lines=range(LINES.get(Kind(asked.kind), 0)),
        unit=asked.unit,
    )


SHAPES = {
    Kind.SHORT_TEXT: "lines",
    Kind.LONG_TEXT: "lines",
    Kind.COMMUNE: "lines",
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.FILE: "file",
    Kind.ONE_CHOICE: "tick",
    Kind.SEVERAL_CHOICES: "tick",
    Kind.SCALE: "tick",
    Kind.YES_NO: "tick",
    Kind.RANKING: "rank",
    Kind.MATRIX: "table",
}


def _how(asked: Asked) -> str:
    """Say how to answer by hand what the screen says by its controls."""
    if asked.kind in (Kind.ONE_CHOICE, Kind.SCALE, Kind.YES_NO):
        return _("Cochez une seule case.")
    if asked.kind == Kind.SEVERAL_CHOICES:
        return _how_many(asked)
    if asked.kind == Kind.RANKING:
        return _("Numérotez les cases : 1 pour votre premier choix, puis 2, et ainsi de suite.")
    if asked.kind == Kind.MATRIX:
        return _("Cochez une case par ligne.")
    if asked.kind == Kind.COMMUNE:
        return _("Écrivez le nom de la commune et son code postal.")
    if asked.kind == Kind.FILE:
        return _(
            "Joignez votre photo ou votre document à cette feuille, avec le code de la question."
        )
    return _bounds(asked) if asked.kind == Kind.NUMBER else ""


def _how_many(asked: Asked) -> str:
    least, most = asked.min_choices, asked.max_choices
    if least and most:
        return _("Cochez de %(least)s à %(most)s cases.") % {"least": least, "most": most}
    if most:
        return ngettext("Cochez une case au plus.", "Cochez %(most)s cases au plus.", most) % {
            "most": most
        }
    if least:
        return ngettext("Cochez au moins une case.", "Cochez au moins %(least)s cases.", least) % {
            "least": least
        }
    return _("Vous pouvez cocher plusieurs cases.")


def _bounds(asked: Asked) -> str:
    low, high = asked.min_value, asked.max_value
    if low is None or high is None:
        return ""
    shown = {"low": typography.number(low.normalize()), "high": typography.number(high.normalize())}
    return _("Un nombre de %(low)s à %(high)s.") % shown


def _only_if(asked: Asked, codes: dict[str, str], by_key: dict[str, Asked]) -> str:
    """Say the conditions in a sentence, since paper cannot hide a question."""
    if not asked.rules:
        return ""
    link = _(" ou ") if asked.condition_mode == "any" else _(" et ")
    told = link.join(_told(rule, codes[rule.key], by_key[rule.key]) for rule in asked.rules)
    return _("Répondez seulement si %(conditions)s.") % {"conditions": told}


def _told(rule: Rule, code: str, source: Asked) -> str:
    labels = [_quoted(_label(source, key)) for key in _in_order(rule, source)]
    either = _(" ou ").join(labels) or _quoted(rule.text)
    both = _(" et ").join(labels) or _quoted(rule.text)
    sentences = {
        Operator.ANSWERED: _("vous avez répondu à la question %(code)s"),
        Operator.EQUAL: _("vous avez répondu %(both)s à la question %(code)s"),
        Operator.NOT_EQUAL: _("vous avez répondu autre chose que %(both)s à la question %(code)s"),
        Operator.CONTAINS: _("votre réponse à la question %(code)s contient %(both)s"),
        Operator.ALL_OF: _("vous avez coché %(both)s à la question %(code)s"),
        Operator.ONE_OF: _("vous avez coché %(either)s à la question %(code)s"),
    }
    return sentences[Operator(rule.operator)] % {"code": code, "either": either, "both": both}


def _quoted(text: str) -> str:
    return _("« %(text)s »") % {"text": text}


def _in_order(rule: Rule, source: Asked) -> list[str]:
    order = {option.key: rank for rank, option in enumerate(source.options)}
    return sorted(rule.choices, key=lambda key: (order.get(key, len(order)), key))


def _label(source: Asked, key: str) -> str:
    row, _colon, choice = key.rpartition(":")
    if not row:
        return source.label_of(key)
    line = next((option.label for option in source.rows if option.key == row), row)
    return f"{line} : {source.label_of(choice)}"


@cache
def pdf_maker() -> ModuleType | None:
    """Give WeasyPrint, or nothing where it or the libraries it draws with are not installed."""
    try:
        import weasyprint  # heavy, and optional: only who prints pays for it
    except (ImportError, OSError):
        return None
    return weasyprint  # type: ignore[no-any-return]


def paper_pdf(step: Step) -> bytes:
    """Write the paper form as a tagged PDF; nothing is fetched from anywhere."""
    maker = pdf_maker()
    assert maker is not None
    html = render_to_string("questionnaire/paper_pdf.html", paper_form(step))
    style = maker.CSS(filename=finders.find(STYLE) or "", url_fetcher=_fetch_nothing)
    document = maker.HTML(string=html, url_fetcher=_fetch_nothing)
    pdf: bytes = document.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return pdf


def _fetch_nothing(url: str, *_args: Any, **_kwargs: Any) -> dict[str, Any]:
    raise ValueError(f"a printed form refers to nothing outside it: {url[:80]}")
