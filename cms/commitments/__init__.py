"""Plans, contracts and measures, as the officers of a public body keep them."""
