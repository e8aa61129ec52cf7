"""Questions to the public body: asked by residents, supported by others, answered in public."""
