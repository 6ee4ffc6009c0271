"""What ``pip install`` of this folder builds: emiss.py as a wheel. A back end of PEP 517 without dependencies."""

import base64
import hashlib
import re
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = (HERE / "emiss.py").read_text(encoding="utf-8")
VERSION = re.search(r'^__version__ = "(.+)"$', SOURCE, re.MULTILINE).group(1)
METADATA = f"""Metadata-Version: 2.1
Name: emiss
Version: {VERSION}
Summary: Emiss from Python: likelihoods of B -> K(*) + missing energy, fits, limits and whole runs
License: Apache-2.0
Requires-Python: >=3.8
"""
WHEEL = """Wheel-Version: 1.0
Generator: wheel_of_one_file
Root-Is-Purelib: true
Tag: py3-none-any
"""


def _wheel(folder, files):
    name = f"emiss-{VERSION}-py3-none-any.whl"
    info = f"emiss-{VERSION}.dist-info"
    files = {**files, f"{info}/METADATA": METADATA, f"{info}/WHEEL": WHEEL}
    record = ""
    with zipfile.ZipFile(Path(folder) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, text in files.items():
            content = text.encode("utf-8")
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record += f"{path},sha256={digest},{len(content)}\n"
            wheel.writestr(zipfile.ZipInfo(path), content)
        wheel.writestr(zipfile.ZipInfo(f"{info}/RECORD"), record + f"{info}/RECORD,,\n")
    return name


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """The file, which remembers the folder that it is from: the launcher is near it."""
    begun = '_BUILT_FROM = ""\n'
    if SOURCE.count(begun) != 1:
        raise RuntimeError("emiss.py has no place for the folder it is from")
    return _wheel(wheel_directory, {"emiss.py": SOURCE.replace(begun, f"_BUILT_FROM = {str(HERE)!r}\n")})


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """A path to this folder."""
    return _wheel(wheel_directory, {"emiss.pth": f"{HERE}\n"})


def build_sdist(sdist_directory, config_settings=None):
    """There is none: the folder is installed as it is."""
    raise NotImplementedError("install the folder, pip install runner/server/python")
