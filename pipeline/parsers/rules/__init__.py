"""Rules: what a blog's owner says of where things stand on its pages."""
