"""A region that does not exist, to see the platform live: its towns, its people, its words."""
