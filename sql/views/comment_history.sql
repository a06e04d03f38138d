-- Everything every comment ever said: one row a wording. valid_to is null for what stands today; a vanished comment's
-- last wording ends with gone_at.
CREATE OR REPLACE VIEW comment_history AS
SELECT id AS comment_id, article_id, valid_from, valid_to, capture_id, author_name, state, text, html
FROM comment_version
UNION ALL
SELECT comment_id, article_id, words_since, gone_at, capture_id, author_name, state, text, html
FROM comment;
