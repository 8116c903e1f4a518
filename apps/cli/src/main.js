#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// What was stripped of its types and compiled once is kept in the temporary folder, which halves the time to start. This
// file is JavaScript, so that Node does not load its type stripper (18 MB) for it alone.
enableCompileCache()
const { run } = await import('./run.ts')
process.exit(await run())
