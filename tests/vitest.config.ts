import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { NoSkips } from './support/no-skips.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const faults = 'tests/faults/*.test.ts'

/** Each starts a whole Spike: after the small ones, so that they have the cores to themselves. */
const journeys = {
  testTimeout: 90_000,
  hookTimeout: 90_000,
  // What is waited for comes as soon as the machine lets it: no bound but that it comes at all.
  expect: { poll: { timeout: 30_000 } },
  sequence: { groupOrder: 1 },
} as const

export default defineConfig({
  root,
  test: {
    globalSetup: ['./tests/support/global-setup.ts'],
    reporters: ['default', new NoSkips()],
    passWithNoTests: false,
    // One process for many files; `fresh-modules` keeps them apart.
    isolate: false,
    setupFiles: ['./tests/support/fresh-modules.ts'],
    // Two cores: a third worker only makes the timings worse.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['packages/*/src/**/*.test.ts', 'apps/{api,worker,cli}/src/**/*.test.ts'],
          // Some start processes, which on a busy machine takes its time: no bound but that it comes at all.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      './apps/web/vitest.config.ts',
      {
        extends: true,
        test: {
          ...journeys,
          name: 'journeys',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, faults],
        },
      },
      {
        extends: true,
        test: {
          ...journeys,
          name: 'faults',
          include: [faults],
          // What a fault leaves behind in a process (a runner that gave up, for one) must not meet the next file.
          isolate: true,
        },
      },
    ],
  },
})
