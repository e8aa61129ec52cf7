"""What the pages, receipts and exports of proposals need across tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import MD5, Cast, Concat

from consultations.components.proposals.models import Proposal, ProposalQuerySet
from consultations.models import Consultation, Contribution, Step
from participation.base.clock import now
from participation.base.text import folded

PER_PAGE = 20
SEEDS = 999_983  # a prime: every seed leads to all the others
LOOKED_AT = 300  # candidates compared with what somebody is about to propose
MOST_ALIKE = 5
ALIKE = 0.4  # the share of the words of the shorter title that both have
STEM = 5  # signs of a word that must agree: « trottoir », « trottoirs »


def payload_of(proposal: Proposal) -> dict[str, Any]:
    """Give what the person said as plain JSON data; the receipt's hash covers it."""
    said = {
        "title": proposal.title,
        "text": proposal.text,
        "cost": proposal.cost,
        "place": proposal.place,
    }
    council = proposal.contribution.council
    return {**said, "council": council.slug} if council else said


def payload(contribution: Contribution) -> dict[str, Any] | None:
    """Give the payload of a contribution, or None when its words are gone."""
    try:
        return payload_of(contribution.proposal)
    except ObjectDoesNotExist:
        return None


def payloads(step: Step) -> Iterator[tuple[Contribution, Any]]:
    """Give each counted contribution with its payload; None stands for words that are gone."""
    rows = Contribution.objects.counted().filter(step=step).order_by("pk")
    for contribution in rows.select_related("council", "proposal").iterator(1000):
        yield contribution, payload(contribution)


def proposal_steps(person: Any, slug: str) -> QuerySet[Step]:
    """Give the steps with proposals of the consultation at this address, if one may see it."""
    seen = Consultation.objects.visible_to(person).filter(slug=slug)
    return Step.objects.filter(kind="proposals", consultation__in=seen).select_related(
        "consultation__public_body", "proposal_box"
    )


@dataclass(frozen=True)
class Asked:
    """What a reader asked of the list; the same seed always gives the same drawn order."""

    words: str = ""
    sort: str = "drawn"
    seed: int = 1

    @property
    def is_filtered(self) -> bool:
        return self.sort != "drawn"

    @property
    def other_seed(self) -> int:
        """Another order for who asks to shuffle again (Lehmer's generator)."""
        return self.seed * 48_271 % SEEDS


ORDERS = {
    "newest": ("-contribution__received_at", "-pk"),
    "oldest": ("contribution__received_at", "pk"),
}


def seed_of_the_day(step: Step) -> int:
    """Give the seed everybody starts from today, so that no proposal stays on top or below."""
    return step.consultation.day_of(now()).toordinal() % SEEDS


def browse(step: Step, asked: Asked) -> ProposalQuerySet:
    """Give the published proposals that match, in the order asked for."""
    rows = Proposal.objects.of(step).published().matching(asked.words)
    if asked.sort == "supported":
        return rows.most_supported()
    if asked.sort in ORDERS:
        return rows.order_by(*ORDERS[asked.sort])
    return rows.order_by(_drawn(asked.seed), "pk")


def _drawn(seed: int) -> MD5:
    """Give an order that owes nothing to age or support, and that a database keeps for a seed."""
    return MD5(Concat(Value(f"{seed}:"), Cast("pk", CharField()), output_field=CharField()))


def page_of(rows: ProposalQuerySet, number: Any, step: Step) -> Page[Proposal]:
    """Give one page of the list; two queries."""
    page = Paginator(rows.with_envelope(), PER_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    for proposal in page.object_list:
        place(proposal, step)
    return page


def place(proposal: Proposal, step: Step) -> Proposal:
    """Put the step that is at hand on a proposal."""
    proposal.contribution.step = step
    return proposal


def to_read(step: Step) -> ProposalQuerySet:
    """Give what waits to be read by officers before it appears, the oldest first."""
    rows = Proposal.objects.of(step).filter(contribution__state=Contribution.State.RECEIVED)
    return rows.order_by("contribution__received_at", "pk")


def alike(step: Step, title: str) -> list[Proposal]:
    """Give published proposals that say nearly the same, closest first; two queries at most."""
    stems = _stems(title)
    if not stems:
        return []
    some = Q()
    for stem in sorted(stems):
        some |= Q(search_text__contains=stem)
    rows = Proposal.objects.of(step).published().filter(some).with_envelope()
    near = [(_nearness(stems, row), row) for row in rows.order_by("-pk")[:LOOKED_AT]]
    kept = sorted((pair for pair in near if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [place(proposal, step) for _near, proposal in kept[:MOST_ALIKE]]


def _stems(text: str) -> set[str]:
    words = "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()
    return {word[:STEM] for word in words if len(word) >= STEM}


def _nearness(stems: set[str], proposal: Proposal) -> float:
    others = _stems(proposal.title)
    return len(stems & others) / min(len(stems), len(others)) if others else 0.0
