import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane. The library's default algorithm is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

/** Of a password that nobody knows: checked where there is nobody of that name, so that it takes as long. */
let decoyHash: Promise<string> | undefined

/** Whether the password is that of the hash; `null` stands for nobody, and takes the same time to say no. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoyHash ??= hashPassword(crypto.randomUUID())
  const matches = await verify(passwordHash ?? (await decoyHash), password)
  return matches && passwordHash !== null
}
