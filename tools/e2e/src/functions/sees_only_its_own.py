import os

assert not [name for name in os.environ if "SECRET" in name or "TOKEN" in name or "ACCESS" in name]
assert os.listdir(".") == os.listdir(os.path.expanduser("~")) == []
import _layerkit_probe, awslambdaric
