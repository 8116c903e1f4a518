import type { Signal } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'

/**
 * For a resource's `storage`: a new answer changes only what differs in what is shown, so that a refresh
 * neither rebuilds a table nor takes the focus from a link in it. `key` is the rows' id; null: by position.
 */
export function keepRows(key: string | null) {
  return <T>(initial: T | undefined): Signal<T | undefined> => {
    const [store, setStore] = createStore<{ value: T | undefined }>({ value: initial })
    const set = (next: unknown) => {
      const value = typeof next === 'function' ? next(unwrap(store.value)) : next
      setStore('value', reconcile(value as T, { key, merge: key === null }))
      return store.value
    }
    return [() => store.value, set as Signal<T | undefined>[1]]
  }
}
