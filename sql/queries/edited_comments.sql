-- purpose: Comments whose words changed after they were first seen, before and after.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column before_text, after_text: what was said
-- column changed_at: when the change was first seen
SELECT comment.author_name, articles.title, version.text AS before_text,
    coalesce(lead(version.text) OVER (PARTITION BY version.id ORDER BY version.valid_from), comment.text) AS after_text,
    version.valid_to AS changed_at, coalesce(comment.permalink, articles.url) AS url
FROM comment_version version
JOIN comment ON comment.comment_id = version.id
JOIN articles ON articles.article_id = comment.article_id
WHERE ($blog::VARCHAR IS NULL OR articles.blog = $blog)
ORDER BY changed_at DESC, comment.comment_id
LIMIT $limit::BIGINT
