-- purpose: The articles with the most comments.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column comments: found and not gone
-- column commenters: different names
SELECT title, comments, commenters, published_local, authors, url
FROM articles
WHERE gone_at IS NULL AND ($blog::VARCHAR IS NULL OR blog = $blog)
ORDER BY comments DESC, title
LIMIT $limit::BIGINT
