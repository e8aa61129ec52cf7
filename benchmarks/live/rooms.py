"""A council that talks, its members, and how they sign in."""

from typing import Any

MEMBERS = 30


def a_discussion() -> tuple[Any, list[Any], list[str]]:
    """Make a discussion; give it, the members who write there, and their session cookies."""
    from django.test import Client

    from participation.councils.threads.actions import open_thread
    from tests.factories import make_account, make_council, make_member

    council = make_council()
    members, cookies = [make_account() for _ in range(MEMBERS)], []
    for member in members:
        make_member(council, member)
        client = Client()
        client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
        cookies.append(f"sessionid={client.cookies['sessionid'].value}")
    thread = open_thread(council, actor=members[0], title="La place", text="Bonjour.")
    return thread, members, cookies
