SELECT id, started_at, ended_at, folder, request,
       (SELECT count(*) FROM import_file WHERE run_id = import_run.id),
       (SELECT count(*) FROM import_file WHERE run_id = import_run.id AND status = 'pending'),
       (SELECT count(*) FROM import_file WHERE run_id = import_run.id AND status = 'waiting'),
       (SELECT coalesce(sum(articles), 0) FROM import_file WHERE run_id = import_run.id)
FROM import_run
ORDER BY id DESC
