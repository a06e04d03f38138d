<?php
if (post_password_required()) {
    return;
}
?>
<div id="comments" class="comments-wrap">
<?php if (have_comments()) : ?>
	<?php // The quotation mark stays open, as on the page that this theme was drawn after. ?>
	<h3 class="comments-heading"><?php printf('%1$s thoughts on &ldquo;<span>%2$s</span>', get_comments_number(), get_the_title()); ?></h3>
	<ul class="commentlist">
		<?php wp_list_comments(['callback' => 'blogduck_comment', 'style' => 'ul']); ?>
	</ul>
	<?php if (get_comment_pages_count() > 1) : ?>
	<div class="comment-nav">
		<span class="nav-prev"><?php previous_comments_link('Older Comments'); ?></span>
		<span class="nav-next"><?php next_comments_link('Newer Comments'); ?></span>
	</div>
	<?php endif; ?>
<?php endif; ?>
<?php comment_form(); ?>
</div>
