<?php
/** Edits a post as its author would. $data: post_id, fields (names of wp_update_post). */
$id = wp_update_post(wp_slash(['ID' => $data['post_id']] + $data['fields']), true);
if (is_wp_error($id)) {
    throw new RuntimeException($id->get_error_message());
}
return $id;
