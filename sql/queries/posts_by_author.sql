-- purpose: What each author wrote: posts, words, comments drawn.
-- param blog = NULL: only this blog, by its name in the settings
-- column mean_comments: comments per post
SELECT author.name, count(*) AS posts, sum(articles.words)::BIGINT AS words, sum(articles.comments)::BIGINT AS comments,
    round(avg(articles.comments), 1) AS mean_comments, min(articles.published_local) AS first_local,
    max(articles.published_local) AS last_local, articles.blog
FROM byline JOIN author USING (author_id) JOIN articles USING (article_id)
WHERE ($blog::VARCHAR IS NULL OR articles.blog = $blog)
GROUP BY author.author_id, author.name, articles.blog
ORDER BY posts DESC, author.name
