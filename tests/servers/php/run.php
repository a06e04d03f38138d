<?php
/**
 * Runs one PHP script inside the site: `php run.php SITE_FOLDER SCRIPT RESULT_FILE < data.json`.
 * The script finds its arguments in $data; what it returns is written to RESULT_FILE as JSON.
 */
[, $site_folder, $script, $result_file] = $argv;
$data = json_decode(stream_get_contents(STDIN), true, flags: JSON_THROW_ON_ERROR);
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REMOTE_ADDR'] = '127.0.0.1';
if (!empty($data['installing'])) {
    define('WP_INSTALLING', true);
}
require $site_folder . '/wp-load.php';
if (empty($data['installing'])) {
    // As the site's owner, so that WordPress keeps the HTML of posts as it was written.
    wp_set_current_user(1);
}
$result = (static fn(array $data) => require $script)($data);
file_put_contents($result_file, json_encode($result, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE));
