<?php
/**
 * What the database holds of everything a visitor may read, with HTML as WordPress renders it.
 * Returns {"posts": [...], "comments": [...]}: published posts without password, and their approved comments.
 */
global $wpdb;

/** A paged post whole: every part is rendered on its own, as the pages of the site are. */
function rendered_post(WP_Post $post): string
{
    $GLOBALS['post'] = $post;
    setup_postdata($post);
    $parts = array_map(fn($part) => apply_filters('the_content', $part), $GLOBALS['pages']);
    wp_reset_postdata();
    return implode("\n", $parts);
}

function rendered_comment(object $row): string
{
    $comment = get_comment($row->comment_ID);
    return apply_filters('comment_text', get_comment_text($comment), $comment, []);
}

$where = "post_type = 'post' AND post_status = 'publish' AND post_password = ''";
$posts = array_map(fn($row) => [
    'id' => (int) $row->ID,
    'url' => get_permalink($row->ID),
    'title' => html_entity_decode(get_the_title($row->ID), ENT_QUOTES | ENT_HTML5, 'UTF-8'),
    'published' => $row->post_date,
    'published_gmt' => $row->post_date_gmt,
    'author' => get_userdata($row->post_author)->display_name,
    'comment_count' => (int) $row->comment_count,
    'terms' => wp_get_post_terms($row->ID, ['category', 'post_tag'], ['fields' => 'names']),
    'html' => rendered_post(get_post($row->ID)),
], $wpdb->get_results("SELECT * FROM $wpdb->posts WHERE $where ORDER BY ID"));

$comments = array_map(fn($row) => [
    'id' => (int) $row->comment_ID,
    'post_id' => (int) $row->comment_post_ID,
    'parent_id' => (int) $row->comment_parent,
    'kind' => $row->comment_type ?: 'comment',
    'author' => $row->comment_author,
    'author_url' => $row->comment_author_url,
    'published' => $row->comment_date,
    'published_gmt' => $row->comment_date_gmt,
    'by_post_author' => $row->user_id !== '0' && $row->user_id === $row->post_author,
    'html' => rendered_comment($row),
], $wpdb->get_results("SELECT c.*, p.post_author FROM $wpdb->comments c JOIN $wpdb->posts p ON p.ID = c.comment_post_ID
    WHERE c.comment_approved = '1' AND $where ORDER BY c.comment_ID"));

return ['posts' => $posts, 'comments' => $comments];
