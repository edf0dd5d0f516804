import { whyNotRunnable } from './why-not-runnable.ts';

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('whyNotRunnable', () => {
  const [own, other] =
    process.arch === 'arm64' ? (['arm64', 'x86_64'] as const) : (['x86_64', 'arm64'] as const);

  onLinux('finds nothing against this host’s own processor', () => {
    expect(whyNotRunnable({ runtime: 'python3.12', architecture: own })).toBeUndefined();
  });

  it('names the processor of another architecture', () => {
    const reason = whyNotRunnable({ runtime: 'python3.12', architecture: other });
    expect(reason).toMatch(
      process.platform === 'linux' ? new RegExp(`^it needs a processor of type ${other};`) : /Linux/,
    );
  });
});
