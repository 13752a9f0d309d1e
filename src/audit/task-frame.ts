/** Lines that stand around the tasks of a dataset: a role, a contract, headings. They make unlike prompts look alike. */

/** A line in this part of the different prompts, and in at least LEAST of them, frames them. */
const SHARE = 0.1
const LEAST = 3

/** A function that takes the frame out of a prompt of these; a prompt that is nothing but frame stays whole. */
export function frameRemover(prompts: Iterable<string>): (prompt: string) => string {
  const different = new Set(prompts)
  const holders = new Map<string, number>()
  for (const prompt of different) {
    for (const line of new Set(linesOf(prompt))) holders.set(line, (holders.get(line) ?? 0) + 1)
  }
  const needed = Math.max(LEAST, SHARE * different.size)
  return (prompt) => {
    const own = linesOf(prompt).filter((line) => holders.get(line) === undefined || holders.get(line)! < needed)
    return own.length === 0 ? prompt.trim() : own.join('\n')
  }
}

function linesOf(prompt: string): string[] {
  return prompt
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
