-- purpose: How fast the posts' authors answer: hours from a comment to a direct answer marked as theirs.
-- param blog = NULL: only this blog, by its name in the settings
-- column answers: how many were measured
-- column median_hours, fastest_hours, slowest_hours: where both times are known to the minute
WITH pairs AS (
    SELECT articles.blog, answer.author_name,
        date_diff('minute', asked.published_local, answer.published_local) / 60.0 AS hours
    FROM comment answer
    JOIN comment asked ON asked.comment_id = answer.parent_comment_id
    JOIN articles ON articles.article_id = answer.article_id
    WHERE answer.by_post_author AND NOT asked.by_post_author
        AND answer.published_precision IN ('second', 'minute') AND asked.published_precision IN ('second', 'minute')
        AND answer.published_local >= asked.published_local
        AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
)
SELECT blog, author_name, count(*) AS answers, round(median(hours), 1) AS median_hours,
    round(min(hours), 1) AS fastest_hours, round(max(hours), 1) AS slowest_hours
FROM pairs
GROUP BY blog, author_name
ORDER BY answers DESC, author_name
