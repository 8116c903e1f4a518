import { afterEach, vi } from 'vitest'

// A worker runs many files, since starting one costs more than most files. Each file gets modules of its own all the
// same: what a module of ours keeps for itself never reaches another file. Packages are loaded once.
vi.resetModules()

afterEach(() => void vi.useRealTimers())
