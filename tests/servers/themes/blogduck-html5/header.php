<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo('charset'); ?>">
<meta name="viewport" content="width=device-width, initial-scale=1">
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<?php wp_body_open(); ?>
<a class="skip-link" href="#main"><?php echo blogduck_words('Zum Inhalt springen', 'Skip to content'); ?></a>
<header id="masthead" class="site-header">
	<p class="site-title"><a href="<?php echo esc_url(home_url('/')); ?>" rel="home"><?php bloginfo('name'); ?></a></p>
	<p class="site-description"><?php bloginfo('description'); ?></p>
	<nav id="site-navigation" class="main-navigation">
		<ul>
			<li><a href="<?php echo esc_url(home_url('/')); ?>"><?php echo blogduck_words('Startseite', 'Home'); ?></a></li>
			<?php wp_list_pages(['title_li' => '']); ?>
			<?php wp_list_categories(['title_li' => '', 'depth' => 1, 'number' => 4]); ?>
		</ul>
	</nav>
</header>
<div id="content" class="site-content">
