import { machineOf } from '../targets/machine.ts';
import { runtimeFacts } from '../runtimes/runtime-facts.ts';
import type { Target } from '../targets/target.ts';
import type { MarkerEnvironment } from './marker.ts';

/**
 * Returns the marker values of a target's interpreter. AWS updates the patch releases of runtimes on its own, so the
 * value is higher than any that a marker names. The kernel is unknown, and a marker that requires one is false.
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
