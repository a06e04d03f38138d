<?php get_header(); ?>
<div id="main" class="widecolumn">
<?php while (have_posts()) : the_post(); ?>
	<div class="navigation">
		<div class="alignleft"><?php previous_post_link('&laquo; %link'); ?></div>
		<div class="alignright"><?php next_post_link('%link &raquo;'); ?></div>
	</div>
	<div <?php post_class(); ?> id="post-<?php the_ID(); ?>">
		<h2><?php the_title(); ?></h2>
		<div class="entry">
			<?php the_content(); ?>
			<?php wp_link_pages(['before' => '<p><strong>' . blogduck_words('Seiten:', 'Pages:') . '</strong> ', 'after' => '</p>', 'next_or_number' => 'number']); ?>
			<?php the_tags('<p>' . blogduck_words('Schlagwörter: ', 'Tags: '), ', ', '</p>'); ?>
		</div>
		<?php if (is_single()) : ?>
		<p class="postmetadata alt"><small><?php
            printf(blogduck_words('Dieser Beitrag wurde am %1$s um %2$s Uhr von %3$s veröffentlicht und unter %4$s abgelegt.', 'This entry was posted on %1$s at %2$s by %3$s and is filed under %4$s.'),
                get_the_date(), get_the_time('H:i'), get_the_author_posts_link(), get_the_category_list(', ')); ?>
			<?php post_comments_feed_link(blogduck_words('Kommentare als RSS', 'Comments as RSS')); ?></small></p>
		<?php get_template_part('author-box'); ?>
		<?php endif; ?>
	</div>
	<?php comments_template(); ?>
<?php endwhile; ?>
</div>
<?php get_sidebar(); get_footer(); ?>
