<aside id="secondary" class="widget-area">
<?php
$around = ['before_widget' => '<section class="widget %s">', 'after_widget' => '</section>',
    'before_title' => '<h2 class="widget-title">', 'after_title' => '</h2>'];
the_widget('WP_Widget_Search', [], $around);
the_widget('WP_Widget_Recent_Posts', ['number' => 5, 'show_date' => true], $around);
the_widget('WP_Widget_Recent_Comments', ['number' => 5], $around);
the_widget('WP_Widget_Categories', ['count' => 1], $around);
the_widget('WP_Widget_Meta', [], $around);
?>
</aside>
