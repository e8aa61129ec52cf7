"""Training of council members: programmes, sessions, and who goes first by a published rule."""
