import { createServer } from 'node:net'
import { systemCode } from '../operator-error.ts'

/** Whether nothing listens on the port of this host now. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await tryListen(port, host)) !== undefined
}

/** A port that nothing listens on now. */
export async function findFreePort(host = '127.0.0.1'): Promise<number> {
  const port = await tryListen(0, host)
  if (port === undefined) throw new Error('The system gave no free port')
  return port
}

function tryListen(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) =>
      ['EADDRINUSE', 'EACCES'].includes(systemCode(error)) ? resolve(undefined) : reject(error),
    )
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
