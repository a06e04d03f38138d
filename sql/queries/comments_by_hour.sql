-- purpose: At which hours of the blog's day people comment.
-- param blog = NULL: only this blog, by its name in the settings
-- column hour: 0 to 23, the blog's wall clock
SELECT hour(comment.published_local) AS hour, count(*) AS comments
FROM comment JOIN articles USING (article_id)
WHERE comment.published_precision IN ('second', 'minute', 'hour') AND comment.kind = 'comment'
    AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
GROUP BY hour(comment.published_local)
ORDER BY hour
