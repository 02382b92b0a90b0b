SELECT path, max(started_at)
FROM import_file
JOIN import_run ON import_run.id = run_id
WHERE status != 'pending'
GROUP BY path
