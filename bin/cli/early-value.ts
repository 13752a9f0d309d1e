/**
 * The value of a flag that counts before the arguments are parsed, since what is wrong with these is said by it too; the
 * last one holds. Undefined where it is not given, or is none of the words: the parser complains of it later.
 */
export function earlyValue<const Word extends string>(
  flag: `--${string}`,
  argv: readonly string[],
  words: readonly Word[],
): Word | undefined {
  const at = argv.findLastIndex((word) => word === flag || word.startsWith(`${flag}=`))
  const value = at === -1 ? undefined : (argv[at].split('=')[1] ?? argv[at + 1])
  return words.find((each) => each === value)
}
