-- Articles with their authors' names, terms and counts; vanished articles too (gone_at).
CREATE OR REPLACE VIEW articles AS
WITH names AS (
    SELECT article_id, string_agg(author.name, ', ' ORDER BY position) AS authors
    FROM byline JOIN author USING (author_id) GROUP BY article_id
), labels AS (
    SELECT article_id,
        list(term.name ORDER BY term.name) FILTER (kind = 'tag') AS tags,
        list(term.name ORDER BY term.name) FILTER (kind = 'category') AS categories
    FROM article_term JOIN term USING (term_id) GROUP BY article_id
), counts AS (
    SELECT article_id, count(*) AS comments, count(DISTINCT author_name) AS commenters,
        max(published_local) AS last_comment_local
    FROM comment WHERE gone_at IS NULL AND state <> 'removed' GROUP BY article_id
)
SELECT article.article_id, blog.name AS blog, article.title, names.authors, article.published_local,
    article.published_at, article.published_precision, article.language, labels.tags, labels.categories,
    coalesce(counts.comments, 0) AS comments, article.comment_count_declared AS comments_declared,
    coalesce(counts.commenters, 0) AS commenters, counts.last_comment_local,
    -- As pipeline/models/words.py: two characters of Chinese or Japanese are a word, five of Thai, Lao, Burmese or Khmer.
    len(regexp_extract_all(article.body_text,
        '[\x{3041}-\x{30FF}\x{3400}-\x{9FFF}\x{F900}-\x{FAFF}\x{20000}-\x{3FFFF}]{1,2}'
        || '|[\x{E01}-\x{EFF}\x{1000}-\x{109F}\x{1780}-\x{17D3}]{1,5}'
        || '|[\p{L}\p{N}][^\s\x{3041}-\x{30FF}\x{3400}-\x{9FFF}\x{F900}-\x{FAFF}\x{20000}-\x{3FFFF}\x{E01}-\x{EFF}'
        || '\x{1000}-\x{109F}\x{1780}-\x{17D3}]*')) AS words,
    CAST(ceil(words / 238) AS INTEGER) AS reading_minutes, article.url, article.first_seen_at, article.last_seen_at,
    article.gone_at
FROM article
JOIN blog USING (blog_id)
LEFT JOIN names USING (article_id)
LEFT JOIN labels USING (article_id)
LEFT JOIN counts USING (article_id);
