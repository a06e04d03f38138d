-- The tables of CONTRACT.md. No FOREIGN KEY and no PRIMARY KEY: they cost four times the load and twice the file at ten
-- million rows; the loader keeps keys unique and sql/checks holds it. Instants are TIMESTAMPTZ, wall clocks TIMESTAMP.

CREATE TABLE blog (
    blog_id UUID NOT NULL,
    name VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    title VARCHAR,
    engine VARCHAR,
    language VARCHAR,
    timezone VARCHAR,
    timezone_source VARCHAR          -- settings, learnt
);

-- One WARC record: what was asked, what came, where it lies.
CREATE TABLE capture (
    capture_id UUID NOT NULL,
    blog_id UUID,
    url VARCHAR NOT NULL,
    final_url VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    status INTEGER,
    content_type VARCHAR,
    payload_digest VARCHAR,
    body_digest VARCHAR,
    warc_file VARCHAR NOT NULL,
    warc_offset BIGINT NOT NULL,
    warc_length BIGINT NOT NULL,
    purpose VARCHAR NOT NULL,
    format VARCHAR,
    method VARCHAR,
    request_body VARCHAR,
    via UUID,                        -- a follow-up's page
    found_by VARCHAR,
    refers_to UUID,                  -- a revisit's record with the body
    etag VARCHAR,
    last_modified VARCHAR,
    truncated VARCHAR,
    error_code VARCHAR,
    error_detail VARCHAR
);

CREATE TABLE article (
    article_id UUID NOT NULL,
    blog_id UUID NOT NULL,
    capture_id UUID NOT NULL,        -- where its current words were first seen
    url VARCHAR NOT NULL,
    page_kind VARCHAR NOT NULL,      -- article, page
    title VARCHAR,
    subtitle VARCHAR,
    language VARCHAR,
    excerpt VARCHAR,
    image_url VARCHAR,
    published_at TIMESTAMPTZ,
    published_at_source VARCHAR,     -- page; blog_zone: made of published_local and the blog's time zone
    published_local TIMESTAMP,
    published_precision VARCHAR,
    published_raw VARCHAR,
    modified_at TIMESTAMPTZ,
    modified_at_source VARCHAR,
    modified_local TIMESTAMP,
    modified_precision VARCHAR,
    modified_raw VARCHAR,
    body_text VARCHAR NOT NULL,
    body_html VARCHAR NOT NULL,
    comment_count_declared BIGINT,
    engine VARCHAR,
    comment_engine VARCHAR,
    parser_version VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    words_since TIMESTAMPTZ NOT NULL,
    gone_at TIMESTAMPTZ
);

-- Further addresses of an article. normal_url: without scheme, www., trailing slash, tracking parameters.
CREATE TABLE article_alias (
    url VARCHAR NOT NULL,
    normal_url VARCHAR NOT NULL,
    blog_id UUID NOT NULL,
    article_id UUID NOT NULL,
    reason VARCHAR NOT NULL,         -- redirect, canonical, former, merged
    capture_id UUID NOT NULL
);

CREATE TABLE article_capture (
    article_id UUID NOT NULL,
    capture_id UUID NOT NULL,
    page_capture_id UUID NOT NULL,   -- the captures of one visit share it
    role VARCHAR NOT NULL,           -- page, body_page, comment_page, author_page, api, feed
    complete BOOLEAN NOT NULL,
    declared BIGINT,
    found BIGINT,
    parser_version VARCHAR,          -- null: a revisit, nothing was parsed
    visited_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE author (
    author_id UUID NOT NULL,
    blog_id UUID NOT NULL,
    name VARCHAR NOT NULL,
    url VARCHAR,
    bio VARCHAR,
    email VARCHAR,
    phone VARCHAR,
    image_url VARCHAR,
    capture_id UUID NOT NULL
);

-- name and url as the byline shows them: an author is known by more than one spelling.
CREATE TABLE byline (
    article_id UUID NOT NULL,
    author_id UUID NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    url VARCHAR
);

CREATE TABLE term (
    term_id UUID NOT NULL,
    blog_id UUID NOT NULL,
    kind VARCHAR NOT NULL,           -- tag, category
    name VARCHAR NOT NULL,
    url VARCHAR
);

CREATE TABLE article_term (
    article_id UUID NOT NULL,
    term_id UUID NOT NULL
);

CREATE TABLE comment (
    comment_id UUID NOT NULL,
    article_id UUID NOT NULL,
    capture_id UUID NOT NULL,        -- where its current words were first seen
    comment_engine VARCHAR NOT NULL,
    comment_key VARCHAR NOT NULL,
    parent_comment_id UUID,
    parent_source VARCHAR,
    kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    author_name VARCHAR,
    author_url VARCHAR,
    author_image_url VARCHAR,
    by_post_author BOOLEAN NOT NULL,
    target VARCHAR,
    published_at TIMESTAMPTZ,
    published_at_source VARCHAR,
    published_local TIMESTAMP,
    published_precision VARCHAR,
    published_raw VARCHAR,
    edited_at TIMESTAMPTZ,
    edited_local TIMESTAMP,
    text VARCHAR NOT NULL,
    html VARCHAR NOT NULL,
    permalink VARCHAR,
    found_in VARCHAR,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    words_since TIMESTAMPTZ NOT NULL,
    gone_at TIMESTAMPTZ
);

-- What was said before: superseded words only; the current ones stand in article and comment, since words_since.
-- id: the article's or the comment's. The views article_history and comment_history hold past and present together.
CREATE TABLE article_version (
    id UUID NOT NULL,
    article_id UUID NOT NULL,
    valid_from TIMESTAMPTZ NOT NULL,
    valid_to TIMESTAMPTZ NOT NULL,
    capture_id UUID NOT NULL,
    title VARCHAR,
    subtitle VARCHAR,
    body_text VARCHAR NOT NULL,
    body_html VARCHAR NOT NULL
);

CREATE TABLE comment_version (
    id UUID NOT NULL,
    article_id UUID NOT NULL,
    valid_from TIMESTAMPTZ NOT NULL,
    valid_to TIMESTAMPTZ NOT NULL,
    capture_id UUID NOT NULL,
    author_name VARCHAR,
    state VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    html VARCHAR NOT NULL
);

CREATE TABLE link (
    article_id UUID NOT NULL,
    comment_id UUID,
    position INTEGER NOT NULL,
    url VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    rel VARCHAR,
    place VARCHAR NOT NULL,          -- body, bio, comment
    capture_id UUID NOT NULL
);

CREATE TABLE image (
    article_id UUID NOT NULL,
    comment_id UUID,
    position INTEGER NOT NULL,
    url VARCHAR NOT NULL,
    alt VARCHAR,
    caption VARCHAR,
    capture_id UUID NOT NULL
);

CREATE TABLE url (
    url VARCHAR NOT NULL,
    normal_url VARCHAR NOT NULL,
    blog_id UUID NOT NULL,
    article_id UUID,
    found_by VARCHAR NOT NULL,
    state VARCHAR NOT NULL,          -- found, fetched, failed, gone, denied, source, source_unread
    next_due_at TIMESTAMPTZ,
    fetched_at TIMESTAMPTZ,          -- when it was last asked for
    published_at TIMESTAMPTZ,
    etag VARCHAR,
    last_modified VARCHAR,
    failures INTEGER NOT NULL,
    last_status INTEGER,
    last_capture_id UUID
);

CREATE TABLE run (
    run_id UUID NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    status VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    fetched BIGINT NOT NULL,
    new BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    gone BIGINT NOT NULL,
    comments_new BIGINT NOT NULL,
    comments_changed BIGINT NOT NULL,
    comments_gone BIGINT NOT NULL,
    denied BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    recovered BIGINT NOT NULL,
    failed_by_cause JSON
);

CREATE TABLE problem (
    run_id UUID,
    blog_id UUID,
    url VARCHAR,
    article_id UUID,
    capture_id UUID,
    stage VARCHAR NOT NULL,          -- fetch, discover, parse, load, check
    code VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    noticed_at TIMESTAMPTZ
);

CREATE TABLE warc_file (
    warc_file VARCHAR NOT NULL,
    loaded_to_offset BIGINT NOT NULL,
    closed BOOLEAN NOT NULL
);
