-- purpose: Each blog with its posts, comments declared and found, pages due and failing, and when it was last asked.
-- param at = NULL: count what is due at this time; else now
-- column posts: articles loaded and not gone
-- column declared: comments that the pages say there are
-- column due: pages to fetch, new ones included
WITH pages AS (
    SELECT blog_id, max(fetched_at) AS last_fetched_at, min(next_due_at) AS next_due_at,
        count(*) FILTER (state = 'found' OR next_due_at <= coalesce($at::TIMESTAMPTZ, now())) AS due,
        count(*) FILTER (state = 'failed') AS failing
    FROM url WHERE state NOT LIKE 'source%' GROUP BY blog_id
), audits AS (
    SELECT blog, count(*) AS posts, sum(declared)::BIGINT AS declared, sum(found)::BIGINT AS found,
        count(*) FILTER (declared <> found) AS threads_that_differ
    FROM comment_audit JOIN article USING (article_id) WHERE article.gone_at IS NULL GROUP BY blog
)
SELECT blog.name AS blog, blog.title, blog.engine, blog.language, blog.timezone, coalesce(audits.posts, 0) AS posts,
    audits.declared, coalesce(audits.found, 0) AS found, coalesce(audits.threads_that_differ, 0) AS threads_that_differ,
    coalesce(pages.due, 0) AS due, coalesce(pages.failing, 0) AS failing, pages.last_fetched_at, pages.next_due_at,
    blog.url
FROM blog
LEFT JOIN pages USING (blog_id)
LEFT JOIN audits ON audits.blog = blog.name
ORDER BY blog.name
