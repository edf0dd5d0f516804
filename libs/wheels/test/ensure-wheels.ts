import * as subject from '../src/store/ensure-wheels.ts';

/** Calls `ensureWheels` without a default index. It throws if the default index is needed. */
export const ensureWheels = ({
  packages,
  damaged,
  ...access
}: Omit<subject.EnsureWheelsRequest, 'access'> &
  Omit<subject.WheelAccess, 'defaultIndex'>): Promise<subject.EnsuredWheels> =>
  subject.ensureWheels({
    packages,
    damaged,
    access: {
      ...access,
      defaultIndex: () => Promise.reject(new Error('the test needs no default index')),
    },
  });
