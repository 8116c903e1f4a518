/**
 * HTML that a teacher wrote in Moodle. The server has cleaned it by an allow-list before it was stored:
 * only fields named `…Html` may come here.
 */
export function MoodleHtml(props: { html: string }) {
  return <div class="moodle-html" dir="auto" innerHTML={props.html} />
}
