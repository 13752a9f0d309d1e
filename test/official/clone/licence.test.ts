import t from 'tap'
import {
  identifier,
  isPermissive,
  licenceNamed,
  licenceOfHeader,
  licenceOfReadme,
  licenceOfText,
} from '../../../src/official/clone/licence.ts'

t.test('a licence is known by its sentences, whatever its line breaks', async (t) => {
  const cases: [string, string | undefined][] = [
    [
      'MIT License\n\nPermission is hereby granted, free of charge, to any person\nobtaining a copy … The above copyright notice and this permission notice shall …',
      'MIT',
    ],
    [
      'Permission to use, copy, modify, and/or distribute this software for any\npurpose with or without fee is hereby granted, provided that …',
      'ISC',
    ],
    [
      'Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.',
      '0BSD',
    ],
    ['   Apache License\n   Version 2.0, January 2004', 'Apache-2.0'],
    ['Redistributions in binary form must reproduce … Neither the name of the holder …', 'BSD-3-Clause'],
    ['Redistributions in binary form must reproduce …', 'BSD-2-Clause'],
    ['CC0 1.0 Universal', 'CC0-1.0'],
    ['This is free and unencumbered software released into the public domain.', 'Unlicense'],
    ['GNU GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007', 'GPL-3.0'],
    ['GNU GENERAL PUBLIC LICENSE\n Version 2, June 1991', 'GPL-2.0'],
    ['GNU LESSER GENERAL PUBLIC LICENSE Version 3', 'LGPL-3.0'],
    ['Attribution-NonCommercial 4.0 International', 'CC-BY-NC-4.0'],
    ['MIT\n', 'MIT'],
    ['Copyright Somebody. All rights reserved.', undefined],
    ['', undefined],
  ]
  for (const [text, expected] of cases) t.equal(licenceOfText(text), expected, text.slice(0, 40))
})

t.test('a sentence names a licence', async (t) => {
  const cases: [string, string | undefined][] = [
    ['The source code in this repo is released under the MIT license.', 'MIT'],
    ['Licensed under MIT', 'MIT'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['released under the 3-clause BSD licence', 'BSD-3-Clause'],
    ['GPL v3 or later', 'GPL-3.0'],
    ['Please submit a summit permit', undefined],
  ]
  for (const [text, expected] of cases) t.equal(licenceNamed(text), expected, text)
})

t.test('a README says it under its heading, not in its contents', async (t) => {
  t.equal(
    licenceOfReadme('# X\n\n- [License](#license)\n- [Use](#use)\n\n## License\n\nMIT license, see the file.\n'),
    'MIT',
  )
  t.equal(licenceOfReadme('# X\n\nPlays well with the MIT license checker.\n'), undefined)
  t.equal(licenceOfReadme('## License\n\nAsk us.\n\n## Thanks\n\nTo the authors of the MIT license.\n'), undefined)
})

t.test('the header of a file speaks for the file', async (t) => {
  const cases: [string, string | undefined][] = [
    ['// SPDX-License-Identifier: BSD-2-Clause', 'BSD-2-Clause'],
    ['// SPDX-License-Identifier: LicenseRef-Ours', 'unknown'],
    ['/** @license {@link https://x.example/license.txt|MIT License} */', 'MIT'],
    ['/* @license MIT */', 'MIT'],
    ['/* @license of our own making */', 'unknown'],
    ['// All rights reserved.', 'unknown'],
    ['// All rights reserved. Licensed under the MIT license.', undefined],
    ['// A little game', undefined],
  ]
  for (const [header, expected] of cases) t.equal(licenceOfHeader(header), expected, header)
})

t.test('identifiers are spelt as SPDX does, and only permissive ones make rows', async (t) => {
  t.equal(identifier('apache-2.0'), 'Apache-2.0')
  t.equal(identifier('GPL-3.0-or-later'), 'GPL-3.0')
  t.equal(identifier('UNLICENSED'), undefined)
  t.strictSame(['MIT', 'CC0-1.0', 'GPL-3.0', 'CC-BY-NC-4.0', 'anything'].map(isPermissive), [
    true,
    true,
    false,
    false,
    false,
  ])
})
