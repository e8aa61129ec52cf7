"""What a browser test says: `axe(page)`, `budget(page)`, `look(page, "home")`."""

from tests.browser.support.accessibility import axe
from tests.browser.support.looks import look
from tests.browser.support.watching import budget, watch

__all__ = ["axe", "budget", "look", "watch"]
