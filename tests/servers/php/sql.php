<?php
/** One query, its rows as objects. Values of WordPress's tables come as strings; NULL stays null. $data: query. */
$wpdb = $GLOBALS['wpdb'];
$wpdb->suppress_errors();
$rows = $wpdb->get_results($data['query'], ARRAY_A);
if ($wpdb->last_error) {
    throw new RuntimeException($wpdb->last_error);
}
return $rows;
