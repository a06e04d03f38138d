-- severity: warning
-- A comment older than its article by more than a day: the post was re-dated or imported, or a date was misread.
SELECT comment.comment_id, article.url, comment.published_raw, article.published_raw AS article_published_raw
FROM comment JOIN article USING (article_id)
WHERE comment.published_local < article.published_local - INTERVAL 1 DAY
    AND comment.published_precision IN ('second', 'minute', 'hour', 'day')
    AND article.published_precision IN ('second', 'minute', 'hour', 'day')
