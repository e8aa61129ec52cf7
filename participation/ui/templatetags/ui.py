"""Tags and filters of the components: `{% load ui %}`."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, MultiWidget
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from participation.base.uploads import weight
from participation.ui import typography
from participation.ui.typography import joined

register = template.Library()

RUNGS = {
    "information": gettext_lazy("Information"),
    "consultation": gettext_lazy("Consultation"),
    "concertation": gettext_lazy("Concertation"),
    "co_construction": gettext_lazy("Co-construction"),
}
# The order matters: Edge says Chrome, Chrome says Safari, Android says Linux.
BROWSER_SIGNS = (
    ("Firefox", "Firefox"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEM_SIGNS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Windows", "Windows"),
    ("Linux", "Linux"),
)
SECRET_WORDS = ("password", "token", "code", "credential", "csrf", "secret")


@register.filter(name="day")
def day_filter(value: date | datetime | None, zone: str | None = None) -> str:
    """`{{ consultation.opens_at|day:consultation.zone }}`: 3 mars 2027."""
    return typography.day(value or None, zone)


@register.filter(name="moment")
def moment_filter(value: datetime | None, zone: str | None = None) -> str:
    """`{{ closes_at|moment:consultation.zone }}`: 3 mars 2027 à 18 h 00 (heure de Paris)."""
    return typography.moment(value or None, zone)


@register.filter(name="ending")
def ending_filter(value: datetime | None, zone: str | None = None) -> str:
    """`{{ closes_at|ending:consultation.zone }}`: 3 mars 2027 à minuit (heure de Paris)."""
    return typography.ending(value or None, zone)


@register.filter(name="number")
def number_filter(value: Any, decimals: int | None = None) -> str:
    """`{{ count|number }}`: 12 345, with a narrow space that never breaks."""
    return typography.number(value if value != "" else None, decimals)


@register.simple_tag
def in_site_language() -> SafeString:
    """`<p{% in_site_language %}>{{ consultation.summary }}</p>`: the language of what bodies write.

    Nothing on a page of that language, `lang="fr"` on others (WCAG 2.2, 3.1.2 Language of Parts).
    """
    written = settings.LANGUAGE_CODE
    is_same = (get_language() or written).startswith(written)
    return SafeString("") if is_same else format_html(' lang="{}"', written)


@register.filter(name="weight")
def weight_filter(size: int) -> str:
    """`{{ version.size|weight }}`: 2,4 Mo."""
    return weight(size)


@register.simple_tag
def percent(part: float, whole: float) -> str:
    """`{% percent answered asked %}`: 38 %."""
    return typography.percent(part, whole)


@register.inclusion_tag("ui/ladder.html")
def ladder(rung: str, size: str = "", label: bool = False) -> dict[str, Any]:
    """`{% ladder "consultation" %}`: the sign alone (decorative: say the rung in words beside it).

    `label=True` writes the rung beside the sign; `size="big"` is for a page's head.
    """
    keys = list(RUNGS)
    position = keys.index(_rung_key(rung)) + 1
    # Feet at the bottom, wider than the top: x moves one unit for each rung climbed.
    rungs = [
        {"y": 58 - 14 * step, "x1": 7 + step, "x2": 41 - step, "kind": _kind(step + 1, position)}
        for step in range(len(keys))
    ]
    return {
        "rungs": rungs,
        "size": size,
        "label": label,
        "name": RUNGS[_rung_key(rung)],
        "position": position,
    }


@register.simple_tag
def rung_words(rung: str) -> str:
    """`{% rung_words "consultation" %}`: Consultation, degré 2 sur 4."""
    key = _rung_key(rung)
    place = {"name": RUNGS[key], "position": list(RUNGS).index(key) + 1}
    return _("%(name)s, degré %(position)s sur 4") % place


@register.inclusion_tag("ui/ladder_list.html")
def ladder_list(rung: str) -> dict[str, Any]:
    """`{% ladder_list rung %}`: the four rungs as a list, the current one named as such."""
    position = list(RUNGS).index(_rung_key(rung)) + 1
    steps = [
        {"name": name, "kind": _kind(number, position), "number": number}
        for number, name in enumerate(RUNGS.values(), start=1)
    ]
    return {"steps": steps}


@register.inclusion_tag("ui/bar_chart.html")
def bar_chart(
    rows: Iterable[Any],
    caption: str,
    base: int | None = None,
    unit: str = "",
    note: str = "",
    is_titled: bool = False,
    head: str = "",
) -> dict[str, Any]:
    """`{% bar_chart rows caption="…" base=asked %}`: a table whose rows carry their bar.

    A row is `(label, count)` or `{"label":, "count":}`; a count of None is masked (fewer than
    five). `base` is what 100 % means: give it, or shares are of the sum. `is_titled`: the caption
    already stands above as a title, so it is only spoken. `head` says what the labels are.
    """
    pairs = [_label_and_count(row) for row in rows]
    whole = base or sum(count or 0 for _label, count in pairs)
    return {
        "caption": caption,
        "rows": [_bar(label, count, whole) for label, count in pairs],
        "head": head or _("Réponse"),
        "unit": unit or _("Réponses"),
        "base": base,
        "note": note,
        "is_titled": is_titled,
    }


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: BaseForm | None) -> dict[str, Any]:
    """`{% error_summary form %}`: first thing in main; nothing when the form has no error."""
    return {"errors": _errors_with_targets(form) if form is not None and form.is_bound else []}


@register.filter
def error_target(field: BoundField) -> str:
    """The id a summary links to: the field, its group, or the first of several boxes."""
    if isinstance(field.field.widget, MultiWidget):
        return f"{field.auto_id}_0"
    return field.auto_id if field.use_fieldset else field.id_for_label or field.auto_id


@register.filter
def without_placeholders(form: BaseForm) -> BaseForm:
    """The form without grey words in its boxes: labels say the same, and stay."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form


@register.filter
def counter_limit(field: BoundField) -> int | None:
    """How many characters the counter counts to: the widget's `data-most` attribute."""
    most = field.field.widget.attrs.get("data-most")
    return int(most) if most else None


@register.filter
def widget_kind(field: BoundField) -> str:
    """`choices`, `checkbox`, `date`, `file` or `plain`: which markup a field takes."""
    name = field.widget_type
    if name in ("radioselect", "checkboxselectmultiple"):
        return "choices"
    return name if name in ("checkbox", "daymonthyear") else "plain"


@register.filter
def page_numbers(page: Page[Any]) -> Iterable[int | None]:
    """Numbers to show around the current page; None stands for « … »."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return (number if isinstance(number, int) else None for number in numbers)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """`<a href="{% query page=2 %}">`: this page's address with some parameters changed."""
    request: HttpRequest | None = context.get("request")
    params = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        params.pop(name, None)
        if value not in (None, ""):
            params[name] = str(value)
    return f"?{params.urlencode()}"


@register.filter
def sent_from_here(request: HttpRequest) -> bool:
    """Whether a form of this site was sent: another site's must not be offered for sending."""
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(sender).netloc == request.get_host()


@register.filter
def device(user_agent: str) -> str:
    """« Firefox, Android » from what a browser says of itself; its first words if unknown."""
    found = [
        next((name for sign, name in signs if sign in user_agent), "")
        for signs in (BROWSER_SIGNS, SYSTEM_SIGNS)
    ]
    return ", ".join(filter(None, found)) or user_agent[:40]


@register.simple_tag
def typed_texts(request: HttpRequest | None) -> Sequence[str]:
    """What was typed in a refused form, so that an error page can give it back. Never secrets."""
    if request is None or request.method != "POST":
        return []
    return [
        value
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in SECRET_WORDS)
        for value in values
        if len(value.strip()) > 20
    ]


def _rung_key(rung: str) -> str:
    key = str(rung).replace("-", "_")
    return "co_construction" if key == "coconstruction" else key


def _kind(number: int, position: int) -> str:
    return "here" if number == position else "climbed" if number < position else "above"


def _label_and_count(row: Any) -> tuple[str, int | None]:
    if isinstance(row, dict):
        return row["label"], row["count"]
    if isinstance(row, (tuple, list)):
        return row[0], row[1]
    return row.label, row.count


def _bar(label: str, count: int | None, whole: int) -> dict[str, Any]:
    width = round(100 * (count or 0) / whole, 1) if whole else 0
    share = typography.percent(count, whole) if count is not None else ""
    # A dot, whatever the language: it is an SVG attribute.
    return {"label": label, "count": count, "share": share, "width": f"{min(width, 100):.1f}"}


def _errors_with_targets(form: BaseForm) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"text": text, "target": ""} for text in form.non_field_errors()]
    texts = [str(text) for field in form for text in field.errors]
    for field in form:
        for text in map(str, field.errors):
            # The same sentence twice says nothing in a summary: the field's name goes before it.
            words = text if texts.count(text) == 1 else joined(str(field.label), text)
            found.append({"text": words, "target": error_target(field)})
    return found
