"""What we add to Wagtail's admin, and what we take out of it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.councils import queries as register
from cms.councils.access import keepers
from cms.editing import queries
from cms.editing.access import editors
from cms.files import may_read
from cms.models import Attachment, ConsultationPage
from consultations.models import Consultation
from participation.councils.choices import Activity

# What an officer does not need; an administrator keeps all but people, who change by our actions.
SUPERFLUOUS = {"reports", "help", "settings"}
REPLACED = {"users", "groups"}


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def editing_urls() -> list[URLPattern | URLResolver]:
    return [
        path("demarches/", include("cms.editing.urls")),
        path("engagements/", include("cms.commitments.urls")),
        path("conseils/", include("cms.councils.urls")),
    ]


def once(request: HttpRequest, ask: Callable[[HttpRequest], bool]) -> bool:
    """Answer a question about the person once a page, however many entries ask it."""
    answers: dict[Any, bool] = request.__dict__.setdefault("_answers_of_menu", {})
    if ask not in answers:
        answers[ask] = ask(request)
    return answers[ask]


class ForEditors(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    """An entry for who acts for a public body."""

    def is_shown(self, request: HttpRequest) -> bool:
        return once(request, editors)


class ForKeepers(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    """An entry for who keeps the register of councils."""

    def is_shown(self, request: HttpRequest) -> bool:
        return once(request, keepers)


class ForAdministrators(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    """An entry that officers do not see."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def consultations_item() -> MenuItem:
    return ForEditors(
        _("Démarches"),
        reverse("editing:consultations"),
        name="demarches",
        icon_name="comment",
        order=10,
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def plans_item() -> MenuItem:
    return ForEditors(
        _("Plans et contrats"),
        reverse("plans:plans"),
        name="engagements",
        icon_name="list-ul",
        order=12,
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def public_bodies_item() -> MenuItem:
    return ForAdministrators(
        _("Organismes et agents"),
        reverse("editing:public_bodies"),
        name="organismes",
        icon_name="group",
        order=20,
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def newsletters_item() -> MenuItem:
    return ForEditors(
        _("Lettres d’information"),
        reverse("editing:newsletters"),
        name="lettres",
        icon_name="mail",
        order=18,
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def clarity_item() -> MenuItem:
    return ForEditors(
        _("Est-ce clair ?"),
        reverse("editing:clarity"),
        name="clarte",
        icon_name="help",
        order=19,
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def resources_item() -> MenuItem:
    return ForAdministrators(
        _("Ressources"),
        reverse("library:resources"),
        name="ressources",
        icon_name="folder-open-inverse",
        order=30,
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def other_sites_item() -> MenuItem:
    return ForAdministrators(
        _("Autres sites"),
        reverse("editing:sites"),
        name="autres-sites",
        icon_name="site",
        order=40,
    )


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def keep_what_is_needed(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in SUPERFLUOUS]


@hooks.register("construct_settings_menu")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def leave_people_to_actions(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in REPLACED]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def councils_item() -> MenuItem:
    return ForKeepers(
        _("Conseils"), reverse("keeping:councils"), name="conseils", icon_name="site", order=15
    )


class OwnConsultations(Component):  # type: ignore[misc]  # Wagtail is untyped
    """On the dashboard: what an officer has in hand."""

    order = 10

    def render_html(self, parent_context: Any = None) -> str:
        request = parent_context["request"]
        rows = queries.own_rows(request.user)[:8]
        return render_to_string("cms/editing/_dashboard.html", {"rows": rows}, request)


class ReceivedReferrals(Component):  # type: ignore[misc]  # Wagtail is untyped
    """On the dashboard: what councils ask of the organisms an officer acts for."""

    order = 20

    def render_html(self, parent_context: Any = None) -> str:
        request = parent_context["request"]
        context = queries.received_referrals(request.user)
        return render_to_string("cms/editing/_referrals.html", context, request)


class KeptCouncils(Component):  # type: ignore[misc]  # Wagtail is untyped
    """On the dashboard: the councils that a person keeps and that nobody coordinates."""

    order = 30

    def render_html(self, parent_context: Any = None) -> str:
        request = parent_context["request"]
        kept = register.listed(request.user)
        waiting = kept.uncoordinated().exclude(activity=Activity.ENDED)[:8]
        context = {"councils": waiting, "count": kept.count()}
        return render_to_string("cms/councils/_dashboard.html", context, request)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def dashboard(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [OwnConsultations(), ReceivedReferrals()] if editors(request) else []
    if keepers(request):
        panels.append(KeptCouncils())


@hooks.register("construct_homepage_summary_items")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("construct_page_chooser_queryset")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def choose_among_what_one_may_see(pages: Any, request: HttpRequest) -> Any:
    """Offer what is public, and what one edits: another body's drafts have no title here."""
    parent = request.resolver_match and request.resolver_match.kwargs.get("parent_page_id")
    if parent and not _seen_by(request.user, Page.objects.filter(pk=parent)).exists():
        raise Http404
    return _seen_by(request.user, pages)


def _seen_by(person: Any, pages: Any) -> Any:
    edited = page_permission_policy.explorable_instances(person)
    shown = Consultation.objects.visible_to(person)
    hidden = ConsultationPage.objects.exclude(consultation__in=shown)
    public = Page.objects.live().public().exclude(pk__in=hidden.values("pk"))
    return pages.filter(pk__in=public.values("pk")) | pages.filter(pk__in=edited.values("pk"))


@hooks.register("before_move_page")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def move_only_what_one_may(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail shows the title before it asks who may move: ask first."""
    if not page.permissions_for_user(request.user).can_move():
        raise Http404


@hooks.register("before_serve_document")  # type: ignore[untyped-decorator]  # Wagtail is untyped
def check_rights(document: Attachment, request: HttpRequest) -> None:
    """Whoever may not read a document learns nothing of it."""
    if not may_read(document, request):
        raise Http404
