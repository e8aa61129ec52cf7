"""What the members of a council have to do, by whom and by when."""
