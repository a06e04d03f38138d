-- purpose: The sites that comments link to most.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column domain: host without www.
-- column links, comments, articles: how many
SELECT regexp_replace(regexp_extract(lower(link.url), '^https?://([^/?#]+)', 1), '^www\.', '') AS domain,
    count(*) AS links, count(DISTINCT link.comment_id) AS comments, count(DISTINCT link.article_id) AS articles
FROM link JOIN articles USING (article_id)
WHERE link.place = 'comment' AND starts_with(lower(link.url), 'http')
    AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
GROUP BY domain
HAVING domain <> ''
ORDER BY links DESC, domain
LIMIT $limit::BIGINT
