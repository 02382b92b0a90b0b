SELECT article.id, article.kind, article.kicker, article.headline, article.subtitle, article.body,
       article.incomplete, paper.name, issue.date, page.number, page.name,
       source.id, source.name, source.sha256, source.encoding,
       page.id, article.version_id, article.section_heads, article.continues_on, article.continued_from,
       article.first_line, article.last_line, issue.number, article.reference
FROM article
JOIN page_version ON page_version.id = article.version_id
JOIN source ON source.id = page_version.source_id
JOIN page ON page.id = page_version.page_id
JOIN issue ON issue.id = page.issue_id
JOIN paper ON paper.id = issue.paper_id
WHERE article.id = ?1
