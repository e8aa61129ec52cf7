"""Where the library keeps its files, and how much of a text is searched."""

from django.core.files.storage import Storage, storages

LONGEST_SEARCHED = 6000


def private_storage() -> Storage:
    """Where files go: a folder that no server publishes; views give them to who may read them."""
    return storages["private"]
