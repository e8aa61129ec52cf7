"""A browser of somebody who is already signed in, and what every page of a space must be."""

from django.test import Client
from playwright.sync_api import Page

from participation.accounts.models import Account
from tests.browser.support import axe, look
from tests.people import SignIn


def enter_as(page: Page, account: Account, site: str) -> Page:
    """Sign this browser in as one of the cast."""
    client = Client()
    SignIn(client)(account)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    return page


def is_sound(page: Page, name: str) -> None:
    """Nothing is wider than the screen, axe finds nothing, and a picture is kept under `name`."""
    look(page, name)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    axe(page)
