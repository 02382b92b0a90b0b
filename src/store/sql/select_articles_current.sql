SELECT article.id
FROM article
JOIN page_version ON page_version.id = article.version_id AND page_version.current
JOIN page ON page.id = page_version.page_id
JOIN issue ON issue.id = page.issue_id
