-- severity: error
-- A byline whose author or article is not there.
SELECT article_id, author_id FROM byline ANTI JOIN author USING (author_id)
UNION ALL
SELECT article_id, author_id FROM byline ANTI JOIN article USING (article_id)
