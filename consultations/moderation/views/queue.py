"""What moderators read and decide; absent for everybody else."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.errors import Refused
from consultations.models import Contribution
from consultations.moderation import actions, queries
from consultations.moderation.forms import LASTS, AppealDecisionForm, DecisionForm
from consultations.moderation.models import Decision
from consultations.queries import quoted
from participation.accounts.rules import is_moderator
from participation.base.http import reads, writes

PER_PAGE = 20
AGAINST = {
    Decision.Act.HIDE: actions.hide,
    Decision.Act.HOLD: actions.hold,
    Decision.Act.WARN: actions.warn,
}


def moderators(request: HttpRequest) -> bool:
    return bool(is_moderator(request.user))


@reads(moderators)
def queue(request: HttpRequest) -> HttpResponse:
    """What was reported, what waits, what is appealed, what repeats."""
    return render(
        request,
        "moderation/queue.html",
        {
            **_page(request, queries.to_read(request.user)),
            "held": _with_words(list(queries.held(request.user)[:PER_PAGE])),
            "appeals": list(queries.appeals(request.user)[:PER_PAGE]),
            "repeated": queries.repeated(request.user),
        },
    )


@reads(moderators)
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision and its reason, the latest first."""
    page = Paginator(queries.decided(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "moderation/decisions.html", {"page": page})


def _page(request: HttpRequest, rows: QuerySet[Contribution]) -> dict[str, object]:
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    reports = queries.open_reports(found)
    read = [(row, words, reports.get(row.pk, [])) for row, words in _with_words(found)]
    return {"page": page, "reported": read}


def _with_words(rows: list[Contribution]) -> list[tuple[Contribution, str]]:
    words = quoted(rows)
    return [(row, words[row.pk].excerpt) for row in rows]


@writes(moderators)
def judge(request: HttpRequest, code: str) -> HttpResponse:
    """One contribution, whole, its reports and its history; and the decision."""
    rows = queries.judged_by(request.user)
    contribution = get_object_or_404(rows, tracking_code=code)
    given = request.POST if request.method == "POST" else None
    form = DecisionForm(given, contribution=contribution)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            _decide(request, contribution, form)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = 409
        else:
            messages.success(request, _("C’est décidé. L’auteur est prévenu s’il peut l’être."))
            return redirect("consultations:moderation")
    context = {
        "form": form,
        "contribution": contribution,
        "lines": contribution.component.lines(contribution),
        "reports": queries.open_reports([contribution]).get(contribution.pk, []),
        "decisions": list(contribution.decisions.select_related("appeal").order_by("pk")),
        "alike": queries.same_words(contribution),
    }
    return render(request, "moderation/judge.html", context, status=status)


def _decide(request: HttpRequest, contribution: Contribution, form: DecisionForm) -> None:
    act, reason = form.cleaned_data["act"], form.cleaned_data["reason"]
    article = form.cleaned_data["article"]
    if act in AGAINST:
        AGAINST[act](contribution, article=article, reason=reason, actor=request.user)
    elif act == Decision.Act.EXCLUDE:
        actions.exclude(
            contribution,
            article=article,
            reason=reason,
            lasts=LASTS[form.cleaned_data["lasts"]],
            actor=request.user,
        )
    else:
        put = actions.restore if act == Decision.Act.RESTORE else actions.keep
        put(contribution, reason=reason, actor=request.user)


@writes(moderators)
def decide_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Read again what a colleague took off, with what its author says."""
    appeal = get_object_or_404(queries.appeals(request.user), pk=pk)
    contribution = appeal.decision.contribution
    form = AppealDecisionForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        granted, reason = form.cleaned_data["granted"] == "yes", form.cleaned_data["reason"]
        try:
            actions.decide_appeal(appeal, is_granted=granted, reason=reason, actor=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = 409
        else:
            messages.success(request, _("C’est décidé. L’auteur est prévenu s’il peut l’être."))
            return redirect("consultations:moderation")
    context = {
        "form": form,
        "appeal": appeal,
        "contribution": contribution,
        "lines": contribution.component.lines(contribution),
    }
    return render(request, "moderation/decide_appeal.html", context, status=status)
