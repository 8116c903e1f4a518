import { makeReadingsOld } from './make-readings-old.ts'
import type { StudentClient } from './student-client.ts'
import type { TestStack } from './test-stack.ts'

/** Syncs after which nothing is only listed any more: the first through the website reads two pages a course. */
const moreSyncs = 2

/** Has every course read again, until an unchanged website has no more to tell. */
export async function readToTheEnd(stack: TestStack, student: StudentClient): Promise<void> {
  for (let count = moreSyncs; count > 0; count--) {
    await makeReadingsOld(stack.db)
    const { status, partial, counts } = await student.syncAgain()
    const changes = counts?.changes
    if (status !== 'completed' || partial || changes !== 0) {
      throw new Error(`An unchanged site was read as ${JSON.stringify({ status, partial, changes })}`)
    }
  }
}
