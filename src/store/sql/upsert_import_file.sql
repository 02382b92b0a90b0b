INSERT INTO import_file (run_id, path, status, reason, articles, photos, warnings)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (run_id, path) DO UPDATE
-- A file of several pages stays taken in where its last page is left out.
SET status = CASE WHEN excluded.status = 'skipped' AND articles > 0 THEN 'imported' ELSE excluded.status END,
    reason = excluded.reason, articles = articles + excluded.articles,
    photos = photos + excluded.photos, warnings = warnings + excluded.warnings
