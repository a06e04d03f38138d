-- severity: warning
-- A comment dated more than a day after it was seen: the date was misread or is the commenter's invention.
SELECT comment_id, article_id, published_raw, first_seen_at FROM comment
WHERE published_local > (first_seen_at AT TIME ZONE 'UTC') + INTERVAL 1 DAY
