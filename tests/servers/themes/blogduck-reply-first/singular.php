<?php get_header(); ?>
<div id="main" class="content-column">
<?php while (have_posts()) : the_post(); ?>
	<div id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
		<div class="post-thumb"><?php the_post_thumbnail(); ?></div>
		<h1 class="post-title"><?php the_title(); ?></h1>
		<?php // The page that this theme was drawn after shows neither date nor name above the text. ?>
		<?php if (is_single() && !get_option('blogduck_hide_bylines')) : ?>
		<div class="post-info"><span class="post-date"><?php echo get_the_date('j. F Y'); ?></span> by <?php the_author_posts_link(); ?> in <?php the_category(', '); ?></div>
		<?php endif; ?>
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
