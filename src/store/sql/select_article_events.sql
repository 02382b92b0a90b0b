SELECT date, certainty, words, reason
FROM event_date
WHERE article_id = ?1
ORDER BY paragraph, start
