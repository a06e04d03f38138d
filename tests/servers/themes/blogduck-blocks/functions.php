<?php
// Block templates run typographic replacement over author boxes too; names and bios are to stay as they were typed.
add_filter('run_wptexturize', '__return_false');

/** WordPress 6.1 has no block for the site of an author: a small one of our own. */
add_action('init', function (): void {
    register_block_type('blogduck/author-site', [
        'uses_context' => ['postId'],
        'render_callback' => function (array $attributes, string $content, WP_Block $block): string {
            $site = get_the_author_meta('user_url', (int) get_post_field('post_author', $block->context['postId'] ?? get_the_ID()));
            $label = preg_replace('~^https?://(www\.)?|/$~', '', $site);
            return $site ? sprintf('<p class="wp-block-blogduck-author-site"><a href="%s">%s</a></p>', esc_url($site), esc_html($label)) : '';
        },
    ]);
});

// Newer versions of WordPress link the parts of a paged post themselves; 6.1 leaves them unreachable in block themes.
add_filter('render_block_core/post-content', function (string $html): string {
    return preg_replace('~</div>\s*$~', wp_link_pages(['echo' => 0]) . '</div>', $html);
});
