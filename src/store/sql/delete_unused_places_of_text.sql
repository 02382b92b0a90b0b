DELETE FROM place
WHERE origin = 'text'
  AND NOT EXISTS (SELECT 1 FROM place_mention WHERE place_mention.code = place.code)
  AND NOT EXISTS (SELECT 1 FROM place AS child WHERE child.parent = place.code)
