/** 不接受只由系统作出的决定、近亲属处理逝者信息 Two more rights somebody may ask for (个人信息保护法 24、49). */
export const moreRights = `
alter table catalogue_rights drop constraint catalogue_rights_kind_check;
alter table catalogue_rights add constraint catalogue_rights_kind_check check (kind in
  ('access', 'copy', 'correct', 'delete', 'restrict', 'explain', 'humanDecision', 'ofTheDead', 'closeAccount'));
`
