"""What people see change while they look: the only home of Channels."""
