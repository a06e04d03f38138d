-- purpose: Articles whose title or text changed after they were first seen.
-- param blog = NULL: only this blog, by its name in the settings
-- param limit = 20: how many rows
-- column versions: how often it changed
-- column words_before, words_now: length of the first wording and of today's
SELECT articles.title, count(*) AS versions, max(version.valid_to) AS changed_at,
    len(regexp_extract_all(arg_min(version.body_text, version.valid_from), '\S+')) AS words_before,
    any_value(articles.words) AS words_now, articles.url
FROM article_version version JOIN articles ON articles.article_id = version.id
WHERE ($blog::VARCHAR IS NULL OR articles.blog = $blog)
GROUP BY articles.article_id, articles.title, articles.url
ORDER BY changed_at DESC, articles.url
LIMIT $limit::BIGINT
