<?php
/** Makes the tables, the owner and the options. $data: title, locale, timezone, permalinks, theme, options. */
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
// en_US is WordPress's own language and is stored as an empty string. Date formats are chosen while installing.
$language = $data['locale'] === 'en_US' ? '' : $data['locale'];
if ($language) {
    load_default_textdomain($language);
    $GLOBALS['wp_locale'] = new WP_Locale();
}
wp_install($data['title'], 'owner', 'owner@blog.example', true, '', 'owner', $language);

// WordPress greets with a post, two pages and a comment of its own.
foreach (get_posts(['post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1]) as $post) {
    wp_delete_post($post->ID, true);
}
$GLOBALS['wpdb']->query("ALTER TABLE {$GLOBALS['wpdb']->posts} AUTO_INCREMENT = 1");
$GLOBALS['wpdb']->query("ALTER TABLE {$GLOBALS['wpdb']->comments} AUTO_INCREMENT = 1");

$defaults = [
    'timezone_string' => $data['timezone'],
    'blogdescription' => '',
    'comment_moderation' => '0',
    'comment_previously_approved' => '0',
    'thread_comments' => '1',
    'thread_comments_depth' => '5',
    'default_pingback_flag' => '0',
    'close_comments_for_old_posts' => '0',
];
foreach ($data['options'] + $defaults as $name => $value) {
    update_option($name, $value);
}
switch_theme($data['theme']);
$GLOBALS['wp_rewrite']->set_permalink_structure($data['permalinks']);
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules(false);
return get_bloginfo('version');
