<?php
/** Tells the parent theme to leave WordPress at its XHTML markup. */
define('BLOGDUCK_OLD_MARKUP', true);
