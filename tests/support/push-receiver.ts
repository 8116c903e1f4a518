import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NewPushSubscription, PushMessage } from '@spike/contract'

export interface ReceivedPush {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Decrypted as the browser would. */
  readonly message: PushMessage
  /** What stood in clear on the wire. */
  readonly body: Buffer
}

/** A push service and the browser behind it, on loopback. */
export interface PushReceiver {
  readonly origin: string
  readonly subscription: NewPushSubscription
  /** The browser's own secrets. */
  readonly secrets: readonly string[]
  readonly received: readonly ReceivedPush[]
  /** What it answers from now on; 201 before that. */
  answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Resolves when so many messages were received in all. */
  waitFor(count: number): Promise<void>
  close(): Promise<void>
}

export async function startPushReceiver(): Promise<PushReceiver> {
  const browser = createECDH('prime256v1')
  const p256dh = browser.generateKeys('base64url')
  const auth = randomBytes(16)
  const received: ReceivedPush[] = []
  let waiters: { readonly count: number; resolve(): void }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    received.push({ headers: request.headers, body, message: JSON.parse(decrypt(body)) as PushMessage })
    response.writeHead(receiver.answer.status, receiver.answer.headers).end()
    for (const waiter of waiters) if (received.length >= waiter.count) waiter.resolve()
    waiters = waiters.filter(({ count }) => received.length < count)
  })

  /** RFC 8188 (aes128gcm, one record) with the keys of RFC 8291. */
  function decrypt(body: Buffer): string {
    const salt = body.subarray(0, 16)
    const senderKey = body.subarray(21, 21 + body.readUInt8(20))
    const content = body.subarray(21 + senderKey.length)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), senderKey])
    const secret = Buffer.from(hkdfSync('sha256', browser.computeSecret(senderKey), auth, info, 32))
    const derive = (name: string, bytes: number) =>
      Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from(`Content-Encoding: ${name}\0`), bytes))
    const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
    decipher.setAuthTag(content.subarray(-16))
    const plain = Buffer.concat([decipher.update(content.subarray(0, -16)), decipher.final()])
    return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')
  }

  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const endpoint = `${origin}/push/${randomBytes(16).toString('hex')}`
  const receiver: PushReceiver = {
    origin,
    subscription: { endpoint, keys: { p256dh, auth: auth.toString('base64url') } },
    secrets: [endpoint, new URL(endpoint).pathname, p256dh, auth.toString('base64url')],
    received,
    answer: { status: 201 },
    async waitFor(count) {
      if (received.length < count) await new Promise<void>((resolve) => waiters.push({ count, resolve }))
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}

/** The claims of a message's VAPID token (RFC 8292); throws where the key it names did not sign it. */
export function readVapid({ headers }: ReceivedPush): { readonly key: string; readonly claims: unknown } {
  const [, token = '', key = ''] =
    /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(String(headers['authorization'])) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) throw new Error('The token is not signed with the key beside it')
  return { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) }
}
