"""What members type about people: invitations, requests, ends, seats."""
