import type { StageKey } from '@spike/contract/stages'

/** Drawn as lines on a field of 24 by 24: a rocket, a table, a tray, a magnifier, files, a disk, a flag. */
const paths: Readonly<Record<StageKey, string>> = {
  starting:
    'M12 3c3 2 4.6 4.8 4.6 8.2L15.2 16H8.8l-1.4-4.8C7.4 7.8 9 5 12 3ZM12 11.4a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2ZM7.6 12.5 5 15v3l3.2-1.2M16.4 12.5 19 15v3l-3.2-1.2M12 18.5V21',
  creating_tables:
    'M5 4.5h14A1.5 1.5 0 0 1 20.5 6v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5ZM3.5 9.5h17M3.5 14.5h17M9.5 9.5v10',
  fetching_courses:
    'M12 3.5v10.3M7.8 9.8l4.2 4.2 4.2-4.2M4 14.5v4A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5v-4',
  analyzing_content: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.2 15.2 20 20M8 10.5h5M8 8h3.5',
  classifying_data:
    'M7.5 4.5H11l1.7 2H19a1.5 1.5 0 0 1 1.5 1.5v6M5 8.5h3.7l1.7 2h5.1A1.5 1.5 0 0 1 17 12v6a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18v-8A1.5 1.5 0 0 1 5 8.5Z',
  saving_to_database:
    'M12 9c4.1 0 7.5-1.3 7.5-3S16.1 3 12 3 4.5 4.3 4.5 6s3.4 3 7.5 3ZM4.5 6v12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3',
  completed: 'M6 21V4M6 4.8c4-2 7.5 2 12.5 0v8.4c-5 2-8.5-2-12.5 0',
}

export function StageIcon(props: { stage: StageKey }) {
  return (
    <svg class="stage-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[props.stage]} />
    </svg>
  )
}
