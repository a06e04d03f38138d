-- How complete each article's thread is: declared by the page, shown in the last look, found in all, and why they
-- differ.
CREATE OR REPLACE VIEW comment_audit AS
WITH last_look AS (
    SELECT article_id, page_capture_id, visited_at, complete, declared, parser_version
    FROM article_capture WHERE role = 'page' AND parser_version IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY visited_at DESC, page_capture_id) = 1
), shown AS (
    SELECT part.article_id, sum(part.found) AS shown
    FROM article_capture part JOIN last_look USING (article_id, page_capture_id)
    WHERE part.role IN ('page', 'body_page', 'comment_page') GROUP BY part.article_id
), found AS (
    SELECT article_id, count(*) FILTER (gone_at IS NULL) AS found,
        count(*) FILTER (gone_at IS NULL AND state = 'removed') AS removed, count(gone_at) AS gone
    FROM comment GROUP BY article_id
), told AS (
    SELECT article_id, string_agg(DISTINCT detail, '; ' ORDER BY detail) AS told
    FROM problem JOIN last_look USING (article_id)
    WHERE capture_id = last_look.page_capture_id AND code LIKE '%comment%' GROUP BY article_id
)
SELECT article.article_id, blog.name AS blog, article.title, article.url,
    article.comment_count_declared AS declared, shown.shown::BIGINT AS shown, coalesce(found.found, 0) AS found,
    coalesce(found.removed, 0) AS removed, coalesce(found.gone, 0) AS gone, last_look.complete,
    CASE
        WHEN article.comment_count_declared IS NULL THEN 'the page declares no number'
        WHEN article.comment_count_declared = coalesce(found.found, 0) THEN NULL
        WHEN told.told IS NOT NULL THEN told.told
        WHEN NOT last_look.complete THEN 'not all pages of the thread could be fetched'
        WHEN article.comment_count_declared < coalesce(found.found, 0)
            THEN 'more found than declared: pingbacks, answers or removed comments are often not counted'
        ELSE 'fewer found than declared: unapproved, deleted or hidden comments are often counted'
    END AS why_not
FROM article
JOIN blog USING (blog_id)
LEFT JOIN last_look USING (article_id)
LEFT JOIN shown USING (article_id)
LEFT JOIN found USING (article_id)
LEFT JOIN told USING (article_id);
