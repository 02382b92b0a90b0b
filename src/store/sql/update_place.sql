UPDATE place
SET name = ?2, official = ?3, origin = ?4, named_from = ?5, valid_from = ?6, valid_to = ?7, notes = ?8,
    tile_column = ?9, tile_row = ?10, plan_x = ?11, plan_y = ?12, withdrawn = ?13, merged_into = ?14
WHERE code = ?1
