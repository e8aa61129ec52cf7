"""The network, in which one other site answers."""

import pytest

from participation.councils.directory.actions import asking
from tests.participation.councils.directory.others import OtherSite, register, row


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> OtherSite:
    site = OtherSite(register(row("Conseil des Saules"), row("Conseil du Lac")))
    monkeypatch.setattr(asking, "fetch", site.fetch)
    return site
