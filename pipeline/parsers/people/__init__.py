"""People: who wrote the article, and what the page says of them."""
