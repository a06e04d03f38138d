<?php
if (post_password_required()) {
    echo '<p class="nocomments">', blogduck_words('Dieser Beitrag ist passwortgeschützt.', 'This post is password protected.'), '</p>';
    return;
}
?>
<?php if (have_comments()) : ?>
<h3 id="comments"><?php comments_number('', blogduck_words('Eine Reaktion', 'One Response'), blogduck_words('% Reaktionen', '% Responses')); ?> <?php echo blogduck_words('zu', 'to'); ?> &#8220;<?php the_title(); ?>&#8221;</h3>
<ol class="commentlist">
	<?php wp_list_comments(['avatar_size' => 32]); ?>
</ol>
<div class="navigation"><?php paginate_comments_links(); ?></div>
<?php endif; ?>
<?php comment_form(); ?>
