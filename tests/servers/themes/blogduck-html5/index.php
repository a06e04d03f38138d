<?php get_header(); ?>
<main id="main" class="site-main">
<?php if (is_archive()) : ?>
	<header class="page-header"><h1 class="page-title"><?php the_archive_title(); ?></h1></header>
<?php elseif (is_404()) : ?>
	<header class="page-header"><h1 class="page-title"><?php echo blogduck_words('Diese Seite gibt es nicht', 'There is no such page'); ?></h1></header>
<?php endif; ?>
<?php while (have_posts()) : the_post(); ?>
	<article id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
		<header class="entry-header">
			<h2 class="entry-title"><a href="<?php the_permalink(); ?>" rel="bookmark"><?php the_title(); ?></a></h2>
			<div class="entry-meta">
				<time class="entry-date published" datetime="<?php echo esc_attr(get_the_date('c')); ?>"><?php echo get_the_date(); ?></time>
				<span class="byline"><span class="author vcard"><?php the_author_posts_link(); ?></span></span>
				<span class="comments-link"><?php comments_popup_link(); ?></span>
			</div>
		</header>
		<div class="entry-summary"><?php the_excerpt(); ?></div>
	</article>
<?php endwhile; ?>
<?php the_posts_navigation(); ?>
</main>
<?php get_sidebar(); get_footer(); ?>
