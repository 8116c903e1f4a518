import type { Tabs } from '../sync/poll-together.ts'

interface Wish {
  readonly tab: object
  grant(): void
}
interface Held {
  readonly tab: object
  lose(): void
}
interface Channel {
  readonly tab: object
  readonly name: string
  readonly listener: (message: unknown) => void
}

/** Web locks and broadcast channels of tabs that a test opens, freezes and closes. */
export function createFakeTabs() {
  const held = new Map<string, Held>()
  const queues = new Map<string, Wish[]>()
  const channels = new Set<Channel>()
  const frozen = new Set<object>()

  const queueOf = (name: string) => {
    const queue = queues.get(name) ?? []
    queues.set(name, queue)
    return queue
  }
  const grantNext = (name: string) => {
    if (!held.has(name)) queueOf(name).shift()?.grant()
  }

  function open() {
    const tab = {}
    async function request(
      name: string,
      options: LockOptions,
      callback: () => Promise<unknown> | undefined,
    ): Promise<void> {
      const ended = Promise.withResolvers<void>()
      const grant = () => {
        const mine: Held = { tab, lose: () => ended.reject(new DOMException('Stolen', 'AbortError')) }
        held.set(name, mine)
        void Promise.resolve(callback()).then(() => {
          if (held.get(name) === mine) held.delete(name)
          ended.resolve()
          grantNext(name)
        })
      }
      await Promise.resolve()
      if (options.steal) {
        const before = held.get(name)
        held.delete(name)
        grant()
        before?.lose()
      } else {
        const wish: Wish = { tab, grant }
        queueOf(name).push(wish)
        options.signal?.addEventListener('abort', () => {
          queues.set(
            name,
            queueOf(name).filter((other) => other !== wish),
          )
          ended.reject(new DOMException('Aborted', 'AbortError'))
        })
        grantNext(name)
      }
      return ended.promise
    }

    const tabs: Tabs = {
      locks: { request: request as LockManager['request'] },
      openChannel(name, listener) {
        const channel: Channel = { tab, name, listener }
        channels.add(channel)
        return {
          tell(message) {
            const data: unknown = structuredClone(message)
            for (const other of channels) {
              if (other === channel || other.name !== name) continue
              queueMicrotask(() => {
                if (!frozen.has(other.tab) && channels.has(other)) other.listener(data)
              })
            }
          },
          close: () => void channels.delete(channel),
        }
      },
    }

    return {
      tabs,
      isRunning: () => !frozen.has(tab),
      freeze: () => void frozen.add(tab),
      close() {
        frozen.add(tab)
        for (const channel of channels) if (channel.tab === tab) channels.delete(channel)
        for (const [name, queue] of queues) {
          queues.set(
            name,
            queue.filter((wish) => wish.tab !== tab),
          )
        }
        for (const [name, lock] of held) {
          if (lock.tab !== tab) continue
          held.delete(name)
          grantNext(name)
        }
      },
    }
  }
  return { open }
}
