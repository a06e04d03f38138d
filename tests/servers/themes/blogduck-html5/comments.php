<?php
if (post_password_required()) {
    return;
}
?>
<section id="comments" class="comments-area">
<?php if (have_comments()) : ?>
	<h2 class="comments-title"><?php printf(
        get_comments_number() == 1 ? blogduck_words('Ein Kommentar zu „%2$s“', 'One comment on “%2$s”') : blogduck_words('%1$s Kommentare zu „%2$s“', '%1$s comments on “%2$s”'),
        number_format_i18n(get_comments_number()), get_the_title()); ?></h2>
	<?php the_comments_navigation(); ?>
	<ol class="comment-list">
		<?php wp_list_comments(['style' => 'ol', 'avatar_size' => 42, 'short_ping' => (bool) get_option('blogduck_short_pings')]); ?>
	</ol>
	<?php the_comments_navigation(); ?>
<?php endif; ?>
<?php comment_form(); ?>
</section>
