"""The sheets residents filled in: choices dealt by exact shares, words written one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from cms.demo.asking import choice_key, options_of, row_key
from cms.demo.dealing import deal, deal_several, rank
from cms.demo.reading import Told
from consultations.components.questionnaire.actions.importing import Given, TakenSheet

SKIPPED = 6  # per cent of the optional questions nobody must answer
UNKNOWN = 5  # per cent of "I do not know", where it is offered
DAYTIME = range(8, 19)
EVENING = range(7, 23)
NO_ANSWER = Given(is_no_answer=True)


@dataclass
class Sheet:
    """One sheet being filled in."""

    rank: int
    channel: str
    received_at: datetime
    territory_id: int | None
    answers: dict[str, Given] = field(default_factory=dict)
    words: list[tuple[str, int]] = field(default_factory=list)  # question and rank of the text

    def taken(self) -> TakenSheet:
        """Give the sheet as it is taken in; it is published when it says something in words."""
        return TakenSheet(
            source_id=source_id(self.rank),
            received_at=self.received_at,
            answers=self.answers,
            channel=self.channel,
            territory_id=self.territory_id,
            is_published=bool(self.words),
        )


def source_id(rank: int) -> str:
    return f"demo-{rank + 1}"


@dataclass(frozen=True)
class Filling:
    """What filling needs: the file, a die of its own, where people live, and until when."""

    told: Told
    rng: Random
    places: Sequence[tuple[int, int]]  # territory, and how many people live there
    opens_at: datetime
    ends_at: datetime

    @property
    def count(self) -> int:
        return int(self.told["answers"]["count"])


def sheets(filling: Filling) -> list[Sheet]:
    """Fill in all the sheets of one questionnaire; the same die gives the same sheets."""
    filled = list(_envelopes(filling))
    for section in filling.told["questionnaire"]["sections"]:
        for question in section["questions"]:
            _answer_all(question, filled, filling)
    return filled


def moments(
    count: int, opens_at: datetime, ends_at: datetime, channels: Sequence[str], rng: Random
) -> list[datetime]:
    """Draw when each arrived: many early, a few late, and nobody at an office by night."""
    span = (ends_at - opens_at).total_seconds()
    drawn = sorted(opens_at + timedelta(seconds=span * rng.random() ** 1.4) for _ in range(count))
    hours = [EVENING if channel == "online" else DAYTIME for channel in channels]
    placed = [
        instant.replace(hour=rng.choice(span), minute=rng.randrange(60), second=rng.randrange(60))
        for instant, span in zip(drawn, hours, strict=True)
    ]
    return [min(max(instant, opens_at), ends_at) for instant in placed]


def _envelopes(filling: Filling) -> Iterator[Sheet]:
    rng, told = filling.rng, filling.told["answers"]["channels"]
    channels = deal(list(told), list(told.values()), filling.count, rng)
    instants = moments(filling.count, filling.opens_at, filling.ends_at, channels, rng)
    homes, people = zip(*filling.places, strict=True)
    for number, (channel, instant) in enumerate(zip(channels, instants, strict=True)):
        yield Sheet(number, channel, instant, rng.choices(homes, people)[0])


def _answer_all(question: Told, filled: list[Sheet], filling: Filling) -> None:
    """Answer one question on every sheet where it is asked."""
    asked = [sheet for sheet in filled if _is_asked(question, sheet, filling)]
    if question["type"] in ("long_text", "short_text"):
        _write_words(question, asked, filling)
    elif asked and question["type"] in GIVE:
        given = GIVE[question["type"]](question, asked, filling)
        for sheet, answer in zip(asked, given, strict=True):
            if drawn := _or_nothing(question, answer, filling.rng):
                sheet.answers[question["code"]] = drawn


def _or_nothing(question: Told, answer: Given, rng: Random) -> Given | None:
    if question.get("dont_know") and rng.randrange(100) < UNKNOWN:
        return NO_ANSWER
    is_whole = question.get("required") or question["type"] in ("yes_no", "choice")
    return answer if is_whole or rng.randrange(100) >= SKIPPED else None


def _is_asked(question: Told, sheet: Sheet, filling: Filling) -> bool:
    condition = question.get("if")
    if not condition:
        return True
    given = sheet.answers.get(condition["question"])
    if given is None:
        return False
    return _value_key(condition, filling.told["questionnaire"]) in given.choices


def _value_key(condition: Told, questionnaire: Told) -> str:
    for section in questionnaire["sections"]:
        for question in section["questions"]:
            if question["code"] == condition["question"] and condition["value"] in options_of(
                question
            ):
                return choice_key(options_of(question).index(condition["value"]))
    return str(condition["value"])


def _write_words(question: Told, asked: list[Sheet], filling: Filling) -> None:
    """Put each authored text on one sheet; short answers come from a list of places or names."""
    answers = filling.told["answers"]
    texts = answers.get("texts", {}).get(question["code"], [])
    writers = filling.rng.sample(asked, min(len(texts), len(asked)))
    for place, (sheet, text) in enumerate(zip(writers, texts, strict=False)):
        sheet.answers[question["code"]] = Given(text=text)
        sheet.words.append((question["code"], place))
    pool = answers.get("pools", {}).get(question["code"], [])
    for sheet in asked if pool else ():
        if filling.rng.randrange(100) < 70:
            sheet.answers[question["code"]] = Given(text=filling.rng.choice(pool))


# One function for each kind: the question, the sheets it is asked on, and an answer for each.


def _lean(question: Told, filling: Filling, number: int) -> list[Any]:
    lean = filling.told["answers"].get("lean", {}).get(question["code"])
    return list(lean or [1] * number)[:number]


def _one(question: Told, asked: list[Sheet], filling: Filling) -> list[Given]:
    keys = [choice_key(rank) for rank in range(len(options_of(question)))]
    if question["type"] == "yes_no":
        keys = ["yes", "no"]
    dealt = deal(keys, _lean(question, filling, len(keys)), len(asked), filling.rng)
    return _with_others(question, [[key] for key in dealt], filling, is_several=False)


def _several(question: Told, asked: list[Sheet], filling: Filling) -> list[Given]:
    keys = [choice_key(rank) for rank in range(len(options_of(question)))]
    most = question.get("max", len(keys))
    percents = _lean(question, filling, len(keys))
    dealt = deal_several(keys, percents, len(asked), most, filling.rng)
    return _with_others(question, dealt, filling, is_several=True)


def _with_others(
    question: Told, dealt: list[list[str]], filling: Filling, *, is_several: bool
) -> list[Given]:
    """Give the choices, and on a few sheets the words beside "other"."""
    others = filling.told["answers"].get("others", {}).get(question["code"], [])
    given = [Given(choices=keys) for keys in dealt]
    most = question.get("max", len(options_of(question)) + 1)
    for index, text in zip(
        filling.rng.sample(range(len(given)), min(len(others), len(given))), others, strict=False
    ):
        kept = list(given[index].choices)[: most - 1] if is_several else []
        given[index] = Given(choices=kept, other_text=text)
    return given


def _ranked(question: Told, asked: list[Sheet], filling: Filling) -> list[Given]:
    keys = [choice_key(place) for place in range(len(question["options"]))]
    weights = _lean(question, filling, len(keys))
    return [Given(choices=rank(keys, weights, filling.rng), is_ranked=True) for _ in asked]


def _table(question: Told, asked: list[Sheet], filling: Filling) -> list[Given]:
    columns = [choice_key(place) for place in range(len(question["columns"]))]
    rows = [row_key(place) for place in range(len(question["rows"]))]
    leans = filling.told["answers"].get("lean", {}).get(question["code"])
    weights = leans or [[1] * len(columns)] * len(rows)
    dealt = [deal(columns, lean, len(asked), filling.rng) for lean in weights]
    return [Given(rows=dict(zip(rows, column, strict=True))) for column in zip(*dealt, strict=True)]


def _number(question: Told, asked: list[Sheet], filling: Filling) -> list[Given]:
    leans = filling.told["answers"].get("lean", {}).get(question["code"])
    low, high = leans or (question["min"], question["max"])
    drawn = [filling.rng.triangular(low, high, low + (high - low) / 3) for _ in asked]
    return [Given(number=Decimal(round(number))) for number in drawn]


def _date(_question: Told, asked: list[Sheet], filling: Filling) -> list[Given]:
    return [
        Given(day=(sheet.received_at - timedelta(days=filling.rng.randrange(1, 240))).date())
        for sheet in asked
    ]


def _place(_question: Told, asked: list[Sheet], _filling: Filling) -> list[Given]:
    return [Given(territory_id=sheet.territory_id) for sheet in asked]


GIVE: dict[str, Callable[[Told, list[Sheet], Filling], list[Given]]] = {
    "choice": _one,
    "yes_no": _one,
    "scale": _one,
    "choices": _several,
    "ranking": _ranked,
    "matrix": _table,
    "number": _number,
    "date": _date,
    "place": _place,
}
