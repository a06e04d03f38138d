</div>
<footer id="colophon" class="site-footer">
	<p>© 2012–2026 <?php bloginfo('name'); ?> · <?php echo blogduck_words('Alle Rechte vorbehalten', 'All rights reserved'); ?></p>
	<p><a href="<?php echo esc_url(home_url('/impressum/')); ?>"><?php echo blogduck_words('Impressum', 'Imprint'); ?></a></p>
</footer>
<?php wp_footer(); ?>
</body>
</html>
