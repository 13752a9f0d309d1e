/** Which licence a text grants, as an SPDX identifier. */

/** What may be trained on and passed on with a line of credit. */
const PERMISSIVE = new Set(
  '0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BSL-1.0 CC-BY-4.0 CC0-1.0 ISC MIT MIT-0 MPL-2.0 Unlicense WTFPL Zlib'.split(
    ' ',
  ),
)

/** Known, and not for this. */
const RESTRICTED = new Set(
  (
    'AGPL-3.0 CC-BY-NC-4.0 CC-BY-NC-SA-4.0 CC-BY-ND-4.0 CC-BY-NC-ND-4.0 CC-BY-SA-4.0 GPL-2.0 GPL-3.0 LGPL-2.1 ' +
    'LGPL-3.0'
  ).split(' '),
)

/** Sentences by which a licence is known, the more special ones first. Texts are compared in lower case, one space wide. */
const SENTENCES: readonly (readonly [string, RegExp])[] = [
  ['AGPL-3.0', /gnu affero general public license/],
  ['LGPL-2.1', /gnu lesser general public license version 2\.1/],
  ['LGPL-3.0', /gnu lesser general public license/],
  ['GPL-2.0', /gnu general public license version 2/],
  ['GPL-3.0', /gnu general public license/],
  ['Apache-2.0', /apache license,? version 2\.0/],
  ['MPL-2.0', /mozilla public license,? (?:version|v\.) ?2\.0/],
  ['CC-BY-NC-ND-4.0', /attribution-noncommercial-noderiv/],
  ['CC-BY-NC-SA-4.0', /attribution-noncommercial-sharealike/],
  ['CC-BY-NC-4.0', /attribution-noncommercial/],
  ['CC-BY-ND-4.0', /attribution-noderiv/],
  ['CC-BY-SA-4.0', /attribution-sharealike 4\.0/],
  ['CC-BY-4.0', /attribution 4\.0 international/],
  ['CC0-1.0', /cc0 1\.0 universal|creative commons zero v1\.0/],
  ['Unlicense', /this is free and unencumbered software released into the public domain/],
  ['WTFPL', /do what the fuck you want to public license/],
  ['BSL-1.0', /boost software license - version 1\.0/],
  ['Zlib', /altered source versions must be plainly marked as such/],
  ['BSD-3-Clause', /redistributions in binary form must reproduce.*neither the name of/],
  ['BSD-2-Clause', /redistributions in binary form must reproduce/],
  [
    'ISC',
    /permission to use, copy, modify, and(?: or)? distribute this software for any purpose with or without fee is hereby granted, provided that/,
  ],
  [
    '0BSD',
    /permission to use, copy, modify, and(?: or)? distribute this software for any purpose with or without fee is hereby granted/,
  ],
  [
    'MIT',
    /permission is hereby granted, free of charge, to any person obtaining a copy.*the above copyright notice and this permission notice/,
  ],
  ['MIT-0', /permission is hereby granted, free of charge, to any person obtaining a copy/],
]

/** Names under which people speak of a licence in a sentence. */
const NAMES: readonly (readonly [string, RegExp])[] = [
  ['Apache-2.0', /\bapache(?: licen[cs]e)?,?(?: version| v)?[ -]?2(?:\.0)?\b/],
  ['MPL-2.0', /\b(?:mpl|mozilla public licen[cs]e)[ -]?(?:version |v)?2\.0\b/],
  ['AGPL-3.0', /\bagpl/],
  ['LGPL-3.0', /\blgpl/],
  ['GPL-3.0', /\bgpl|\bgnu general public/],
  ['CC-BY-NC-4.0', /\bcc[ -]by[ -]nc|non-?commercial/],
  ['CC-BY-SA-4.0', /\bcc[ -]by[ -]sa/],
  ['CC-BY-4.0', /\bcc[ -]by(?:[ -]4\.0)?\b/],
  ['CC0-1.0', /\bcc0\b/],
  ['Unlicense', /\bunlicense\b/],
  ['BSD-3-Clause', /\bbsd[ -]3[ -]clause\b|\b3-clause bsd\b/],
  ['BSD-2-Clause', /\bbsd[ -]2[ -]clause\b|\b2-clause bsd\b/],
  ['Zlib', /\bzlib licen[cs]e\b/],
  ['ISC', /\bisc licen[cs]e\b/],
  ['MIT', /\bmit(?: \(?expat\)?)? licen[cs]e|\blicen[cs]ed? (?:is |under |: ?)*(?:the )?mit\b|\bmit-licen[cs]ed\b/],
]

/** The licence of a LICENSE file; undefined when its text is none that is known. */
export function licenceOfText(text: string): string | undefined {
  const flat = flatten(text)
  // A file that holds nothing but a name says it too.
  const named = flat.length < 200 ? (identifier(text.trim()) ?? find(NAMES, flat)) : undefined
  return find(SENTENCES, flat) ?? named
}

/** The licence that a sentence of prose names: a README's, or a comment's. */
export function licenceNamed(text: string): string | undefined {
  return find(NAMES, flatten(text)) ?? find(SENTENCES, flatten(text))
}

/** From a line that begins with the word to the next heading. */
const LICENCE_SECTION = /^(?:#{1,6}\s*)?[^\w\n]*licen[cs](?:e|ed|es|ing)\b[^\n]*(?:\n(?!#{1,6}\s)[^\n]*){0,20}/gim

/** What a README says below its heading on the licence. */
export function licenceOfReadme(text: string): string | undefined {
  for (const [section] of text.matchAll(LICENCE_SECTION)) {
    const named = licenceNamed(section)
    if (named !== undefined) return named
  }
  return undefined
}

/** What the comment at the top of a file says: an SPDX line, a @license tag, or that all rights are kept. */
export function licenceOfHeader(header: string): string | undefined {
  const spdx = /SPDX-License-Identifier:\s*([\w.+-]+)/.exec(header)?.[1]
  if (spdx !== undefined) return identifier(spdx) ?? 'unknown'
  const tag = /@licen[cs]e\b([^\n*]*)/i.exec(header)?.[1]
  if (tag !== undefined)
    return licenceNamed(tag) ?? identifier(tag.trim()) ?? licenceNamed(`licence: ${tag}`) ?? 'unknown'
  return /all rights reserved/i.test(header) && licenceNamed(header) === undefined ? 'unknown' : undefined
}

/** An SPDX identifier as somebody wrote it, in its proper spelling; undefined when we do not know it. */
export function identifier(text: string): string | undefined {
  const wanted = text.toLowerCase().replace(/-(?:only|or-later)$/, '')
  return [...PERMISSIVE, ...RESTRICTED].find((id) => id.toLowerCase() === wanted)
}

/** Whether rows under a licence may go into a dataset that others train on. */
export function isPermissive(id: string): boolean {
  return PERMISSIVE.has(id)
}

function find(table: readonly (readonly [string, RegExp])[], text: string): string | undefined {
  return table.find(([, pattern]) => pattern.test(text))?.[0]
}

function flatten(text: string): string {
  return text
    .slice(0, 100_000)
    .toLowerCase()
    .replace(/[\s*#>/]+/g, ' ')
}
