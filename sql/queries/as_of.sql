-- purpose: What an article's comments said at a given time in the past.
-- param article: part of the article's title or address
-- param moment: an instant, 2024-03-01 12:00:00+00
-- column text: as it stood then
SELECT history.author_name, comment.published_local, history.text, history.state, articles.title
FROM comment_history history
JOIN comment USING (comment_id)
JOIN articles ON articles.article_id = history.article_id
WHERE history.valid_from <= $moment::TIMESTAMPTZ AND coalesce(history.valid_to > $moment::TIMESTAMPTZ, true)
    AND (contains(lower(coalesce(articles.title, '')), lower($article::VARCHAR))
        OR contains(articles.url, $article::VARCHAR))
ORDER BY articles.url, comment.position, comment.comment_id
