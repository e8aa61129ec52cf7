"""What people are told, in which words, and by which channel."""
