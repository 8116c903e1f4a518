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
    setupFiles: ['src/testing/setup.ts'],
  },
})
