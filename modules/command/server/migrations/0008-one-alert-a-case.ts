/** A case stands in one alert of a kind at a time, whichever rule found it first. */
export default `
create index command_alerts_by_key on command_alerts (kind, key) where over_at is null;
`
