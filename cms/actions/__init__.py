"""What changes the site: building it, opening sections, making and keeping consultations' pages."""

from cms.actions.building import build_site
from cms.actions.consultations import make_page, publish_page, sync_page
from cms.actions.sections import admit_officer, dismiss_officer, open_section

__all__ = [
    "admit_officer",
    "build_site",
    "dismiss_officer",
    "make_page",
    "open_section",
    "publish_page",
    "sync_page",
]
