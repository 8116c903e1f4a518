import solid from 'vite-plugin-solid'
import { defineProject } from 'vitest/config'

export default defineProject({
  root: new URL('.', import.meta.url).pathname,
  plugins: [solid({ hot: false })],
  test: {
    name: 'web',
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    // As in tests/vitest.config.ts, whose workers these share.
    maxWorkers: 2,
    isolate: false,
    setupFiles: ['../../tests/support/fresh-modules.ts', 'src/testing/setup.ts'],
  },
})
