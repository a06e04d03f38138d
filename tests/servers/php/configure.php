<?php
/** Changes a running site. $data: theme (null keeps it), locale (null keeps it), options. */
foreach ($data['options'] as $name => $value) {
    update_option($name, $value);
}
if ($data['locale'] !== null) {
    $language = $data['locale'] === 'en_US' ? '' : $data['locale'];
    update_option('WPLANG', $language);
    switch_to_locale($data['locale']);
    // The formats were fixed in the language in which the site was installed.
    update_option('date_format', __('F j, Y'));
    update_option('time_format', __('g:i a'));
}
if ($data['theme'] !== null) {
    switch_theme($data['theme']);
}
flush_rewrite_rules(false);
return get_bloginfo('version');
