DELETE FROM continuation
WHERE from_id IN (SELECT article.id FROM article
                  JOIN page_version ON page_version.id = article.version_id
                  JOIN page ON page.id = page_version.page_id
                  WHERE page.issue_id = ?1
                    AND (article.continues_on IS NOT NULL OR article.continued_from IS NOT NULL))
