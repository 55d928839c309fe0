/** When what is rewarded happened: days, caps and quarters go by that, the day's balance by when it was booked. */
export const whenItHappened = `
alter table points_transfers add column fact_at timestamptz;
`
