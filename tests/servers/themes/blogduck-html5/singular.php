<?php get_header(); ?>
<main id="main" class="site-main">
<?php while (have_posts()) : the_post(); ?>
	<article id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
		<header class="entry-header">
			<h1 class="entry-title"><?php the_title(); ?></h1>
			<?php if (is_single()) : ?>
			<div class="entry-meta">
				<span class="posted-on"><a href="<?php the_permalink(); ?>" rel="bookmark"><time class="entry-date published" datetime="<?php echo esc_attr(get_the_date('c')); ?>"><?php echo get_the_date(); ?></time><time class="updated" datetime="<?php echo esc_attr(get_the_modified_date('c')); ?>" hidden><?php echo get_the_modified_date(); ?></time></a></span>
				<span class="byline"><?php echo blogduck_words('von', 'by'); ?> <span class="author vcard"><a class="url fn n" href="<?php echo esc_url(get_author_posts_url(get_the_author_meta('ID'))); ?>"><?php the_author(); ?></a></span></span>
				<span class="cat-links"><?php the_category(', '); ?></span>
			</div>
			<?php endif; ?>
		</header>
		<?php if (is_single()) { get_template_part('author-box'); } ?>
		<div class="entry-content">
			<?php the_content(); ?>
			<?php wp_link_pages(['before' => '<div class="page-links">' . blogduck_words('Seiten:', 'Pages:'), 'after' => '</div>']); ?>
		</div>
		<footer class="entry-footer">
			<?php the_tags('<span class="tags-links">', ', ', '</span>'); ?>
			<div class="share"><span><?php echo blogduck_words('Beitrag teilen', 'Share this post'); ?></span>
				<a href="mailto:?subject=<?php echo rawurlencode(get_the_title()); ?>">E-Mail</a></div>
		</footer>
	</article>
	<?php if (is_single()) { the_post_navigation(); } ?>
	<?php if (comments_open() || get_comments_number()) { comments_template(); } ?>
<?php endwhile; ?>
</main>
<?php get_sidebar(); get_footer(); ?>
