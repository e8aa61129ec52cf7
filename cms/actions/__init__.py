"""What changes the site: building it, opening sections, making and keeping consultations' pages."""

from cms.actions.building import build_site
from cms.actions.clarity import note_clarity
from cms.actions.consultations import (
    create_consultation,
    duplicate_consultation,
    make_page,
    page_as_written,
    publish_consultation,
    publish_page,
    sync_page,
)
from cms.actions.newsletters import send_newsletter, try_newsletter
from cms.actions.sections import admit_officer, dismiss_officer, invite_officer, open_section

__all__ = [
    "admit_officer",
    "build_site",
    "create_consultation",
    "dismiss_officer",
    "duplicate_consultation",
    "invite_officer",
    "make_page",
    "note_clarity",
    "open_section",
    "page_as_written",
    "publish_consultation",
    "publish_page",
    "send_newsletter",
    "sync_page",
    "try_newsletter",
]
