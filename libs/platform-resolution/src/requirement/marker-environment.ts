import { machineOf } from '../targets/machine.ts';
import { runtimeFacts } from '../runtimes/runtime-facts.ts';
import type { Target } from '../targets/target.ts';
import type { MarkerEnvironment } from './marker.ts';

/**
 * What the interpreter of a target answers to markers. AWS renews the runtimes' patch releases on its own, so theirs
 * stands above any that a marker names. The kernel is not known: a marker that asks for it is not met.
 */
export const markerEnvironment = ({ runtime, architecture }: Target): MarkerEnvironment => {
  const { pythonVersion } = runtimeFacts(runtime);
  const patched = `${pythonVersion}.99`;
  return {
    os_name: 'posix',
    sys_platform: 'linux',
    platform_machine: machineOf(architecture),
    platform_python_implementation: 'CPython',
    platform_release: '',
    platform_system: 'Linux',
    platform_version: '',
    python_version: pythonVersion,
    python_full_version: patched,
    implementation_name: 'cpython',
    implementation_version: patched,
  };
};
