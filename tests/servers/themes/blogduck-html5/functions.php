<?php
/** Shared by the child themes, whose functions.php runs before this one. */

/** A theme without translation files: picks the German or the English words by the site's language. */
function blogduck_words(string $german, string $english): string
{
    return str_starts_with(get_locale(), 'de') ? $german : $english;
}

/** The site of an author as people read it: without scheme, www. and final slash. */
function blogduck_site_label(string $url): string
{
    return preg_replace('~^https?://(www\.)?|/$~', '', $url);
}

add_action('after_setup_theme', function (): void {
    add_theme_support('title-tag');
    add_theme_support('automatic-feed-links');
    add_theme_support('post-thumbnails');
    if (!defined('BLOGDUCK_OLD_MARKUP')) {
        add_theme_support('html5', ['comment-list', 'comment-form', 'search-form', 'gallery', 'caption']);
    }
});

add_filter('get_the_archive_title_prefix', fn() => '');
