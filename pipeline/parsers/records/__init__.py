"""Records: what every comment engine shares. One comment's markup cut into author, time and text; nesting; the area."""
