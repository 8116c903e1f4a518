import { parseSync, visitorKeys } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { webSources } from './web-sources.ts'

/** As much of a syntax tree's node as is asked here. */
interface Node {
  readonly type: string
  readonly start: number
  readonly [part: string]: unknown
}

/** Attributes that a person reads or hears. */
const readAttributes =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|title|placeholder|alt|label|text|description)$/
/** The same in every language: Spike's name, and an address. */
const languageless = /^\s*(Spike:?|\w+:\/\/\S+)\s*$/

/** The texts with letters that a component's source says itself. */
function textsIn(file: string, source: string): string[] {
  const found: string[] = []
  const tell = (node: Node, text: unknown) => {
    if (typeof text !== 'string' || !/\p{L}/u.test(text) || languageless.test(text)) return
    found.push(`${file}:${source.slice(0, node.start).split('\n').length} ${text.trim()}`)
  }
  const isNode = (value: unknown): value is Node =>
    typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
  const partsOf = (node: Node): Node[] =>
    (visitorKeys[node.type] ?? []).flatMap((key) => node[key]).filter(isNode)

  /** What an expression comes to: the sides of a choice, but not what the choice is made by, nor what a call is given. */
  function lookAtValue(node: Node): void {
    if (node.type === 'Literal') tell(node, node['value'])
    else if (node.type === 'TemplateElement') tell(node, (node['value'] as { cooked: string }).cooked)
    else if (node.type === 'ConditionalExpression')
      for (const side of [node['consequent'], node['alternate']]) lookAtValue(side as Node)
    else if (/^(LogicalExpression|TemplateLiteral|ParenthesizedExpression|TSAsExpression)$/.test(node.type))
      for (const part of partsOf(node)) lookAtValue(part)
    else if (node.type === 'BinaryExpression' && node['operator'] === '+')
      for (const part of partsOf(node)) lookAtValue(part)
  }
  function look(node: Node): void {
    if (node.type === 'JSXText') tell(node, node['value'])
    if (node.type === 'JSXAttribute') {
      const value = node['value']
      if (readAttributes.test(String((node['name'] as Node)['name'])) && isNode(value)) {
        lookAtValue(value.type === 'JSXExpressionContainer' ? (value['expression'] as Node) : value)
      }
    }
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of node['children'] as Node[])
        if (child.type === 'JSXExpressionContainer') lookAtValue(child['expression'] as Node)
    }
    for (const part of partsOf(node)) look(part)
  }
  look(parseSync(file, source).program as unknown as Node)
  return found
}

const components = webSources('.tsx').filter(({ file }) => !/\.test\.tsx$|^testing\//.test(file))

describe('the pages’ components', () => {
  it('say nothing that is not in the language files', () => {
    expect(components.flatMap(({ file, source }) => textsIn(file, source))).toEqual([])
    expect(components.length).toBeGreaterThan(30)
  })
})

describe('a text in code', () => {
  it.each([
    ['<p>Hello</p>', 1],
    ['<p>{t("app.hello")}</p>', 0],
    ['<p>{many ? "Courses" : t("app.course")}</p>', 1],
    ['<p>{kind === "lecture" ? " · " : ""}</p>', 0],
    ['<a aria-label="Close" />', 1],
    ['<a aria-label={`${count} courses`} />', 1],
    ['<a title={t("app.close")} class="button" />', 0],
    ['<>שלום {name}</>', 1],
    ['<b>Spike</b>', 0],
  ])('of %s is found %i times', (jsx, times) => {
    expect(textsIn('example.tsx', `const x = ${jsx}`)).toHaveLength(times)
  })
})
