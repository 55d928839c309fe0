/** A bonus by rating joins the formula. Where tools stand already it is worth nothing until the district publishes that it is. */
export const qualityBonus = `
update tool_library_formulas set formula = formula || jsonb_build_object(
  'qualityPoints', case when exists (select from tool_library_tools) then 0 else 1 end, 'qualityScore', 4, 'qualityUnits', 3);
`
