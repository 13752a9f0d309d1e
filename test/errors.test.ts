import t from 'tap'
import { ERRORS, SftError, messageOf, systemCode } from '../src/errors.ts'

t.test('a known error carries the exit code of its table row', async (t) => {
  for (const [code, { exit }] of Object.entries(ERRORS)) {
    t.equal(new SftError(code as keyof typeof ERRORS, 'x').exitCode, exit, code)
  }
})

t.test('anything thrown has a message, and only system errors have a code', async (t) => {
  t.equal(messageOf(new Error('boom')), 'boom')
  t.equal(messageOf('boom'), 'boom')
  t.equal(systemCode(Object.assign(new Error('x'), { code: 'EPIPE' })), 'EPIPE')
  t.equal(systemCode(null), undefined)
  t.equal(systemCode({ code: 5 }), undefined)
})
