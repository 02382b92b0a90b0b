SELECT kicker, headline, subtitle, body
FROM article
WHERE id = ?1
