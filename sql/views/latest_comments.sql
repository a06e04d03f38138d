-- The newest comments first; those without a time by when they were first seen.
CREATE OR REPLACE VIEW latest_comments AS
SELECT blog.name AS blog, article.title, comment.author_name, comment.published_local, comment.published_at,
    comment.kind, comment.text, coalesce(comment.permalink, article.url) AS url, comment.first_seen_at,
    comment.comment_id, comment.article_id
FROM comment
JOIN article USING (article_id)
JOIN blog USING (blog_id)
WHERE comment.gone_at IS NULL AND comment.state <> 'removed'
ORDER BY coalesce(comment.published_at, comment.published_local AT TIME ZONE 'UTC', comment.first_seen_at) DESC,
    comment.comment_id;
