import { whenIdle } from '../when-idle.ts'

/**
 * Has the service worker installed once somebody is signed in and the page has time for it. `onAnswering` is called when
 * the worker answers for this page: at once, or for the first time, when nothing is stored of what was read before.
 */
export function registerWorker(onAnswering: (isFirst: boolean) => void): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  if (serviceWorker.controller) onAnswering(false)
  else serviceWorker.addEventListener('controllerchange', () => onAnswering(true), { once: true })
  // A browser that refuses (a private window, for one) works without.
  const register = () =>
    void serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined)
  whenIdle(register, { timeoutMs: 10_000 })
}
