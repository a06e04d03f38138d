<?php
/** Must-use plugin: a site that speaks to nobody and prints no decoration that tests would only carry along. */

add_filter('pre_http_request', fn() => new WP_Error('http_request_not_executed', 'This site makes no requests.'));
add_filter('pre_site_transient_update_core', fn() => (object) ['updates' => [], 'last_checked' => time()]);
add_filter('comment_flood_filter', '__return_false', 99);
add_filter('should_load_remote_block_patterns', '__return_false');
add_filter('use_default_gallery_style', '__return_false');

if (!function_exists('wp_mail')) {
    function wp_mail(...$ignored): bool
    {
        return true;
    }
}

add_action('init', function (): void {
    remove_action('wp_head', 'print_emoji_detection_script', 7);
    remove_action('wp_print_styles', 'print_emoji_styles');
    remove_action('wp_footer', 'the_block_template_skip_link');
    add_filter('emoji_svg_url', '__return_false');
});

add_action('wp_enqueue_scripts', function (): void {
    remove_action('wp_footer', 'wp_enqueue_global_styles', 1);
    remove_action('wp_body_open', 'wp_global_styles_render_svg_filters');
    foreach (wp_styles()->queue as $style) {
        wp_dequeue_style($style);
    }
}, 99);
add_action('wp_footer', function (): void {
    foreach (wp_styles()->queue as $style) {
        wp_dequeue_style($style);
    }
}, 1);
