import { createUniqueId, For, Show, type JSX } from 'solid-js'

export interface StaffTableProps<Row> {
  /** What the table is of; a screen reader says it. */
  title: string
  columns: readonly string[]
  rows: readonly Row[]
  /** A row's `<tr>`. */
  children: (row: Row) => JSX.Element
  testId?: string
  /** Of many rows: it scrolls in height too. */
  tall?: boolean
}

/** A table that scrolls by itself where it is wider than the page. */
export function StaffTable<Row>(props: StaffTableProps<Row>) {
  return (
    <div
      class="table-scroll"
      classList={{ 'table-tall': props.tall ?? false }}
      tabindex="0"
      role="group"
      aria-label={props.title}
    >
      <table data-testid={props.testId}>
        <thead>
          <tr>
            <For each={props.columns}>{(column) => <th scope="col">{column}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>{(row) => props.children(row)}</For>
        </tbody>
      </table>
    </div>
  )
}

/** Such a table under a heading of its own. `empty` stands there while it has no rows, `below` after it. */
export function TableCard<Row>(props: StaffTableProps<Row> & { empty?: string; below?: JSX.Element }) {
  const headingId = createUniqueId()
  return (
    <section class="card" aria-labelledby={headingId}>
      <h2 id={headingId}>{props.title}</h2>
      <Show when={props.rows.length > 0 || !props.empty} fallback={<p class="fine">{props.empty}</p>}>
        <StaffTable {...props} />
      </Show>
      {props.below}
    </section>
  )
}
