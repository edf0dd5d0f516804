import { whyNotRunnable } from './why-not-runnable.ts';

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('whyNotRunnable', () => {
  const [own, other] =
    process.arch === 'arm64' ? (['arm64', 'x86_64'] as const) : (['x86_64', 'arm64'] as const);

  onLinux('a target of this host’s processor is runnable', () => {
    expect(whyNotRunnable({ runtime: 'python3.12', architecture: own })).toBeUndefined();
  });

  it('the reason names the processor that another target needs', () => {
    const reason = whyNotRunnable({ runtime: 'python3.12', architecture: other });
    expect(reason).toMatch(
      process.platform === 'linux' ? new RegExp(`^it needs an ${other} processor;`) : /Linux/,
    );
  });
});
