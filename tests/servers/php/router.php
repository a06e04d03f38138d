<?php
/** Front door for `php -S`: pretty permalinks, static files, and a line in requests.jsonl for every request. */
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
$file = realpath($root . $path);
$is_script = str_ends_with($path, '.php');

function log_request(string $root, ?int $status): void
{
    $line = json_encode([
        'method' => $_SERVER['REQUEST_METHOD'],
        'url' => $_SERVER['REQUEST_URI'],
        'status' => $status ?? http_response_code(),
        'agent' => $_SERVER['HTTP_USER_AGENT'] ?? '',
    ], JSON_UNESCAPED_SLASHES);
    file_put_contents($root . '/../requests.jsonl', $line . "\n", FILE_APPEND | LOCK_EX);
}

if ($file && is_file($file) && !$is_script && $path !== '/site.json') {
    log_request($root, 200);
    return false;
}

register_shutdown_function('log_request', $root, null);
$script = ($file && is_file($file) && $is_script) ? $path : '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
chdir(dirname($root . $script));
require $root . $script;
