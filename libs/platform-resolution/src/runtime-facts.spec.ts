import { retirementWarning, runtimeFacts, runtimes } from './index.ts';

it('python3.9 to 3.11 run on Amazon Linux 2 with glibc 2.26, later ones on 2023 with 2.34', () => {
  expect(runtimes.map((runtime) => [runtime, runtimeFacts(runtime).glibc.minor])).toEqual([
    ['python3.9', 26],
    ['python3.10', 26],
    ['python3.11', 26],
    ['python3.12', 34],
    ['python3.13', 34],
    ['python3.14', 34],
  ]);
  expect(runtimeFacts('python3.11').operatingSystem).toBe('Amazon Linux 2');
  expect(runtimeFacts('python3.12').operatingSystem).toBe('Amazon Linux 2023');
});

it('a runtime’s Python is the one in its name', () => {
  for (const runtime of runtimes) {
    const { pythonVersion, pythonMinor } = runtimeFacts(runtime);
    expect(`python${pythonVersion}`).toBe(runtime);
    expect(`3.${String(pythonMinor)}`).toBe(pythonVersion);
  }
});

it('the warning begins on the day of retirement and names it', () => {
  expect(retirementWarning('python3.10', new Date('2026-10-30T23:59:59Z'))).toBeUndefined();
  expect(retirementWarning('python3.10', new Date('2026-10-31T00:00:00Z'))).toContain('2026-10-31');
  expect(retirementWarning('python3.12', new Date('2026-11-23T00:00:00Z'))).toBeUndefined();
});
