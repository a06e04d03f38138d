<?php
/**
 * Publishes posts with their comments. $data: authors, posts (see tests/servers/blog.py for both).
 * Returns {slug: {"id", "url", "comments": {name of comment: id}}}.
 */
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once __DIR__ . '/comment_functions.php';

function author_id(array $author): int
{
    $known = get_user_by('login', $author['login']);
    if ($known) {
        return $known->ID;
    }
    $id = wp_insert_user(wp_slash([
        'user_login' => $author['login'], 'user_pass' => 'secret', 'role' => 'author',
        'user_email' => $author['email'], 'user_url' => $author['url'],
        'display_name' => $author['name'], 'nickname' => $author['name'], 'description' => $author['bio'],
    ]));
    if (is_wp_error($id)) {
        throw new RuntimeException($id->get_error_message());
    }
    update_user_meta($id, 'phone', $author['phone']);
    return $id;
}

/** Draws a small picture: real bytes, so that WordPress accepts it as an image and makes its attachment page. */
function image_id(array $image, int $post_id, string $date): int
{
    $canvas = imagecreatetruecolor(320, 200);
    $shade = crc32($image['name']);
    imagefill($canvas, 0, 0, imagecolorallocate($canvas, $shade & 127, ($shade >> 8) & 127, ($shade >> 16) & 127));
    ob_start();
    imagejpeg($canvas, null, 40);
    $upload = wp_upload_bits($image['name'], null, ob_get_clean(), substr($date, 0, 7));
    if ($upload['error']) {
        throw new RuntimeException($upload['error']);
    }
    $id = wp_insert_attachment(wp_slash([
        'post_mime_type' => 'image/jpeg', 'post_title' => $image['title'], 'post_excerpt' => $image['caption'],
        'post_content' => '', 'post_status' => 'inherit', 'post_date' => $date,
    ]), $upload['file'], $post_id);
    update_post_meta($id, '_wp_attachment_image_alt', wp_slash($image['alt']));
    wp_update_attachment_metadata($id, ['width' => 320, 'height' => 200, 'sizes' => [],
        'file' => _wp_relative_upload_path($upload['file'])]);
    return $id;
}

/** Replaces {{gallery}} and {{image N}} by what the editors of WordPress write for them. */
function with_images(string $html, array $ids, array $images): string
{
    $html = str_replace('{{gallery}}', '[gallery ids="' . implode(',', $ids) . '" link="file"]', $html);
    return preg_replace_callback('/\{\{image (\d+)\}\}/', function (array $match) use ($ids, $images): string {
        $id = $ids[(int) $match[1] - 1];
        $image = $images[(int) $match[1] - 1];
        return sprintf(
            '[caption id="attachment_%d" align="aligncenter" width="320"]<img class="wp-image-%d" src="%s" alt="%s" width="320" height="200" /> %s[/caption]',
            $id, $id, wp_get_attachment_url($id), esc_attr($image['alt']), $image['caption']
        );
    }, $html);
}

function post_id(array $post, array $authors): int
{
    $id = wp_insert_post(wp_slash([
        'post_type' => $post['kind'], 'post_name' => $post['slug'], 'post_title' => $post['title'],
        'post_content' => $post['body'], 'post_excerpt' => $post['excerpt'], 'post_status' => $post['status'],
        'post_date' => $post['published'], 'post_author' => $authors[$post['author']] ?? 1,
        'post_password' => $post['password'], 'comment_status' => 'open', 'ping_status' => 'open',
        'post_category' => array_map('wp_create_category', $post['categories']),
        'tags_input' => $post['tags'],
    ]), true);
    if (is_wp_error($id)) {
        throw new RuntimeException($post['slug'] . ': ' . $id->get_error_message());
    }
    return $id;
}

/** WordPress stamps a new post as modified at its date; a later edit is part of the story of some posts. */
function set_modified(int $id, ?string $modified): void
{
    if ($modified === null) {
        return;
    }
    $GLOBALS['wpdb']->update($GLOBALS['wpdb']->posts,
        ['post_modified' => $modified, 'post_modified_gmt' => get_gmt_from_date($modified)], ['ID' => $id]);
    clean_post_cache($id);
}

$authors = [];
foreach ($data['authors'] as $author) {
    $authors[$author['login']] = author_id($author);
}
wp_defer_comment_counting(true);
$published = [];
foreach ($data['posts'] as $post) {
    $id = post_id($post, $authors);
    if ($post['images']) {
        $ids = array_map(fn($image) => image_id($image, $id, $post['published']), $post['images']);
        $GLOBALS['wpdb']->update($GLOBALS['wpdb']->posts,
            ['post_content' => with_images($post['body'], $ids, $post['images'])], ['ID' => $id]);
        clean_post_cache($id);
    }
    set_modified($id, $post['modified']);
    if ($post['sticky']) {
        stick_post($id);
    }
    $comments = [];
    foreach ($post['comments'] as $comment) {
        $parent = $comment['under'] === null ? 0 : $comments[$comment['under']];
        $comments[$comment['name']] = blogduck_insert_comment($id, $parent, $comment, $authors);
    }
    $published[$post['slug']] = ['id' => $id, 'url' => get_permalink($id), 'comments' => (object) $comments];
}
wp_defer_comment_counting(false);
return (object) $published;
