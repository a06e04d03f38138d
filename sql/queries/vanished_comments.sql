-- purpose: Comments that were there once and are no longer, with what they said last.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column last_seen_at, gone_at: when it was last there, and first missing
SELECT comment.author_name, comment.published_local, comment.text, articles.title, comment.last_seen_at,
    comment.gone_at, articles.url
FROM comment JOIN articles USING (article_id)
WHERE (comment.gone_at IS NOT NULL OR comment.state = 'removed') AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
ORDER BY comment.gone_at DESC, comment.comment_id
LIMIT $limit::BIGINT
