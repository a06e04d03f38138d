-- severity: error
-- A comment whose article is not there.
SELECT comment_id, article_id FROM comment ANTI JOIN article USING (article_id)
