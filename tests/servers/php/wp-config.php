<?php
/** Configuration of one throw-away site: everything that varies stands in site.json beside this file. */
$site = json_decode(file_get_contents(__DIR__ . '/site.json'), true);

define('DB_NAME', 'wordpress');
define('DB_USER', 'wordpress');
define('DB_PASSWORD', 'wordpress');
define('DB_HOST', 'localhost:' . $site['socket']);
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');

define('WP_HOME', $site['home']);
define('WP_SITEURL', $site['home']);
define('WP_CONTENT_DIR', __DIR__ . '/wp-content');

// The site must depend on nothing outside and change only when a test changes it.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_AUTO_UPDATE_CORE', false);
define('DISALLOW_FILE_MODS', true);

foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define($name . '_KEY', 'a throw-away site of a test needs no secret: ' . $name);
    define($name . '_SALT', 'nor salt: ' . $name);
}

// Links and canonical redirects must speak of the public address even when a page is asked for on loopback.
$_SERVER['HTTP_HOST'] = preg_replace('~^https?://~', '', $site['home']);
$_SERVER['SERVER_NAME'] = parse_url($site['home'], PHP_URL_HOST);
if (str_starts_with($site['home'], 'https://')) {
    $_SERVER['HTTPS'] = 'on';
}

$table_prefix = 'wp_';

if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
