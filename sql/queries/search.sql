-- purpose: Every article and comment that holds all the given words, in any order and case.
-- param words: what to look for, apart by blanks
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column found_in: article or comment
-- column excerpt: the text around the first word
WITH texts AS (
    SELECT 'article' AS found_in, articles.blog, articles.title, articles.authors AS author, articles.published_local,
        coalesce(articles.title, '') || chr(10) || article.body_text AS text, article.url
    FROM articles JOIN article USING (article_id)
    UNION ALL
    SELECT 'comment', blog, title, author_name, published_local, text, url FROM latest_comments
), wanted AS (
    SELECT list_filter(string_split_regex(lower(trim($words::VARCHAR)), '\s+'), word -> word <> '') AS words
)
SELECT found_in, published_local, author, title,
    substr(text, greatest(1, instr(lower(text), words[1]) - 40)::BIGINT, 120) AS excerpt, url
FROM texts, wanted
WHERE len(words) > 0 AND len(list_filter(words, word -> NOT contains(lower(text), word))) = 0
    AND ($blog::VARCHAR IS NULL OR blog = $blog)
ORDER BY published_local DESC NULLS LAST, url
LIMIT $limit::BIGINT
