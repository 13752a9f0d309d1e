/** Which rules judge: what must be the same for a cached verdict to count. */
import { codeHash } from '../store/code-hash.ts'

/** Folders of this floor whose code decides verdicts. */
const RULE_FOLDERS = ['checks', 'domains', 'runtime', 'api-index', 'text']

/** Packages that judge with us. */
const JUDGES = ['eslint', 'eslint-scope', 'espree', 'globals', '@babel/parser']

/**
 * Content hash (hex) of everything that decides verdicts besides the engine and its index: our code and the linter.
 * Over the files rather than a number that somebody must remember to raise: a stale verdict is a wrong row.
 */
export const rulesHash = (): string => codeHash(RULE_FOLDERS, JUDGES)
