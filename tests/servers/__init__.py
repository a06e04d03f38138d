"""Real servers for tests: a WordPress on loopback with our own themes and posts."""
