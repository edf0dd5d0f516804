/**
 * Returns a project whose build backend is next to its pyproject.toml, so that nothing has to be fetched (PEP
 * 517, "In-tree build backends").
 */
export const inTreeProject = (name: string, tag: string, code = ''): Readonly<Record<string, string>> => ({
  'pyproject.toml': `[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n[project]\nname = "${name}"\nversion = "1.0"\n`,
  'backend.py': `
import os, time, zipfile
NAME = "${name}"
def build_wheel(directory, config_settings=None, metadata_directory=None):
    ${code === '' ? 'pass' : code}
    file = f"{NAME}-1.0-${tag}.whl"
    info = f"{NAME}-1.0.dist-info"
    with zipfile.ZipFile(os.path.join(directory, file), "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr(f"{NAME}.py", "x = 1\\n" * 100)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {NAME}\\nVersion: 1.0\\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: ${tag}\\n")
        wheel.writestr(f"{info}/RECORD", f"{NAME}.py,,\\n")
    return file
`,
});
