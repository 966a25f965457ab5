"""`python3 -m tests`: enter the environment, bring Qt's system libraries where that can be done, then run every test."""

import os
import sys

from desktop import bootstrap

if __name__ == "__main__":
    bootstrap.enter("tests", ["requirements.lock", "requirements-test.lock"])
    from desktop.system_libraries import install_for_tests

    install_for_tests()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import pytest

    words = sys.argv[1:]
    chosen = [word for word in words if word != "--long"]
    if "--long" not in words and "-m" not in words:
        chosen += ["-m", "not long"]
    code = int(pytest.main(chosen))
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        print("no test ran, which counts as a failure")
        code = 1
    sys.exit(code)
