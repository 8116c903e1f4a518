import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { NoSkips } from './support/no-skips.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

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
          name: 'journeys',
          include: ['tests/**/*.test.ts'],
          // What a fault leaves behind in a process (a runner that gave up, for one) must not meet the next file.
          isolate: true,
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // What is waited for comes as soon as the machine lets it: no bound but that it comes at all.
          expect: { poll: { timeout: 30_000 } },
          // Each starts a whole Spike: after the small ones, so that they have the cores to themselves.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
