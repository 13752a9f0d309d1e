import type { Issue, Seed } from '../../../record.ts'
import { languageOf, type Language } from '../language.ts'

interface RepairText {
  intro: string
  line: (line: number) => string
  suggestion: (name: string) => string
  outro: string
}

/** More would drown what matters: the first errors are the cause of many that follow. */
const MAX_ISSUES = 12

const TEXTS: Readonly<Record<Language, RepairText>> = {
  zh: {
    intro: '上面的程序没有通过检查，问题如下：',
    line: (line) => `第 ${line} 行`,
    suggestion: (name) => `（可用 ${name}）`,
    outro: '请修正这些问题，并按同样的输出格式给出完整的计划和完整的代码，不要省略任何部分。',
  },
  en: {
    intro: 'The program above did not pass the checks:',
    line: (line) => `line ${line}`,
    suggestion: (name) => ` (there is ${name})`,
    outro:
      'Fix these problems, and give the complete plan and the complete code in the same output format. Leave nothing out.',
  },
}

/** What a teacher is told whose program failed: each error once, with its line in the code and what exists instead. */
export function repair(seed: Seed, issues: readonly Issue[]): string {
  const text = TEXTS[languageOf(seed)]
  const errors = issues.filter(({ severity }) => severity === 'error')
  const lines = errors.map(({ message, line, suggestion }) => {
    const place = line ? `${text.line(line)}: ` : ''
    // Most messages name what exists instead.
    const instead = suggestion === undefined || message.includes(suggestion) ? '' : text.suggestion(suggestion)
    return `- ${place}${message}${instead}`
  })
  return [text.intro, [...new Set(lines)].slice(0, MAX_ISSUES).join('\n'), text.outro].join('\n\n')
}
