<?php get_header(); ?>
<div id="main" class="narrowcolumn">
<?php if (is_archive()) : ?>
	<h2 class="pagetitle"><?php the_archive_title(); ?></h2>
<?php elseif (is_404()) : ?>
	<h2 class="center"><?php echo blogduck_words('Nicht gefunden', 'Not Found'); ?></h2>
<?php endif; ?>
<?php while (have_posts()) : the_post(); ?>
	<div <?php post_class(); ?> id="post-<?php the_ID(); ?>">
		<h3><a href="<?php the_permalink(); ?>" rel="bookmark"><?php the_title(); ?></a></h3>
		<small><?php the_time(get_option('date_format')); ?> <?php echo blogduck_words('von', 'by'); ?> <?php the_author(); ?></small>
		<div class="entry"><?php the_content(blogduck_words('Weiterlesen »', 'Read the rest of this entry »')); ?></div>
		<p class="postmetadata"><?php the_category(', '); ?> | <?php comments_popup_link(); ?></p>
	</div>
<?php endwhile; ?>
	<div class="navigation">
		<div class="alignleft"><?php next_posts_link(blogduck_words('« Ältere Einträge', '« Older Entries')); ?></div>
		<div class="alignright"><?php previous_posts_link(blogduck_words('Neuere Einträge »', 'Newer Entries »')); ?></div>
	</div>
</div>
<?php get_sidebar(); get_footer(); ?>
