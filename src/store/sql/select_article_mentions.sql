SELECT place_mention.code, place.name, field, paragraph, start, len
FROM place_mention
JOIN place ON place.code = place_mention.code
WHERE article_id = ?1
ORDER BY CASE field WHEN 'kicker' THEN 0 WHEN 'headline' THEN 1 WHEN 'subtitle' THEN 2 ELSE 3 END, paragraph, start
