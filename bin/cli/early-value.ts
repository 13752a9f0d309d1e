/**
 * The value of a flag that counts before the arguments are parsed, since what is wrong with these is said by it too; the
 * last one holds. Undefined where it is not given, or is none of the words: the parser complains of it later.
 */
export function earlyValue<const Word extends string>(
  flag: `--${string}`,
  argv: readonly string[],
  words: readonly Word[],
): Word | undefined {
  const value = earlyText(flag, argv)
  return words.find((each) => each === value)
}

/** The same of a flag that takes any text. */
export function earlyText(flag: `--${string}`, argv: readonly string[]): string | undefined {
  const word = argv.findLast((each, at) => each.startsWith(`${flag}=`) || argv[at - 1] === flag)
  return word?.startsWith(`${flag}=`) ? word.slice(flag.length + 1) : word
}
