-- Each thread in reading order: an answer stands below what it answers. path: positions from the root down; line: the
-- comment's author, indented, ready to print. Vanished comments too (gone_at).
CREATE OR REPLACE VIEW thread_tree AS
WITH RECURSIVE tree AS (
    SELECT comment_id, article_id, comment_id AS root_comment_id, 0 AS depth, [position] AS path, [comment_id] AS ids
    FROM comment WHERE parent_comment_id IS NULL
    UNION ALL
    SELECT child.comment_id, child.article_id, tree.root_comment_id, tree.depth + 1,
        list_append(tree.path, child.position), list_append(tree.ids, child.comment_id)
    FROM comment child JOIN tree ON child.parent_comment_id = tree.comment_id
)
SELECT tree.article_id, article.title, row_number() OVER (
        PARTITION BY tree.article_id ORDER BY tree.path, tree.ids) AS reading_order,
    tree.depth, tree.path, tree.comment_id, comment.parent_comment_id, tree.root_comment_id,
    repeat('  ', tree.depth) || coalesce(comment.author_name, '(no name)') AS line,
    comment.author_name, comment.published_local, comment.published_at, comment.kind, comment.state, comment.text,
    comment.permalink, comment.gone_at
FROM tree
JOIN comment USING (comment_id)
JOIN article ON article.article_id = tree.article_id;
