<?php
/** Inserts one comment and returns its id. $authors: login => user id, for comments by the blog's own people. */
function blogduck_insert_comment(int $post_id, int $parent_id, array $comment, array $authors): int
{
    $id = wp_insert_comment(wp_slash([
        'comment_post_ID' => $post_id,
        'comment_parent' => $parent_id,
        'comment_author' => $comment['author'],
        'comment_author_email' => $comment['email'],
        'comment_author_url' => $comment['url'],
        'comment_author_IP' => '127.0.0.1',
        'comment_date' => $comment['at'],
        'comment_date_gmt' => get_gmt_from_date($comment['at']),
        'comment_content' => $comment['text'],
        'comment_type' => $comment['kind'],
        'comment_approved' => ['approved' => '1', 'hold' => '0'][$comment['state']] ?? $comment['state'],
        'user_id' => $authors[$comment['login']] ?? 0,
    ]));
    if (!$id) {
        throw new RuntimeException('WordPress refused the comment of ' . $comment['author']);
    }
    return $id;
}
