"""Guard rails around every test: each makes one kind of mistake fail loudly."""
