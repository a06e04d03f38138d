<?php
$bio = get_the_author_meta('description');
$site = get_the_author_meta('user_url');
if ($bio || $site) : ?>
<aside class="author-info">
	<?php echo get_avatar(get_the_author_meta('user_email'), 64); ?>
	<div class="author-description">
		<h2 class="author-title"><?php echo blogduck_words('Über', 'About'); ?> <span class="author-name"><?php the_author(); ?></span></h2>
		<?php if ($bio) : ?><p class="author-bio"><?php echo make_clickable($bio); ?></p><?php endif; ?>
		<?php if ($site) : ?><p class="author-site"><a href="<?php echo esc_url($site); ?>" rel="author"><?php echo esc_html(blogduck_site_label($site)); ?></a></p><?php endif; ?>
		<p><a class="author-link" href="<?php echo esc_url(get_author_posts_url(get_the_author_meta('ID'))); ?>"><?php printf(blogduck_words('Alle Beiträge von %s ansehen', 'View all posts by %s'), esc_html(get_the_author())); ?></a></p>
	</div>
</aside>
<?php endif; ?>
