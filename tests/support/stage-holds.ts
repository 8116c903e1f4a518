import pg from 'pg'

/** Keeps runs from leaving a stage that asks nothing of Moodle, for as long as a test looks at it. */
export interface StageHolds {
  release(stage: HeldStage): Promise<void>
  close(): Promise<void>
}
type HeldStage = 'creating_tables' | 'classifying_data' | 'saving_to_database'

const locks = { classifying_data: 71, saving_to_database: 72 } as const

/**
 * Holds all three: creating_tables reads the list of migrations, which is locked; the first write of each of the other
 * two waits, by a trigger that only this test database has, for a lock that the test has.
 */
export async function holdStages(connectionString: string): Promise<StageHolds> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(`
    create function wait_for_test() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(tg_argv[0]::int);
      return new;
    end
    $$;
    create trigger wait_for_test before update of academic_year on courses
      for each row execute function wait_for_test(${locks.classifying_data});
    create trigger wait_for_test before insert on events
      for each row execute function wait_for_test(${locks.saving_to_database});
  `)
  for (const lock of Object.values(locks)) await client.query('select pg_advisory_lock($1)', [lock])
  await client.query('begin; lock table spike_migrations in access exclusive mode')
  return {
    async release(stage) {
      if (stage === 'creating_tables') await client.query('rollback')
      else await client.query('select pg_advisory_unlock($1)', [locks[stage]])
    },
    close: () => client.end(),
  }
}
