/**
 * graphile-worker's crontab, in UTC. Cleaning up: every night at 03:17, when Israel's students sleep; made up for if it was missed.
 * Scheduled syncs: those that came due in five minutes; what was missed is due the next time.
 */
export const crontab = `
17 3 * * * clean_up ?fill=1d&max=3
*/5 * * * * schedule_syncs ?max=1&jobKey=schedule_syncs
`
