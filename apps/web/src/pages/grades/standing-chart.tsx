import { createMemo, For, Show } from 'solid-js'
import type { Standing } from '../../grades/running-average.ts'
import { isolate } from '../../language/format.ts'
import { useLanguage } from '../../language/language-context.tsx'

const heightPx = 56
const baselinePx = 36
const dotPx = 10
/** Dots nearer than this, in points of the scale, stand above one another. */
const nearPoints = 2.5
const ticks = [0, 25, 50, 75, 100]

/**
 * Each grade as a dot on a line from 0 to 100, and where the average lies. The scale runs from left to right in every
 * language, as numbers do. Grades above 100 stand at its end.
 */
export function StandingChart(props: { standing: Standing }) {
  const { t, format } = useLanguage()
  const number = (value: number) => isolate(format().number(Math.round(value * 10) / 10))
  const percents = () => props.standing.graded.map(({ percent }) => percent)
  const dots = createMemo(() => stackDots(props.standing))
  const label = () =>
    t('grades.chart', {
      count: props.standing.graded.length,
      low: number(Math.min(...percents())),
      high: number(Math.max(...percents())),
      average: number(props.standing.average ?? 0),
    })
  return (
    <svg class="standing" role="img" aria-label={label()} height={heightPx}>
      <line class="standing-scale" x1="0%" x2="100%" y1={baselinePx} y2={baselinePx} />
      <For each={ticks}>
        {(tick) => (
          <>
            <line
              class="standing-scale"
              x1={`${tick}%`}
              x2={`${tick}%`}
              y1={baselinePx - 3}
              y2={baselinePx + 3}
            />
            <text class="standing-tick" x={`${tick}%`} y={heightPx - 2} text-anchor={anchorOf(tick)}>
              {format().number(tick)}
            </text>
          </>
        )}
      </For>
      <Show when={props.standing.average}>
        {(average) => (
          <line
            class="standing-average"
            x1={`${clamp(average())}%`}
            x2={`${clamp(average())}%`}
            y1="2"
            y2={baselinePx + 6}
          />
        )}
      </Show>
      <For each={dots()}>
        {(dot) => (
          <circle class="standing-dot" cx={`${dot.x}%`} cy={baselinePx - dot.level * dotPx} r={dotPx / 2}>
            <title>{t('grades.chartDot', { name: isolate(dot.name), percent: number(dot.percent) })}</title>
          </circle>
        )}
      </For>
    </svg>
  )
}

const highestLevel = 3

function stackDots({ graded }: Standing) {
  const placed: { x: number; level: number; name: string; percent: number }[] = []
  for (const { grade, percent } of graded.toSorted((a, b) => a.percent - b.percent)) {
    const x = clamp(percent)
    const near = placed.filter((dot) => Math.abs(dot.x - x) < nearPoints)
    const taken = new Set(near.map((dot) => dot.level))
    let level = 0
    while (taken.has(level) && level < highestLevel) level += 1
    placed.push({ x, level, name: grade.name, percent })
  }
  return placed
}

const clamp = (percent: number) => Math.min(100, Math.max(0, percent))

function anchorOf(tick: number): 'start' | 'middle' | 'end' {
  if (tick === 0) return 'start'
  return tick === 100 ? 'end' : 'middle'
}
