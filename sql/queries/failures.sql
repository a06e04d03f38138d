-- purpose: What could not be fetched or read, by cause, most frequent first.
-- param blog = NULL: only this blog, by its name in the settings
-- column stage: fetch, discover, parse, load, check
-- column example: one address
SELECT problem.stage, problem.code, count(*) AS problems, count(DISTINCT problem.url) AS pages,
    any_value(problem.detail) AS detail, min(problem.url) AS example, max(problem.noticed_at) AS last_at
FROM problem LEFT JOIN blog USING (blog_id)
WHERE ($blog::VARCHAR IS NULL OR blog.name = $blog)
GROUP BY problem.stage, problem.code
ORDER BY problems DESC, problem.code
