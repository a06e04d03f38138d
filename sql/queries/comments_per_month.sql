-- purpose: How much was said in each month, by visitors and by other sites.
-- param blog = NULL: only this blog, by its name in the settings
-- column month: first day, the blog's wall clock
-- column comments, pings: how many; pings are pingbacks, trackbacks, webmentions
SELECT date_trunc('month', comment.published_local)::DATE AS month,
    count(*) FILTER (comment.kind = 'comment') AS comments, count(*) FILTER (comment.kind <> 'comment') AS pings,
    count(DISTINCT comment.article_id) AS articles
FROM comment JOIN articles USING (article_id)
WHERE comment.published_local IS NOT NULL AND comment.published_precision <> 'year' AND comment.gone_at IS NULL
    AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
GROUP BY month
ORDER BY month
