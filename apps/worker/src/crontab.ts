/** graphile-worker's crontab: every night at 03:17 UTC, when Israel's students sleep; made up for if it was missed. */
export const crontab = `
17 3 * * * clean_up ?fill=1d&max=3
`
