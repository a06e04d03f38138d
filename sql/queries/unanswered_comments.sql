-- purpose: Comments that the post's author has not answered: nobody marked as them stands anywhere below.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column waiting_since_local: the blog's wall clock
WITH answered AS (
    SELECT DISTINCT unnest(parents.ids) AS comment_id
    FROM (
        WITH RECURSIVE up(comment_id, ids) AS (
            SELECT comment_id, [parent_comment_id] FROM comment
            WHERE by_post_author AND gone_at IS NULL AND parent_comment_id IS NOT NULL
            UNION ALL
            SELECT comment.comment_id, [comment.parent_comment_id]
            FROM up JOIN comment ON comment.comment_id = up.ids[1] WHERE comment.parent_comment_id IS NOT NULL
        )
        SELECT ids FROM up
    ) parents
)
SELECT comment.author_name, comment.published_local AS waiting_since_local, articles.title, comment.text,
    coalesce(comment.permalink, articles.url) AS url
FROM comment JOIN articles USING (article_id)
WHERE comment.kind = 'comment' AND comment.state = 'visible' AND comment.gone_at IS NULL
    AND NOT comment.by_post_author AND comment.comment_id NOT IN (FROM answered)
    AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
ORDER BY comment.published_local DESC NULLS LAST, comment.comment_id
LIMIT $limit::BIGINT
