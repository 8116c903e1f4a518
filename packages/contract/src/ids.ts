/** A uuid in any letters, whatever its version. */
export const uuidPattern = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Of a row that is a student's: PostgreSQL's bigint, and no number of ours has more digits than these. */
export const rowIdPattern = /^[1-9]\d{0,14}$/

/** Of an institution; the database checks the same. */
export const institutionIdPattern = /^[a-z0-9][a-z0-9-]{0,62}$/

/** Text without control characters: PostgreSQL takes no NUL, and no name has the others. */
export const plainTextPattern = /^\P{Cc}*$/u
