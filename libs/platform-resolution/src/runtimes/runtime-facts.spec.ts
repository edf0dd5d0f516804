import { architectures, quotas, runtimeWarning, runtimes } from '../index.ts';
import { glibcByRuntime, offeredPackages, runtimeFacts } from '../runtimes.ts';

it('python3.9 to 3.11 run on Amazon Linux 2 with glibc 2.26, later runtimes on 2023 with 2.34', () => {
  expect(runtimes.slice(0, 3)).toEqual(['python3.9', 'python3.10', 'python3.11']);
  expect(runtimes.map((runtime) => runtimeFacts(runtime).glibc.minor)).toEqual(
    runtimes.map((_, index) => (index < 3 ? 26 : 34)),
  );
  expect(glibcByRuntime()).toBe('2.26 up to python3.11, 2.34 from python3.12 on');
  expect(runtimeFacts('python3.11').operatingSystem).toBe('Amazon Linux 2');
  expect(runtimeFacts('python3.12').operatingSystem).toBe('Amazon Linux 2023');
});

it('one layer version can name every runtime and every architecture', () => {
  expect(runtimes.length).toBeLessThanOrEqual(quotas.compatibleRuntimes);
  expect(architectures.length).toBeLessThanOrEqual(quotas.compatibleArchitectures);
});

it('the Python version of a runtime is the one in its name', () => {
  for (const runtime of runtimes) {
    const { pythonVersion, pythonMinor } = runtimeFacts(runtime);
    expect(`python${pythonVersion}`).toBe(runtime);
    expect(`3.${String(pythonMinor)}`).toBe(pythonVersion);
  }
});

it('the warning begins on the day of retirement, and names the days of all steps', () => {
  expect(runtimeWarning('python3.10', new Date('2026-10-30T23:59:59Z'))).toBeUndefined();
  expect(runtimeWarning('python3.10', new Date('2026-10-31T00:00:00Z'))).toBe(
    'python3.10 was retired by AWS on 2026-10-31: it gets no more security updates, and AWS blocks creating ' +
      'functions on it from 2026-11-30 and updating them from 2027-01-15',
  );
  expect(runtimeWarning('python3.9', new Date('2026-11-23T00:00:00Z'))).toBe(
    'python3.9 was retired by AWS on 2025-12-15: it gets no more security updates, and creating and updating ' +
      'functions on it is or will be blocked',
  );
  expect(runtimeWarning('python3.12', new Date('2026-11-23T00:00:00Z'))).toBeUndefined();
});

it('a preview has a warning on any day', () => {
  expect(runtimeWarning('python3.15', new Date('2026-11-23T00:00:00Z'))).toBe(
    'python3.15 is a preview: AWS may still change what it offers',
  );
});

it('every runtime with known packages offers the AWS SDK, but not its own client', () => {
  const known = runtimes.filter((runtime) => offeredPackages(runtime) !== undefined);
  expect(runtimes.filter((runtime) => !known.includes(runtime))).toEqual(['python3.15']);
  for (const runtime of known) {
    const names = offeredPackages(runtime)?.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['boto3', 'botocore', 's3transfer', 'urllib3', 'simplejson']),
    );
    expect(names).not.toContain('awslambdaric');
  }
});

it('the warning begins on the earlier day if AWS’s pages disagree on the retirement', () => {
  expect(runtimeWarning('python3.14', new Date('2029-06-29T00:00:00Z'))).toBeUndefined();
  expect(runtimeWarning('python3.14', new Date('2029-06-30T00:00:00Z'))).toContain('on 2029-06-30');
});
