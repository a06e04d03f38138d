-- Who comments on each blog, by name as shown (upper and lower case apart from each other count as one).
CREATE OR REPLACE VIEW commenters AS
SELECT blog.name AS blog, mode(comment.author_name) AS name,
    mode(comment.author_url) FILTER (comment.author_url IS NOT NULL) AS url,
    count(*) AS comments, count(DISTINCT comment.article_id) AS articles,
    count(comment.parent_comment_id) AS answers, bool_or(comment.by_post_author) AS is_post_author,
    min(comment.published_local) AS first_local, max(comment.published_local) AS last_local,
    round(avg(length(comment.text)))::BIGINT AS mean_length
FROM comment
JOIN article USING (article_id)
JOIN blog USING (blog_id)
WHERE comment.kind = 'comment' AND comment.gone_at IS NULL AND comment.author_name IS NOT NULL
GROUP BY blog.name, lower(trim(comment.author_name));
