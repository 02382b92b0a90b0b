SELECT article.id
FROM article
JOIN page_version ON page_version.id = article.version_id AND page_version.current
