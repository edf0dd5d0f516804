/**
 * Returns whether a project may be the one that has a module, by their names alone: `google-cloud-storage` has
 * `google.cloud.storage`, and `pyyaml` has `yaml`. Nothing but a wheel itself says which modules it has.
 * @param project a normalized name (PEP 503)
 * @param module a dotted name
 */
export const mayProvide = (project: string, module: string): boolean => {
  const [topLevel = ''] = module.split('.', 1);
  if (otherNames.get(topLevel)?.includes(project) === true) return true;
  const words = new Set(project.split('-'));
  const wanted = module.toLowerCase().split(/[._]/);
  return wanted.every((word) => word === '' || words.has(word)) || project === `py${topLevel.toLowerCase()}`;
};

/** Modules whose projects have other names, according to their pages on PyPI. */
const otherNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['Crypto', ['pycryptodome']],
  ['MySQLdb', ['mysqlclient']],
  ['PIL', ['pillow']],
  ['attr', ['attrs']],
  ['bs4', ['beautifulsoup4']],
  ['cv2', ['opencv-python', 'opencv-python-headless', 'opencv-contrib-python']],
  ['fitz', ['pymupdf']],
  ['git', ['gitpython']],
  ['grpc', ['grpcio']],
  ['osgeo', ['gdal']],
  ['pkg_resources', ['setuptools']],
  ['skimage', ['scikit-image']],
  ['sklearn', ['scikit-learn']],
  ['zmq', ['pyzmq']],
]);
