"""Body: which elements hold the article's text, what inside them is none of it, and how the rest is put in order."""
