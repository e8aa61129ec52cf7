"""Every way that leads to the directory and to a council's page."""

import pytest
from django.test import Client

from participation.councils.models import Council


@pytest.mark.parametrize("path", ["/", "/plan-du-site/", "/conseils/les-tilleuls/"])
def test_the_directory_is_one_link_away(client: Client, council: Council, path: str) -> None:
    page = client.get(path).content.decode()
    assert page.count('href="/conseils/"') == (2 if path != "/" else 1)  # the menu, and the page


def test_the_first_page_asks_the_directory_itself(client: Client, council: Council) -> None:
    page = client.get("/").content.decode()
    assert 'action="/conseils/"' in page and 'name="q"' in page
    assert "Conseil citoyen des Tilleuls" in client.get("/conseils/?q=tilleuls").content.decode()


def test_search_engines_find_the_public_page_and_nothing_of_the_space(
    client: Client, council: Council
) -> None:
    found = client.get("/sitemap.xml").content.decode()
    assert found.count(f"{council.get_absolute_url()}<") == 1
    assert "/espace/" not in found
