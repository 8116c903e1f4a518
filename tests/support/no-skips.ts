import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node'

/** Fails a run in which a test was skipped, and prints the numbers as the last line. */
export class NoSkips implements Reporter {
  #filtered = false

  onInit(vitest: Vitest): void {
    // `-t` picks tests by name: the others are not meant to run.
    this.#filtered = vitest.config.testNamePattern !== undefined
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const notRun = tests.filter((test) => !['passed', 'failed'].includes(test.result().state))
    const passed = tests.filter((test) => test.result().state === 'passed').length
    // A file that could not be loaded has no tests, and still failed.
    const unloaded = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    ).length
    const failed = tests.length - notRun.length - passed + unloaded + errors.length

    if (notRun.length > 0 && !this.#filtered && reason !== 'interrupted') {
      process.exitCode = 1
      console.error('\nNo test may be skipped, and these did not run:')
      for (const test of notRun) console.error(`  ${test.module.relativeModuleId} > ${test.fullName}`)
    }
    console.log(`\n${passed} passed, ${failed} failed`)
  }
}
