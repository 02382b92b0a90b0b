UPDATE search_segment SET state = 'old' WHERE state = 'current';
INSERT OR REPLACE INTO search_changed (article_id) SELECT id FROM article;
INSERT OR REPLACE INTO meta (key, value)
VALUES ('search_generation', coalesce((SELECT value FROM meta WHERE key = 'search_generation'), 0) + 1);
