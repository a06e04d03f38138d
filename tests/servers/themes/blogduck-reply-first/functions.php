<?php
/** Half translated on purpose: the words of this theme stay English whatever the site's language. */

/** Hides an address the way Cloudflare does: the first byte is a key, the others are the address XOR the key. */
function blogduck_hidden_email(string $address): string
{
    $key = 0x5a;
    $hex = sprintf('%02x', $key);
    foreach (str_split($address) as $char) {
        $hex .= sprintf('%02x', ord($char) ^ $key);
    }
    return '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="' . $hex . '">[email&#160;protected]</a>';
}

function blogduck_hide_emails(string $html): string
{
    return preg_replace_callback('/[\w.+-]+@[\w.-]+\.\w+/', fn($match) => blogduck_hidden_email($match[0]), $html);
}

/** One comment; WordPress closes the li after the answers to it. Pings get the same box. */
function blogduck_comment(WP_Comment $comment, array $args, int $depth): void
{
    ?>
<li <?php comment_class(); ?> id="li-comment-<?php comment_ID(); ?>">
	<div id="comment-<?php comment_ID(); ?>" class="comment-box">
		<div class="comment-avatar"><?php echo get_avatar($comment, 60); ?></div>
		<div class="comment-head">
			<?php comment_reply_link(array_merge($args, ['reply_text' => 'Reply', 'depth' => $depth, 'max_depth' => $args['max_depth']])); ?>
			<cite class="fn"><?php comment_author_link(); ?></cite>
			<a class="comment-date" href="<?php echo esc_url(get_comment_link($comment, $args)); ?>"><?php printf('%1$s at %2$s', get_comment_date('j. F Y'), get_comment_time('H:i')); ?></a>
			<?php edit_comment_link('Edit'); ?>
		</div>
		<div class="comment-text">
			<?php comment_text(); ?>
		</div>
	</div>
    <?php
}
