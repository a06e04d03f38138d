<?php
/** Adds one comment to a post that exists. $data: post_id, parent_id, comment. Returns its id. */
require_once __DIR__ . '/comment_functions.php';
$user = get_user_by('login', $data['comment']['login']);
return blogduck_insert_comment($data['post_id'], $data['parent_id'], $data['comment'],
    $user ? [$user->user_login => $user->ID] : []);
