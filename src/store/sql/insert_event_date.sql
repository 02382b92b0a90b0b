INSERT INTO event_date (article_id, date, certainty, words, reason, paragraph, start, len)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT DO NOTHING
