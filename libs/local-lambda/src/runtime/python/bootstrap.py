"""What Lambda calls /var/runtime/bootstrap.py: puts sys.path in order and hands over to AWS's own runtime client."""
import os
import sys

import _layerkit_runtime_client
import _layerkit_site

if __name__ == "__main__":
    _layerkit_site.start()
    # in place of the compiled one, which is built for one version of Python only
    sys.modules["runtime_client"] = _layerkit_runtime_client
    # before the function's own folders are on the path: what runs the function is not the function's choice
    from awslambdaric.__main__ import main

    _layerkit_site.add_lambda_paths()
    main([__file__, os.environ["_HANDLER"]])
