-- purpose: Tags and categories: how many posts, and how much they are discussed.
-- param blog = NULL: only this blog, by its name in the settings
-- param kind = NULL: tag or category; both unless given
-- param limit = 20: how many rows
-- column mean_comments: comments per post
SELECT term.kind, term.name, count(*) AS posts, sum(articles.comments)::BIGINT AS comments,
    round(avg(articles.comments), 1) AS mean_comments, articles.blog
FROM article_term JOIN term USING (term_id) JOIN articles USING (article_id)
WHERE ($kind::VARCHAR IS NULL OR term.kind = $kind) AND ($blog::VARCHAR IS NULL OR articles.blog = $blog)
GROUP BY term.term_id, term.kind, term.name, articles.blog
ORDER BY posts DESC, term.name
LIMIT $limit::BIGINT
