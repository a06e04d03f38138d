<?php
$bio = get_the_author_meta('description');
$site = get_the_author_meta('user_url');
if ($bio || $site) : ?>
<div class="saboxplugin">
	<div class="saboxplugin-image"><?php echo get_avatar(get_the_author_meta('user_email'), 100); ?></div>
	<div class="saboxplugin-name"><a href="<?php echo esc_url(get_author_posts_url(get_the_author_meta('ID'))); ?>" rel="author"><?php the_author(); ?></a></div>
	<div class="saboxplugin-text"><p><?php echo blogduck_hide_emails($bio); ?></p></div>
	<?php if ($site) : ?><div class="saboxplugin-web"><a href="<?php echo esc_url($site); ?>" target="_blank"><?php echo esc_html(blogduck_site_label($site)); ?></a></div><?php endif; ?>
</div>
<?php endif; ?>
