<?php get_header(); ?>
<div id="main" class="content-column">
<?php while (have_posts()) : the_post(); ?>
	<div id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
		<div class="post-thumb"><?php the_post_thumbnail(); ?></div>
		<h1 class="post-title"><?php the_title(); ?></h1>
		<div class="post-body">
			<?php the_content(); ?>
			<?php wp_link_pages(['next_or_number' => 'next', 'before' => '<p class="post-pages">', 'after' => '</p>', 'nextpagelink' => 'Next page', 'previouspagelink' => 'Previous page']); ?>
		</div>
		<?php if (is_single()) : ?>
		<ul class="post-share"><li><a href="mailto:?body=<?php echo rawurlencode(get_permalink()); ?>">Share</a></li><li><a href="#print">Print</a></li></ul>
		<?php get_template_part('author-box'); ?>
		<?php the_tags('<div class="post-tags">Tags: ', ' ', '</div>'); ?>
		<?php endif; ?>
	</div>
	<?php comments_template(); ?>
<?php endwhile; ?>
</div>
<?php get_sidebar(); get_footer(); ?>
