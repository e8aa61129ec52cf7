"""Who may read a document: everybody once a public page shows it, until then its editors."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.documents.permissions import permission_policy
from wagtail.models import Page, ReferenceIndex

from cms.models import Attachment, ConsultationPage
from consultations.models import Consultation


def may_read(document: Attachment, request: HttpRequest) -> bool:
    """Decide anew at each reading: pages are unpublished, consultations are drafts."""
    return is_public(document, request.user) or may_edit(document, request.user)


def may_edit(document: Attachment, person: Any) -> bool:
    return bool(
        person.is_authenticated
        and permission_policy.user_has_any_permission_for_instance(
            person, ["change", "choose"], document
        )
    )


def is_public(document: Attachment, person: Any) -> bool:
    """Say whether a published page that this person may see refers to the document."""
    referring = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Attachment),
        to_object_id=str(document.pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    ).values_list("object_id", flat=True)
    pages = Page.objects.live().public().filter(pk__in=[int(key) for key in referring])
    if pages.not_type(ConsultationPage).exists():
        return True
    shown = Consultation.objects.visible_to(person)
    return bool(ConsultationPage.objects.filter(pk__in=pages, consultation__in=shown).exists())
