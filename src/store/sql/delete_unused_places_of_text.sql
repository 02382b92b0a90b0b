DELETE FROM place
WHERE origin = 'text'
  AND merged_into IS NULL
  AND NOT EXISTS (SELECT 1 FROM place_mention WHERE place_mention.code = place.code)
  AND NOT EXISTS (SELECT 1 FROM place AS child WHERE child.parent = place.code)
  AND NOT EXISTS (SELECT 1 FROM place AS other WHERE other.merged_into = place.code)
  AND NOT EXISTS (SELECT 1 FROM place_name WHERE place_name.code = place.code)
  AND NOT EXISTS (SELECT 1 FROM place_confirmed WHERE place_confirmed.code = place.code)
  AND NOT EXISTS (SELECT 1 FROM place_refused WHERE place_refused.code = place.code)
