-- severity: error
-- A row that names a capture which is not there: where its words come from could not be shown.
SELECT 'article' AS "table", article_id AS id, capture_id FROM article ANTI JOIN capture USING (capture_id)
UNION ALL
SELECT 'comment', comment_id, capture_id FROM comment ANTI JOIN capture USING (capture_id)
