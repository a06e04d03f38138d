-- purpose: The longest chains of answers: articles by how deep their conversation goes.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column deepest: levels below the root comment
-- column comments, answers: in the article
SELECT any_value(tree.title) AS title, max(tree.depth) AS deepest, count(*) AS comments,
    count(tree.parent_comment_id) AS answers, any_value(articles.url) AS url
FROM thread_tree tree JOIN articles USING (article_id)
WHERE tree.gone_at IS NULL AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
GROUP BY tree.article_id
ORDER BY deepest DESC, comments DESC, title
LIMIT $limit::BIGINT
