SELECT code, name, official, origin, named_from, valid_from, valid_to, notes,
       tile_column, tile_row, plan_x, plan_y, withdrawn, merged_into
FROM place
ORDER BY code
