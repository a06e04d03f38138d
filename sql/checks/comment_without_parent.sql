-- severity: error
-- A comment that answers one which is not there.
SELECT child.comment_id, child.parent_comment_id FROM comment child
ANTI JOIN comment parent ON child.parent_comment_id = parent.comment_id
WHERE child.parent_comment_id IS NOT NULL
