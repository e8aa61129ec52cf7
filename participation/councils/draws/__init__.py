"""Draws by lot that anyone can replay: rule and list published first, seed from a public source."""
