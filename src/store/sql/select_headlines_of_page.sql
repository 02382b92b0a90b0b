SELECT article.headline, source.name
FROM article
JOIN source ON source.id = article.source_id
JOIN page ON page.id = article.page_id
JOIN issue ON issue.id = page.issue_id
JOIN paper ON paper.id = issue.paper_id
WHERE paper.name = ?1 AND issue.date = ?2 AND page.number = ?3
