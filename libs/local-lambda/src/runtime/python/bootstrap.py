"""Lambda's /var/runtime/bootstrap.py: sets up sys.path and starts AWS's own runtime client."""
import os
import sys

import _layerkit_runtime_client
import _layerkit_site

if __name__ == "__main__":
    _layerkit_site.start()
    # Replaces the compiled client, which is built for a single version of Python.
    sys.modules["runtime_client"] = _layerkit_runtime_client
    # Imported before the function's folders are on sys.path, so that the function can't replace the runtime client.
    from awslambdaric.__main__ import main

    _layerkit_site.add_lambda_paths()
    main([__file__, os.environ["_HANDLER"]])
