import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import t from 'tap'
import { connect } from '../../src/queue/connection.ts'

const noOpenssl = spawnSync('openssl', ['version']).error !== undefined && 'needs openssl, to make a certificate'

t.test('a server whose certificate nobody vouches for is refused, and what to do is said', { skip: noOpenssl }, async (t) => {
  const folder = t.testdir({})
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const made = spawnSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', '1', '-keyout', key, '-out', cert],
    { encoding: 'utf8' },
  )
  t.equal(made.status, 0, made.stderr)
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const url = `rediss://:secret@localhost:${(server.address() as AddressInfo).port}`
  const error = await connect({ url, password: undefined, patience: 1, notice: () => {} }).catch((reason: unknown) => reason)
  t.match(error, {
    code: 'ERR_MISSING_COMPONENT',
    message: /^the certificate of localhost:\d+ is not trusted: /,
    hint: /NODE_EXTRA_CA_CERTS=FILE/,
  })
  t.notMatch(String((error as Error).message), 'secret')
})
