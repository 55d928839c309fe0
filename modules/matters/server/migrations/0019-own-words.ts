/** Added states are said in both languages, and found by the place of a matter in the query of a list. */
export default `
alter table matters_own_states add column word_en text;
alter table matters_own_states add column prefix text;
update matters_own_states set prefix = case
  when area_code ~ '^[0-9]{6}0{6}$' then regexp_replace(left(area_code, 6), '(00)+$', '')
  else regexp_replace(area_code, '000$', '') end;
alter table matters_own_states alter column prefix set not null;
`
