-- purpose: How much of the conversation happens at each depth of nesting.
-- param blog = NULL: only this blog, by its name in the settings
-- column depth: 0 for a root comment
-- column share: percent of all comments
SELECT tree.depth, count(*) AS comments, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share,
    round(avg(length(tree.text)))::BIGINT AS mean_length
FROM thread_tree tree JOIN articles USING (article_id)
WHERE tree.gone_at IS NULL AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
GROUP BY tree.depth
ORDER BY tree.depth
