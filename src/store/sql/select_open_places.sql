SELECT field, paragraph, start, len, candidates
FROM open_place
WHERE article_id = ?1
ORDER BY CASE field WHEN 'kicker' THEN 0 WHEN 'headline' THEN 1 WHEN 'subtitle' THEN 2 WHEN 'photo' THEN 4 ELSE 3 END, paragraph, start
