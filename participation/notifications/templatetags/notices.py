"""Following, in templates: `{% load notices %}`."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from participation.notifications.queries import follow_of
from participation.notifications.topics import Topic

register = template.Library()


@register.inclusion_tag("notifications/_follow_button.html", takes_context=True)
def follow_button(context: Context, topic: str, topic_id: int, name: str = "") -> dict[str, Any]:
    """`{% follow_button "council" council.pk %}`: follow, or follow no more.

    `name` tells several buttons of one page from each other. For who has no account it is a link
    to the page where an address is left; for others, one query.
    """
    request = context.get("request")
    person = getattr(request, "user", None)
    is_known = person is not None and person.is_authenticated
    follow = follow_of(person, Topic(topic, topic_id)) if is_known else None
    return {
        "url": reverse("notifications:follow", args=[topic, topic_id]),
        "name": name,
        "is_known": is_known,
        "is_followed": follow is not None,
        "next": request.get_full_path() if request is not None else "",
        "request": request,
    }
