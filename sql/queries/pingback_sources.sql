-- purpose: The sites that link here: pingbacks, trackbacks and webmentions by host.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column domain: host without www.
-- column pings: how many
-- column articles: of this blog that were linked
SELECT regexp_replace(regexp_extract(lower(coalesce(comment.target, comment.author_url)), '^https?://([^/?#]+)', 1),
        '^www\.', '') AS domain,
    count(*) AS pings, count(DISTINCT comment.article_id) AS articles, max(comment.published_local) AS last_local
FROM comment JOIN articles USING (article_id)
WHERE comment.kind <> 'comment' AND comment.gone_at IS NULL AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
GROUP BY domain
HAVING domain IS NOT NULL
ORDER BY pings DESC, domain
LIMIT $limit::BIGINT
