"""Publishing what the body made of it: the synthesis, the results, the answer."""

from collections.abc import Callable
from typing import Any

from cms.demo.life import Life
from cms.demo.reading import Told
from cms.demo.receiving import Where
from consultations import actions
from consultations.models import Consultation, Contribution
from consultations.outcomes import actions as outcomes
from consultations.outcomes.models import OfficialResponse
from participation.base.clock import living_at, now


def answer(consultation: Consultation, life: Life, where: Where) -> None:
    """Publish what the body made of it, as far as its life has come."""
    summary = life.told.get("outcome") or life.told.get("outcome_synthesis")
    if not summary:
        return
    with living_at(life.at("synthesis")):
        received = Contribution.objects.filter(consultation=consultation).counted().by_channel()
        text = summary["synthesis"]
        outcomes.write_synthesis(consultation, text=text, read=received, actor=life.officer)
        outcomes.publish_synthesis(consultation, actor=life.officer, at=now())
        for step in consultation.steps.all():
            actions.publish_results(step, actor=life.officer)
    if "themes" in summary:
        with living_at(life.at("responded")):
            _respond(consultation, life, summary["themes"], _codes(consultation, where))
    if "follow_up" in life.days:
        with living_at(life.at("follow_up")):
            actions.follow_up(consultation, actor=life.officer)


def _codes(consultation: Consultation, where: Where) -> Callable[[Any], str]:
    """Give a function that finds the code of a text, or of what somebody with an account said."""
    rows = Contribution.objects.filter(consultation=consultation).order_by("pk")
    codes = {
        row.author.email if row.author else row.source_id: row.tracking_code or ""
        for row in rows.select_related("author")
    }

    def code(text: Any) -> str:
        held = text[0] if "@" in text[0] else where[text[0], text[1]]
        return codes.get(held) or held  # what has no source is held under its own code

    return code


def _respond(
    consultation: Consultation, life: Life, themes: list[Told], code: Callable[[Any], str]
) -> None:
    enacted: list[tuple[OfficialResponse, Told]] = []
    for theme in themes:
        response = outcomes.write_response(
            consultation,
            actor=life.officer,
            heading=theme["title"],
            what_was_said=theme["said"],
            position=theme["position"],
            what_is_decided=theme["decided"],
            reason=theme["reason"],
            competent_body=theme.get("competent_body", ""),
        )
        for apart in theme.get("apart", ()):
            outcomes.cite(
                response,
                [code(text) for text in apart["cites"]],
                relation=apart["relation"],
                reason=apart["reason"],
                actor=life.officer,
            )
        outcomes.cite(response, [code(text) for text in theme["cites"]], actor=life.officer)
        if "deliberation" in theme:
            enacted.append((response, theme["deliberation"]))
    outcomes.publish_answer(consultation, actor=life.officer, at=now())
    for response, told in enacted:
        response.refresh_from_db()
        _enact(response, told, life)


def _enact(response: OfficialResponse, told: Told, life: Life) -> None:
    """Link a decision to the vote that enacts it."""
    with living_at(life.calendar.at(told["day"] + 2, 9)):
        outcomes.link_deliberation(
            response,
            delib_id=told["id"],
            delib_on=life.calendar.day(told["day"]),
            delib_object=told["object"],
            delib_url=told["url"],
            actor=life.officer,
        )
