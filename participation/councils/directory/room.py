"""The directory stands before the spaces: it has no door in their menu."""

from django.urls import reverse

from participation.councils.directory.actions import ask_due_instance
from participation.councils.models import Council
from participation.councils.registry import Room


class DirectoryRoom(Room):
    name = "directory"

    def url(self, council: Council) -> str:
        return reverse("directory:finder")

    def tidy(self) -> int:
        return ask_due_instance()


room = DirectoryRoom()
