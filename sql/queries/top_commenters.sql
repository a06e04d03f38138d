-- purpose: Who comments most, with how many articles they spoke under and since when.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column name: as shown most often
-- column comments, articles, answers: how many
-- column first_local, last_local: the blog's wall clock
SELECT name, url, comments, articles, answers, first_local, last_local, blog
FROM commenters
WHERE ($blog::VARCHAR IS NULL OR blog = $blog)
ORDER BY comments DESC, name
LIMIT $limit::BIGINT
