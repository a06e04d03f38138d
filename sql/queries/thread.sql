-- purpose: One article's conversation as a tree, in reading order.
-- param article: part of the article's title or address
-- column line: the author, indented by depth
SELECT tree.line, tree.published_local, tree.text, tree.kind, tree.gone_at
FROM thread_tree tree JOIN articles USING (article_id)
WHERE contains(lower(coalesce(articles.title, '')), lower($article::VARCHAR))
    OR contains(articles.url, $article::VARCHAR)
ORDER BY articles.url, tree.reading_order
