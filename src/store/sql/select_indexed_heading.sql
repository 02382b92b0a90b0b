SELECT paper.name, page.number, page.name, article.kind
FROM article
JOIN page_version ON page_version.id = article.version_id
JOIN page ON page.id = page_version.page_id
JOIN issue ON issue.id = page.issue_id
JOIN paper ON paper.id = issue.paper_id
WHERE article.id = ?1
