-- Everything every article ever said: one row a wording, as in comment_history.
CREATE OR REPLACE VIEW article_history AS
SELECT id AS article_id, valid_from, valid_to, capture_id, title, subtitle, body_text, body_html
FROM article_version
UNION ALL
SELECT article_id, words_since, gone_at, capture_id, title, subtitle, body_text, body_html
FROM article;
