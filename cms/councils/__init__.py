"""Keeping the register of councils, in the admin: never their private spaces."""
