-- purpose: The newest comments, newest first.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column published_local: the blog's wall clock
SELECT published_local, author_name, title, text, url
FROM latest_comments
WHERE ($blog::VARCHAR IS NULL OR blog = $blog)
LIMIT $limit::BIGINT
