// Characters that act instead of showing: controls, format characters (the marks that turn the direction of text among
// them, UAX #9), and the separators that end a line.
const ACTING = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Untrusted text made safe to show: what would act becomes \u{…}, or what `show` returns; tab and newline stay. */
export function printable(text: string, show: (sign: string) => string = escaped): string {
  return text.replace(ACTING, (sign) => (sign === '\n' || sign === '\t' ? sign : show(sign)))
}

/** Untrusted text as one line that is safe to show: whatever would act, tabs and newlines too, becomes `instead`. */
export function oneLine(text: string, instead: string): string {
  return text.replace(ACTING, instead)
}

function escaped(sign: string): string {
  return `\\u{${sign.codePointAt(0)!.toString(16)}}`
}
