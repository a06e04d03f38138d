<?php
/** Every character as a numeric reference: how old themes kept addresses from harvesters. */
function blogduck_entities(string $text): string
{
    return implode('', array_map(fn($char) => '&#' . ord($char) . ';', str_split($text)));
}

$bio = get_the_author_meta('description');
$site = get_the_author_meta('user_url');
$bio = preg_replace_callback('/[\w.+-]+@[\w.-]+\.\w+/', fn($match) => sprintf(
    '<a href="%s%s">%s</a>', blogduck_entities('mailto:'), blogduck_entities($match[0]), blogduck_entities($match[0])), $bio);
if ($bio || $site) : ?>
<div id="authorbox" class="author-profile">
	<?php echo get_avatar(get_the_author_meta('user_email'), 60); ?>
	<h4><?php echo blogduck_words('Der Autor', 'The author'); ?>: <?php the_author(); ?></h4>
	<p><?php echo $bio; ?></p>
	<?php if ($site) : ?><p><a href="<?php echo esc_url($site); ?>"><?php echo esc_html(blogduck_site_label($site)); ?></a></p><?php endif; ?>
</div>
<?php endif; ?>
