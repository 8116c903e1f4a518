import type { Change } from '@spike/contract'
import { Show } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { useLanguage } from '../../language/language-context.tsx'

type Field = Change['fields'][number]

/** Names of what can change, by the names that the contract and Moodle give them. */
const words = {
  name: 'field_name',
  section: 'field_section',
  description: 'field_description',
  availability: 'field_availability',
  accessible: 'field_accessible',
  file: 'field_file',
  grade: 'field_grade',
  due: 'field_due',
  dueAt: 'field_due',
  duedate: 'field_due',
  cutOff: 'field_cutOff',
  cutoffdate: 'field_cutOff',
  timeclose: 'field_cutOff',
  deadline: 'field_due',
  submissionend: 'field_due',
  assessmentend: 'field_cutOff',
  timeavailableto: 'field_cutOff',
  timeopen: 'field_opens',
} as const

/** One thing that changed: its name in words, from what, to what. */
export function ChangedFieldLine(props: { field: Field }) {
  const { t } = useLanguage()
  const name = () =>
    t(
      `changes.${Object.hasOwn(words, props.field.name) ? words[props.field.name as keyof typeof words] : 'field_other'}`,
    )
  // Of a long text it is only known that it changed.
  const hasValues = () => props.field.from !== null || props.field.to !== null
  return (
    <p class="change-field">
      <span class="change-field-name">{hasValues() ? `${name()}:` : name()}</span>
      <Show when={props.field.from !== null}>
        <span class="visually-hidden">{t('changes.before')}</span>
        <del>
          <FieldValue field={props.field} value={props.field.from} />
        </del>
      </Show>
      <Show when={hasValues()}>
        <span class="change-field-to">
          <Show when={props.field.from !== null}>
            <Icon name="chevron" />
            <span class="visually-hidden">{t('changes.now')}</span>
          </Show>
          <ins>
            <FieldValue field={props.field} value={props.field.to} />
          </ins>
        </span>
      </Show>
    </p>
  )
}

/** Moodle's own words, a date that the contract gives in ISO 8601, or yes and no. */
function FieldValue(props: { field: Field; value: string | null }) {
  const { t, format } = useLanguage()
  const text = () => {
    const { value, field } = props
    if (!value) return t('changes.nothing')
    if (field.name === 'accessible') return t(value === 'true' ? 'changes.yes' : 'changes.no')
    return /^\d{4}-\d\d-\d\dT/.test(value) ? format().dayAndTime(value) : value
  }
  return <bdi>{text()}</bdi>
}
