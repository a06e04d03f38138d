-- purpose: The latest runs: when, how they ended, what they brought.
-- param limit = 10: how many rows
-- column status: done, failures, stored (not loaded), interrupted
-- column fetched: requests answered
SELECT started_at, ended_at, status, fetched, new, changed, unchanged, gone, comments_new, comments_changed,
    comments_gone, denied, failed, failed_by_cause, version
FROM run
ORDER BY started_at DESC, run_id
LIMIT $limit::BIGINT
