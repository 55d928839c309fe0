/** Answers lie with `forms`; an application knows which form was handed in, a corrected one included. */
export const withForms = `
alter table services_applications drop column answers_sealed;
alter table services_applications add column form_id uuid not null;
create index services_applications_of_form on services_applications (form_id);
drop index services_applications_of_person;
drop index services_applications_by_area;
create index services_applications_of_person on services_applications (person_id, made_at desc, id desc);
create index services_applications_by_area on services_applications (area_code text_pattern_ops, made_at desc, id desc);
create index services_applications_newest on services_applications (made_at desc, id desc);
`
