-- purpose: Articles whose page declares another number of comments than were found, and why.
-- param blog = NULL: only this blog, by its name in the settings
-- column declared, shown, found, gone: numbers of comments
-- column why_not: the best explanation at hand
SELECT title, declared, shown, found, gone, why_not, url
FROM comment_audit
WHERE declared IS NOT NULL AND declared <> found AND ($blog::VARCHAR IS NULL OR blog = $blog)
ORDER BY abs(declared - found) DESC, url
