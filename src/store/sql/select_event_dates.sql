SELECT event_date.article_id, event_date.date, event_date.certainty
FROM event_date
JOIN article ON article.id = event_date.article_id
JOIN page_version ON page_version.id = article.version_id AND page_version.current
