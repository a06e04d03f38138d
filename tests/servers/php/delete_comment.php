<?php
/** Deletes a comment for good. $data: comment_id. */
if (!wp_delete_comment($data['comment_id'], true)) {
    throw new RuntimeException('There is no comment ' . $data['comment_id']);
}
return true;
