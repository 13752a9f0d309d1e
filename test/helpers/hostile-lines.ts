/** Lines that are no record of any kind, by what is wrong with them, and ids that are odd and all the same ids. */

export const HOSTILE_LINES: Readonly<Record<string, Buffer>> = Object.fromEntries(
  Object.entries({
    'ten megabytes': `{"id":"${'x'.repeat(10_000_000)}"}`,
    'no JSON': 'hello',
    'JSON with a comma too many': '{"id":"a",}',
    'JSON that is cut': '{"id":"a"',
    'more behind the record': '{"id":"a"}}',
    'single quotes': "{'id':'a'}",
    'NaN': '{"id":NaN}',
    'null': 'null',
    'true': 'true',
    'a number': '7',
    'a text': '"id"',
    'an array': '[{"id":"a"}]',
    'nothing in it': '{}',
    'a number for an id': '{"id":1}',
    'no id': '{"id":null}',
    'an empty id': '{"id":""}',
    'an id of six kilobytes': `{"id":"${'x'.repeat(6000)}"}`,
    'a number above all': '{"id":"a","n":1e400}',
    '100,000 open brackets': '['.repeat(100_000),
    '100,000 arrays': '['.repeat(100_000) + ']'.repeat(100_000),
    '100,000 objects': '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000),
    '100,000 arrays inside': `{"id":"a","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'half a surrogate pair': '{"id":"\\ud800"}',
    'half a surrogate pair as a key': '{"\\udfff":1}',
    'a byte of zeros': '\0',
    'a zero in a record': '{"id":"a\0"}',
    'a byte order mark in the middle': '\ufeff{"id":"a"}',
    'terminal escapes': '\u001b[2J\u001b]0;owned\u0007',
    'prototypes': '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    'two records on a line': '{"id":"a"} {"id":"b"}',
  }).map(([name, text]) => [name, Buffer.from(text)]),
)

/** Bytes that are no UTF-8. */
export const NO_UTF8: Readonly<Record<string, Buffer>> = {
  'Latin-1': Buffer.from('{"id":"caf\xe9"}', 'latin1'),
  'a surrogate in UTF-8': Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
  'a character cut short': Buffer.from([0x22, 0xe6, 0x97, 0x22]),
  'a slash in two bytes': Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
}

export const ODD_IDS = [
  '../../etc/passwd', '/', '..', 'CON', 'a\0b', 'a\nb', '\u2028', '\u202e', '\u001b[31m', ' ', '-rf', '$(id)', '%s', 'a,b',
  '<script>alert(1)</script>', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '😀', 'x'.repeat(5000),
]
