import type { ErrorWords } from '../words.ts'

export const errors = {
  'auth.required': 'Please sign in.',
  'auth.forbidden': 'This account may not do that.',
  'auth.origin_refused': 'The request came from another site and was refused. Reload the page and try again.',
  'auth.rate_limited': 'Too many attempts to sign in. Wait a little, then try again.',
  'auth.invalid_credentials':
    'The name or the password is wrong. Check both; after a few wrong tries your university may lock the account.',
  'auth.account_suspended': 'Your university has suspended this Moodle account. Ask its help desk.',
  'auth.password_change_required':
    'Your university asks you to change your password first. Do that in Moodle, then sign in here.',
  'auth.site_setup_required':
    'Moodle asks you to finish something first (your profile, or its terms). Open Moodle, do that, then sign in here.',
  'auth.institution_unknown': 'This university is not on the list. Choose one from the list.',
  'auth.institution_disabled':
    'Your university is switched off at Spike for now. What was read before is kept.',
  'auth.sign_in_again': 'Your sign-in at Moodle has expired. Sign in again to go on.',
  'auth.browser_sign_in_required':
    'Your university signs students in on a page of its own. Follow the steps on this page to sign in there.',
  'auth.pasted_link_invalid':
    "This is not the link that your university's page showed for this sign-in. Start again from the first step, and copy the whole link.",
  'moodle.unreachable': "Your university's Moodle cannot be reached now. Try again in a few minutes.",
  'moodle.timeout': "Your university's Moodle took too long to answer. Try again in a few minutes.",
  'moodle.maintenance': "Your university's Moodle is under maintenance. Try again later.",
  'moodle.unavailable': "Your university's Moodle has a fault now. Try again in a few minutes.",
  'moodle.rate_limited': "Your university's Moodle asks us to wait. Try again in a few minutes.",
  'moodle.busy': "Your university's Moodle is busy. Try again in a few minutes.",
  'moodle.unexpected_answer':
    'Moodle answered something we do not understand. Try again; if it stays so, tell us.',
  'moodle.answer_too_large': 'Moodle answered more than we can take in.',
  'moodle.address_refused': 'The address of this Moodle is not allowed. Tell the people who run Spike.',
  'moodle.token_invalid': 'Your sign-in at Moodle has expired. Sign in again to go on.',
  'moodle.access_denied': 'Moodle did not let us read this.',
  'moodle.web_services_off':
    "The university does not let other programs into its Moodle. You can ask the university's support for it.",
  'moodle.course_unavailable': 'Moodle does not let you into this course now.',
  'moodle.grades_not_shown': 'This course does not show its grades to students.',
  'moodle.call_failed': 'Moodle could not answer this.',
  'sync.timeout': 'The sync took too long and was stopped. What was read is kept; try again to go on.',
  'sync.worker_lost': 'The sync was interrupted several times. What was read is kept; try again to go on.',
  'sync.internal': 'Something went wrong on our side. What was read is kept; try again.',
  'sync.schema_outdated': 'Spike is being updated. Try again in a minute.',
  'sync.not_found': 'There is no such sync.',
  'sync.already_ended': 'This sync has already ended.',
  'sync.still_active': 'A sync of this student is still waiting or running.',
  'request.invalid': 'Something in the request is missing or wrong. Check what you wrote and try again.',
  'request.malformed_json': 'The request is not valid JSON.',
  'request.too_large': 'The request is too large.',
  'request.unsupported_media_type': 'The request must be JSON (Content-Type: application/json).',
  'request.not_found': 'There is nothing at this address.',
  'request.method_not_allowed': 'This address does not take that method.',
  'request.rate_limited': 'Too many requests. Wait a little and try again.',
  'server.internal': 'Something went wrong on our side. Try again.',
  'server.stopping': 'Spike is restarting. Try again in a moment.',
  'server.busy': 'Too many requests at once. Try again in a moment.',
  'server.database_unavailable': 'Spike cannot reach its database now. Try again in a moment.',
} as const satisfies ErrorWords
