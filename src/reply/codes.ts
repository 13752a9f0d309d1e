/** What the parser says of a reply: the one table of its codes. */

/** Why a reply is no use. */
export const PARSE_ERRORS = {
  'reply-truncated': 'the teacher says that the reply was cut: finish_reason is length or max_tokens',
  'code-missing': 'there is no block of code in the language, or without one',
  'fence-not-closed': 'the block of code has no end',
  'code-empty': 'the block of code is empty',
} as const

/** What was tolerated. */
export const PARSE_WARNINGS = {
  'plan-missing': 'there is no plan',
  'plan-tag-form': 'the tag is written in another way: lower case, full-width brackets',
  'plan-in-fence': 'the plan stands in a fence',
  'plan-fence': 'the plan is a fence named plan, without tags',
  'plan-json': 'the plan is JSON',
  'plan-not-closed': 'the plan has no closing tag: it ends where the code begins',
  'plan-without-sections': 'nothing stands under REQ, API and STEPS',
  'full-width-colon': 'a section is named with a full-width colon',
  'several-code-fences': 'there are several blocks of code: the longest is the program',
  'fence-language': 'the fence says another word than javascript, or none',
  'text-around': 'there is text besides plan and code',
} as const

export type ParseError = keyof typeof PARSE_ERRORS
export type ParseWarning = keyof typeof PARSE_WARNINGS
