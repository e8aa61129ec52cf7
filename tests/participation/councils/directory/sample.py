"""The directory holds nothing of a space: its addresses are for everyone."""

from tests.participation.councils.samples import Sample, Seed

TOLD = "what another site publishes of its councils, signed; shown to everyone"


def sample(seed: Seed) -> Sample:
    commune = {"kind": "commune", "code": seed.council.commune.code}
    return Sample(
        addresses={"directory:news_around": commune, "directory:meetings_around": commune},
        public_routes={
            "directory:finder": "finding a council",
            "directory:map": "the same search, for a map",
            "directory:register": "what is public of each council, for machines",
            "directory:well_known": "the key that verifies the register",
            "directory:news": "what is published, for programs that follow it",
            "directory:news_around": "the same, of the councils of a territory",
            "directory:news_of_council": "the same, of one council",
            "directory:meetings": "public meetings, as a calendar",
            "directory:meetings_around": "the same, of the councils of a territory",
        },
        public_fields={
            "directory.RemoteInstance": TOLD,
            "directory.RemoteCouncil": TOLD,
            "directory.RemoteNeighbourhood": TOLD,
        },
    )
