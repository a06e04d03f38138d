-- severity: error
-- A comment that answers one under another article.
SELECT child.comment_id, child.article_id, parent.article_id AS parent_article_id
FROM comment child JOIN comment parent ON child.parent_comment_id = parent.comment_id
WHERE child.article_id <> parent.article_id
