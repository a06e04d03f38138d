-- purpose: What could not be fetched or read, by cause, most frequent first; what a later look no longer found is left out.
-- param blog = NULL: only this blog, by its name in the settings
-- column stage: fetch, discover, parse, load, check
-- column example: one address
WITH last_read AS (
    -- An answer that nothing changed ends a failure to fetch, and repeats what was odd on the page.
    SELECT url, max(fetched_at) AS answered_at, max(fetched_at) FILTER (refers_to IS NULL) AS read_at FROM capture
    WHERE error_code IS NULL AND (status = 200 OR refers_to IS NOT NULL) GROUP BY url
)
SELECT problem.stage, problem.code, count(*) AS problems, count(DISTINCT problem.url) AS pages,
    any_value(problem.detail) AS detail, min(problem.url) AS example, max(problem.noticed_at) AS last_at
FROM problem LEFT JOIN blog USING (blog_id) LEFT JOIN last_read ON last_read.url = problem.url
WHERE ($blog::VARCHAR IS NULL OR blog.name = $blog)
    AND problem.noticed_at >= coalesce(if(problem.stage = 'fetch', answered_at, read_at), problem.noticed_at)
GROUP BY problem.stage, problem.code
ORDER BY problems DESC, problem.code
