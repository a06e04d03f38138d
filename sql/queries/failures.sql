-- purpose: What could not be fetched or read, by cause, most frequent first; what a later look no longer found is left out.
-- param blog = NULL: only this blog, by its name in the settings
-- column stage: fetch, discover, parse, load, check
-- column example: one address
WITH last_read AS (
    SELECT url, max(fetched_at) AS read_at FROM capture
    WHERE status = 200 AND error_code IS NULL AND refers_to IS NULL GROUP BY url
)
SELECT problem.stage, problem.code, count(*) AS problems, count(DISTINCT problem.url) AS pages,
    any_value(problem.detail) AS detail, min(problem.url) AS example, max(problem.noticed_at) AS last_at
FROM problem LEFT JOIN blog USING (blog_id) LEFT JOIN last_read ON last_read.url = problem.url
WHERE ($blog::VARCHAR IS NULL OR blog.name = $blog)
    AND (last_read.read_at IS NULL OR problem.noticed_at >= last_read.read_at)
GROUP BY problem.stage, problem.code
ORDER BY problems DESC, problem.code
