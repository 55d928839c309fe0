/** What a booking is about: the number of something begun online goes on at the window. */
export const aboutMatters = `
alter table appointments_bookings add column matter_id uuid;
alter table appointments_bookings add column matter_number text;
create index appointments_bookings_of_matter on appointments_bookings (matter_id) where matter_id is not null;
`
