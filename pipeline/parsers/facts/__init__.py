"""Facts: what an article is called, when it appeared, where it is filed, what its own address is."""
