-- severity: error
-- A key that stands twice: no PRIMARY KEY holds these tables.
SELECT 'article' AS "table", article_id::VARCHAR AS key FROM article GROUP BY article_id HAVING count(*) > 1
UNION ALL
SELECT 'comment', comment_id::VARCHAR FROM comment GROUP BY comment_id HAVING count(*) > 1
UNION ALL
SELECT 'comment', concat_ws(' ', article_id, comment_engine, comment_key) FROM comment
GROUP BY article_id, comment_engine, comment_key HAVING count(*) > 1
UNION ALL
SELECT 'capture', capture_id::VARCHAR FROM capture GROUP BY capture_id HAVING count(*) > 1
UNION ALL
SELECT 'author', author_id::VARCHAR FROM author GROUP BY author_id HAVING count(*) > 1
UNION ALL
SELECT 'term', term_id::VARCHAR FROM term GROUP BY term_id HAVING count(*) > 1
UNION ALL
SELECT 'byline', concat_ws(' ', article_id, author_id) FROM byline GROUP BY article_id, author_id HAVING count(*) > 1
UNION ALL
SELECT 'article_alias', concat_ws(' ', blog_id, normal_url) FROM article_alias
GROUP BY blog_id, normal_url HAVING count(*) > 1
UNION ALL
SELECT 'url', concat_ws(' ', blog_id, normal_url) FROM url
GROUP BY blog_id, normal_url, starts_with(state, 'source') HAVING count(*) > 1
