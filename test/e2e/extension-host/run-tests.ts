// A few lines that run tests one after the other in the extension host; the console is what the driver reads.

/** The last line of a suite that passed: an extension host that dies early also ends with 0. */
export const allPassed = 'all tests passed';

export interface HostTest {
  readonly name: string;
  run(): Promise<void>;
}

/** Rejects when a test failed, after all have run. */
export async function runTests(tests: readonly HostTest[]): Promise<void> {
  let failed = 0;
  for (const { name, run } of tests) {
    try {
      await run();
      console.log(`passed: ${name}`);
    } catch (error) {
      failed++;
      console.error(`failed: ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed`);
  console.log(allPassed);
}

/** Waits until `condition` holds; says what it waited for when it does not. */
export async function eventually(what: string, condition: () => boolean, timeoutMs = 20_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
