"""The sites whose councils are shown beside ours, and these councils."""

from participation.councils.directory.models.councils import RemoteCouncil, RemoteNeighbourhood
from participation.councils.directory.models.instances import RemoteInstance

__all__ = ["RemoteCouncil", "RemoteInstance", "RemoteNeighbourhood"]
