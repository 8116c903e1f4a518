import path from 'node:path'
import { connectionStringOf, readConnection } from './cluster.ts'
import { chooseOsUser } from './os-user.ts'
import { choosePlace } from './place.ts'

/** The server of the spike that runs on this data folder now. */
export function findRunningPostgres(dataDir: string): string {
  const quietly = (): void => {}
  const place = choosePlace(path.resolve(dataDir), chooseOsUser(quietly), quietly)
  return connectionStringOf(readConnection(place))
}
