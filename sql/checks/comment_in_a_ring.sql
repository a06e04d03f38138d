-- severity: error
-- Comments that answer each other in a ring: no way down from any root leads to them. Orphans have a check of their own.
WITH RECURSIVE reached(comment_id) AS (
    SELECT comment_id FROM comment WHERE parent_comment_id IS NULL
        OR parent_comment_id NOT IN (SELECT comment_id FROM comment)
    UNION ALL
    SELECT child.comment_id FROM comment child JOIN reached ON child.parent_comment_id = reached.comment_id
)
SELECT comment_id, article_id FROM comment ANTI JOIN reached USING (comment_id)
